using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Forms;

/// <summary>
/// Gives the records of a form, those in the recycle bin too, the title and the searched text that its present version says. These are
/// made of values and are none themselves: nothing of them stands in the history, and no revision is written.
/// </summary>
internal static class RecordTexts
{
    private const int PageSize = 1000;

    private sealed record Texts(Guid Id, int Rev, string Title, string Search, bool IsNew);

    public static async Task RenewAsync(NpgsqlDataSource source, Form form, Func<long, Task> progress, CancellationToken ct)
    {
        var (after, done) = ((Guid?)null, 0L);
        while (await PageAsync(source, form, after, ct) is { Count: > 0 } page)
        {
            var renewed = page.Where(each => each.IsNew).ToList();
            if (renewed.Count > 0) await WriteAsync(source, form, renewed, ct);
            (after, done) = (page[^1].Id, done + page.Count);
            await progress(done);
        }
    }

    private static async Task<List<Texts>> PageAsync(NpgsqlDataSource source, Form form, Guid? after, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"select id, rev, title, search, data from {RecordTable.Records(form.Number)} where $1::uuid is null or id > $1 order by id limit {PageSize}");
        command.Parameters.Add(new() { Value = (object?)after ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        var page = new List<Texts>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var data = JsonElement.Parse(reader.GetFieldValue<byte[]>(4)).EnumerateObject().ToDictionary(value => value.Name, value => value.Value);
            var (title, search) = (RecordText.Title(form, data), RecordText.Search(form, data));
            page.Add(new Texts(reader.GetGuid(0), reader.GetInt32(1), title, search, title != reader.GetString(2) || search != reader.GetString(3)));
        }
        return page;
    }

    /// <summary>Whoever wrote a record meanwhile has made its texts anew.</summary>
    private static async Task WriteAsync(NpgsqlDataSource source, Form form, List<Texts> renewed, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"""
            with titled as (
              update {RecordTable.Records(form.Number)} r set title = input.title, search = input.search, grams = input.grams::int[]
              from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[]) input (id, rev, title, search, grams)
              where r.id = input.id and r.rev = input.rev
              returning r.id, r.title)
            update bin set title = titled.title from titled where bin.record = titled.id
            """);
        command.Parameters.Add(new() { Value = renewed.Select(each => each.Id).ToArray() });
        command.Parameters.Add(new() { Value = renewed.Select(each => each.Rev).ToArray() });
        command.Parameters.Add(new() { Value = renewed.Select(each => each.Title).ToArray() });
        command.Parameters.Add(new() { Value = renewed.Select(each => each.Search).ToArray() });
        command.Parameters.Add(new() { Value = renewed.Select(each => $"{{{string.Join(',', SearchText.Grams(each.Search))}}}").ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }
}
