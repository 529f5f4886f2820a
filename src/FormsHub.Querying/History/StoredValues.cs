using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Encryption;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.History;

/// <summary>Shows stored values as clients see them: the titles that they need are read for all of them at once.</summary>
public sealed class StoredValues(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>What writes each of those values, as far as the caller may see it.</summary>
    public async Task<Action<Utf8JsonWriter, StoredValue>> WriterAsync(Caller caller, IReadOnlyCollection<StoredValue> values, CancellationToken ct)
    {
        var world = new Asker(caller, catalog, directory, clock) { AsksPast = true }.World;
        var titles = await TitlesAsync(world, values, ct);
        return (json, value) => new RevisionWriter(value.Form, json, directory, world.SightOf(value.Form))
            .WriteValue(Opened(value), value.Form.ById(value.Field), value.Field, new Titles(directory, titles, value.Seen?.Past));
    }

    private static JsonElement? Opened(StoredValue value) => value.Value is { } stored && value.Form.ById(value.Field) is { } field
        ? EncryptedValues.Open(value.Form, field, value.Record, stored)
        : value.Value;

    private async Task<JsonElement?> TitlesAsync(QueryWorld world, IReadOnlyCollection<StoredValue> values, CancellationToken ct)
    {
        var context = new PlanContext(world);
        var selects = values.SelectMany(LinksOf)
            .GroupBy(link => LinkTitles.TargetOf(link.Field), link => link.Id)
            .Where(links => links.Key is not null)
            .Select(links => (Target: catalog.Find(links.Key!), Ids: links.Distinct().ToArray()))
            .Where(links => links.Target is not null)
            .Select(links => (Scope: context.Root(links.Target!), links.Ids))
            .Select(links => SqlText.Of($"select r.id, {links.Scope.ShownTitle()} as title from {context.Source(links.Scope)} where r.id = any({links.Ids})"))
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
/// <param name="Seen">What is seen of its record; null: it is gone.</param>
public readonly record struct StoredValue(Form Form, Guid Record, string Field, JsonElement? Value, RowSight? Seen);
