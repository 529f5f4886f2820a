using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.History;

/// <summary>Shows stored values as clients see them: the titles that they need are read for all of them at once.</summary>
public sealed class StoredValues(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory)
{
    /// <summary>What writes each of those values.</summary>
    public async Task<Action<Utf8JsonWriter, StoredValue>> WriterAsync(IEnumerable<StoredValue> values, CancellationToken ct)
    {
        var titles = new Titles(directory, await TitlesAsync(values, ct));
        return (json, value) => new RevisionWriter(value.Form, json, directory).WriteValue(value.Value, value.Form.ById(value.Field), value.Field, titles);
    }

    private async Task<JsonElement?> TitlesAsync(IEnumerable<StoredValue> values, CancellationToken ct)
    {
        var selects = values.SelectMany(LinksOf)
            .GroupBy(link => LinkTitles.TargetOf(link.Field), link => link.Id)
            .Where(links => links.Key is not null)
            .Select(links => (Target: catalog.Find(links.Key!), Ids: links.Distinct().ToArray()))
            .Where(links => links.Target is not null)
            .Select(links => SqlText.Of($"select t.id, t.title from {SqlText.Known(RecordTable.Records(links.Target!.Number))} t where t.id = any({links.Ids})"))
            .ToList();
        if (selects.Count is 0) return null;

        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"select jsonb_object_agg(t.id, t.title) from ({SqlText.Join(" union ", selects)}) t").ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) && !await row.IsDBNullAsync(0, ct) ? JsonElement.Parse(row.GetFieldValue<byte[]>(0)) : null;
    }

    private static IEnumerable<Link> LinksOf(StoredValue value) =>
        value.Value is { } present && value.Form.ById(value.Field) is { } field && Wire.Fits(present, field) ? field.Type.LinksIn(present, field) : [];
}

/// <summary>A value in stored form that no query has read, such as one side of a conflict.</summary>
/// <param name="Field">The field's id, or "owner" or "department".</param>
public readonly record struct StoredValue(Form Form, string Field, JsonElement? Value);
