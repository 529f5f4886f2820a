using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Storage.Encryption;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>
/// Brings existing records up to a new version, page by page: values of a field whose type changed are carried over into the new
/// field, formulas are computed. Each page is a change set by way of "job"; the old value stays where it was.
/// </summary>
public sealed class RecordUpkeep(NpgsqlDataSource source, Catalog catalog, FormStore forms, RecordStore store)
{
    private const int PageSize = 500;

    private static readonly Caller Computer = new(
        Guid.Empty, "system", "FormsHub", null, null, [], new HashSet<string> { Caller.AdministratorRole });

    internal async Task DoAsync(NpgsqlConnection connection, Upkeep.Work work, CancellationToken ct)
    {
        await catalog.RefreshAsync(ct);
        if (catalog.ByNumber(work.Form) is not { } form)
        {
            await Upkeep.SetAsync(connection, work, "ready", 1, null, ct);
            return;
        }

        if (work.Kind is Conversions.Seal)
        {
            if (form.ById(work.Field) is { } field) await SealAsync(connection, form, field, work, ct);
            await Upkeep.SetAsync(connection, work, "ready", 1, null, ct);
            return;
        }

        var carrying = work.Kind is Conversions.Convert ? await CarryingAsync(form, work, ct) : null;
        if (work.Kind is Conversions.Convert && carrying is null)
        {
            await Upkeep.SetAsync(connection, work, "ready", 1, null, ct);
            return;
        }

        if (work.Kind is Conversions.Title)
        {
            var records = await FormPartition.CountLiveAsync(connection, form.Number, ct);
            await RecordTexts.RenewAsync(source, form, titled => Upkeep.SetAsync(connection, work, "building", Progress(titled, records), null, ct), ct);
            await Upkeep.SetAsync(connection, work, "ready", 1, null, ct);
            return;
        }

        var (total, done, left) = (await FormPartition.CountLiveAsync(connection, form.Number, ct), 0L, 0L);
        Guid? after = null;
        while (await PageAsync(form, carrying, after, ct) is { Count: > 0 } page)
        {
            var operations = page
                .Select(each => (each.Id, Values: carrying?.Carry(each.Data) ?? NoValues))
                .Where(each => carrying is null || each.Values.Count > 0)
                .Select(each => (RecordOperation)new RecordOperation.Put(form.Number, each.Id, null, each.Values, RevisionOp.Update) { Lenient = true })
                .ToList();
            left += carrying is null ? 0 : page.Count - operations.Count;
            if (operations.Count > 0)
            {
                var written = await store.WriteAsync(new WriteRequest(Computer, Via.Job, operations) { Partial = true, Summary = Summary(form) }, ct);
                left += written.Failed ? operations.Count : written.Value.Results.Count(result => result.Problem is not null);
            }
            done += page.Count;
            after = page[^1].Id;
            await Upkeep.SetAsync(connection, work, "building", Progress(done, total), null, ct);
        }
        if (carrying is not null) await new BinnedUpkeep(source, form, Summary(form)).CarryAsync(carrying.Condition, carrying.Carry, ct);
        await Upkeep.SetAsync(connection, work, "ready", 1, left is 0 ? null : string.Create(CultureInfo.InvariantCulture, $"kept: {left}"), ct);
    }

    private async Task SealAsync(NpgsqlConnection connection, Form form, Field field, Upkeep.Work work, CancellationToken ct)
    {
        if (field.IsEncrypted && catalog.Keys is { } keys) await keys.EnsureAsync(ct);
        var cells = CellUpkeep.As(source, form, field);
        await cells.WaitForWritersAsync(ct);
        var total = await cells.CountAsync(ct);
        await cells.RunAsync(done => Upkeep.SetAsync(connection, work, "building", Progress(done, total), null, ct), ct);
        if (field.IsEncrypted) await cells.ForgetAsync(ct);
    }

    private static float Progress(long done, long total) => total is 0 ? 0 : Math.Min(0.99f, (float)done / total);

    private static readonly Dictionary<string, JsonElement?> NoValues = [];

    private async Task<Carrying?> CarryingAsync(Form form, Upkeep.Work work, CancellationToken ct)
    {
        if (Find(form, work.Field) is not { } to) return null;
        foreach (var version in await forms.VersionsAsync(form.Number, ct))
        {
            if (version.Version >= form.Version) continue;
            if (await forms.VersionAsync(form.Number, version.Version, ct) is not { Definition: { } definition }) continue;
            if (Find(FormCompiler.Fields(form.Id, form.Number, version.Version, definition), work.Statement) is { } from) return new Carrying(from, to);
        }
        return null;
    }

    private static Field? Find(Form form, string id) => form.AllFields.SelectMany(field => field.Columns.Prepend(field)).FirstOrDefault(field => field.Id == id);

    private async Task<List<(Guid Id, JsonElement Data)>> PageAsync(Form form, Carrying? carrying, Guid? after, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"""
            select id, data from {RecordTable.Records(form.Number)}
            where deleted_at is null and ($1::uuid is null or id > $1){(carrying is null ? "" : $" and {carrying.Condition}")}
            order by id limit {PageSize}
            """);
        command.Parameters.Add(new() { Value = (object?)after ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        var page = new List<(Guid, JsonElement)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) page.Add((reader.GetGuid(0), JsonElement.Parse(reader.GetFieldValue<byte[]>(1))));
        return page;
    }

    private static Message Summary(Form form) => new(
        $"Brought records of \"{form.Definition.Title?.In(Language.English, form.Key)}\" to version {form.Version}",
        $"将“{form.Definition.Title?.In(Language.Chinese, form.Key)}”的记录更新到第 {form.Version} 版");

    /// <summary>From a field as it was to the field that stands for it now; both may be columns of one sub-table.</summary>
    private sealed record Carrying(Field From, Field To)
    {
        /// <summary>Records that hold an old value and no new one.</summary>
        public string Condition => To.Table is { } table
            ? $"data @? '$.{table.Id}[*].{From.Id}'"
            : $"data ? '{From.Id}' and not data ? '{To.Id}'";

        public Dictionary<string, JsonElement?> Carry(JsonElement data)
        {
            if (To.Table is null)
            {
                var value = To.Type.Convert(data.GetProperty(From.Id), From, To).Value;
                return value is null ? [] : new Dictionary<string, JsonElement?> { [To.Id] = value };
            }

            var rows = JsonNode.Parse(data.GetProperty(To.Table.Id).GetRawText())!.AsArray();
            var changed = false;
            foreach (var row in rows.OfType<JsonObject>())
            {
                if (row[From.Id] is not { } old || row[To.Id] is not null) continue;
                if (To.Type.Convert(JsonElement.Parse(old.ToJsonString()), From, To).Value is not { } value) continue;
                row[To.Id] = JsonNode.Parse(value.GetRawText());
                changed = true;
            }
            return changed ? new Dictionary<string, JsonElement?> { [To.Table.Id] = JsonElement.Parse(rows.ToJsonString()) } : [];
        }
    }
}
