using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.History;

/// <summary>Answers when the consents of a record were given or withdrawn, of the fields that the caller sees in clear.</summary>
public sealed class ConsentReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <param name="GivenIn">The version of the form that it was last given in; null: never, or history no longer knows.</param>
    public sealed record Consent(Field Field, bool IsGiven, DateTimeOffset? At, Guid? By, int? GivenIn);

    public async Task<Result<IReadOnlyList<Consent>>> OfAsync(Caller caller, Form form, Guid record, CancellationToken ct)
    {
        var gate = FormGate.For(caller, form, FormAction.Read);
        if (gate.Failed) return gate.Problem;
        var asked = new PlanContext(new Asker(caller, catalog, directory, clock).World).Root(form);
        var consents = form.Fields.Where(field => BooleanField.ConsentOf(field) is not null).ToList();
        var ids = consents.Select(field => field.Id).ToArray();
        var sql = SqlText.Of($"""
            select r.data, {asked.Sight.MetBySeen(asked)}, v.at, v.by, v.version, v.changes
            from {asked.Context.Source(asked)} left join {SqlText.Known(RecordTable.Revisions(form.Number))} v on v.record = r.id and v.changes ?| {ids}
            where r.id = {record} order by v.rev
            """);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(sql.ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return QueryProblems.RecordNotFound(form.Key, record);

        var sight = new RowSight(asked.Sight, (ulong)row.GetInt64(1));
        var data = JsonElement.Parse(row.GetFieldValue<byte[]>(0));
        var found = consents.Where(field => sight.Of(field) is Sight.Clear)
            .ToDictionary(field => field.Id, field => new Consent(field, IsYes(data.TryGetProperty(field.Id, out var value) ? value : null), null, null, null));
        do
        {
            if (row.IsDBNull(2)) continue;
            foreach (var change in Changes.Read(JsonElement.Parse(row.GetFieldValue<byte[]>(5))))
            {
                if (!found.TryGetValue(change.Field, out var consent) || IsYes(change.Before) == IsYes(change.After)) continue;
                found[change.Field] = consent with
                {
                    At = row.GetFieldValue<DateTimeOffset>(2),
                    By = row.IsDBNull(3) ? null : row.GetGuid(3),
                    GivenIn = IsYes(change.After) ? row.GetInt32(4) : consent.GivenIn,
                };
            }
        }
        while (await row.ReadAsync(ct));
        return found.Values.ToList();
    }

    private static bool IsYes(JsonElement? value) => value is { ValueKind: JsonValueKind.True };
}
