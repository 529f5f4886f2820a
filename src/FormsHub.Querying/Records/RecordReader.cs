using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>
/// Answers questions about the records of one form, as UTF-8 JSON straight from the database. Nothing is written to the output
/// when the answer is a problem.
/// </summary>
public sealed class RecordReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    internal static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    /// <summary>Writes one record and answers its revision number. A record in the recycle bin counts only if asked for.</summary>
    public async Task<Result<int>> GetAsync(
        Caller caller, Form form, Guid id, bool deleted, IBufferWriter<byte> output, CancellationToken ct)
    {
        var gate = FormGate.For(caller, form, FormAction.Read);
        if (gate.Failed) return gate.Problem;

        var statement = Statement(caller, form, id, output);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(statement.Command());
        await using var row = await batch.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct) || (!deleted && !row.IsDBNull((int)RecordColumn.DeletedAt)))
            return QueryProblems.RecordNotFound(form.Key, id);

        statement.Write(row);
        return row.GetInt32((int)RecordColumn.Rev);
    }

    /// <summary>
    /// How one record is read, also by what has just written it, so that the answer costs no further round trip. The caller must have
    /// passed the gate.
    /// </summary>
    public RecordStatement Statement(Caller caller, Form form, Guid id, IBufferWriter<byte> output)
    {
        var asker = new Asker(caller, catalog, directory, clock);
        var plan = FormPlan.Of(form, asker.World);
        return new RecordStatement(
            plan.IsOfOthers && asker.World.SightOf(form).SeesAllRows ? plan.ConstantFor(asker.World) : null,
            () => ById(plan, asker, id).ToBatchCommand(),
            row =>
            {
                using var json = new Utf8JsonWriter(output, Json);
                new RecordWriter(plan, row, json, asker).Write();
            });
    }

    private static SqlText ById(FormPlan plan, Asker asker, Guid id)
    {
        var scope = new PlanContext(asker.World).Root(plan.Form);
        return SqlText.Of($"select {plan.Columns(scope, null)} from {scope.Context.Source(scope)} where r.id = {id}");
    }

    /// <summary>Writes a page: <c>{"items": […], "pageInfo": {"endCursor", "hasNextPage"}, "totalCount"?}</c>; answers the number of items.</summary>
    public async Task<Result<int>> QueryAsync(
        Caller caller, Form form, RecordQuery query, IBufferWriter<byte> output, CancellationToken ct)
    {
        var gate = FormGate.For(caller, form, FormAction.Read);
        if (gate.Failed) return gate.Problem;
        if (query.AsOf is not null && FormGate.For(caller, form, FormAction.ViewHistory) is { Failed: true } past) return past.Problem;
        var view = await SavedViews.FindAsync(source, gate.Value, query.View, ct);
        if (view.Failed) return view.Problem;
        var asker = new Asker(caller, catalog, directory, clock) { AsksPast = query.AsOf is not null || query.Deleted };
        var planned = ListPlan.Of(gate.Value, query, view.Value, asker.World);
        if (planned.Failed) return planned.Problem;
        var list = planned.Value;

        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(list.Page.ToBatchCommand());
        if (list.Count is { } count) batch.BatchCommands.Add(count.ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        await using var json = new Utf8JsonWriter(output, Json);
        return await WritePageAsync(list, row, json, asker, ct);
    }

    private static async Task<int> WritePageAsync(
        ListPlan list, NpgsqlDataReader row, Utf8JsonWriter json, Asker asker, CancellationToken ct)
    {
        var writer = new RecordWriter(list.Form, row, json, asker, list.Selected);
        var (items, more) = (0, false);
        string? cursor = null;
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        while (await row.ReadAsync(ct))
        {
            if (items == list.First)
            {
                more = true;
                continue;
            }
            writer.Write();
            if (++items == list.First) cursor = list.CursorOf(row);
        }
        json.WriteEndArray();
        json.WriteStartObject("pageInfo"u8);
        json.WriteString("endCursor"u8, more ? cursor : null);
        json.WriteBoolean("hasNextPage"u8, more);
        json.WriteEndObject();
        if (list.Count is not null)
        {
            await row.NextResultAsync(ct);
            await row.ReadAsync(ct);
            json.WriteNumber("totalCount"u8, row.GetInt64(0));
        }
        json.WriteEndObject();
        return items;
    }
}

/// <summary>How one record is read.</summary>
/// <param name="Returning">The columns of the record <c>r</c>, if the statement that writes it can answer them; else null.</param>
/// <param name="Command">A statement of its own.</param>
/// <param name="Write">Writes the row as JSON.</param>
public sealed record RecordStatement(string? Returning, Func<NpgsqlBatchCommand> Command, Action<NpgsqlDataReader> Write);
