using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Forms;

/// <summary>
/// Gives the records of a form, those in the recycle bin too, the title that its new version says. A title is made of values and is
/// none itself: nothing of it stands in the history, and no revision is written.
/// </summary>
internal static class RecordTitles
{
    private const int PageSize = 1000;

    public static async Task RenewAsync(NpgsqlDataSource source, Form form, Func<long, Task> progress, CancellationToken ct)
    {
        var (after, done) = ((Guid?)null, 0L);
        while (await PageAsync(source, form, after, ct) is { Count: > 0 } page)
        {
            var renewed = page.Where(each => each.Title != each.Was).ToList();
            if (renewed.Count > 0) await WriteAsync(source, form, renewed, ct);
            (after, done) = (page[^1].Id, done + page.Count);
            await progress(done);
        }
    }

    private static async Task<List<(Guid Id, int Rev, string Was, string Title)>> PageAsync(NpgsqlDataSource source, Form form, Guid? after, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"select id, rev, title, data from {RecordTable.Records(form.Number)} where $1::uuid is null or id > $1 order by id limit {PageSize}");
        command.Parameters.Add(new() { Value = (object?)after ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        var page = new List<(Guid, int, string, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var data = JsonElement.Parse(reader.GetFieldValue<byte[]>(3)).EnumerateObject().ToDictionary(value => value.Name, value => value.Value);
            page.Add((reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2), RecordText.Title(form, data)));
        }
        return page;
    }

    /// <summary>Whoever wrote a record meanwhile has titled it anew.</summary>
    private static async Task WriteAsync(NpgsqlDataSource source, Form form, List<(Guid Id, int Rev, string Was, string Title)> renewed, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            $"""
            with titled as (
              update {RecordTable.Records(form.Number)} r set title = input.title
              from unnest($1::uuid[], $2::int[], $3::text[]) input (id, rev, title)
              where r.id = input.id and r.rev = input.rev
              returning r.id, r.title)
            update bin set title = titled.title from titled where bin.record = titled.id
            """);
        command.Parameters.Add(new() { Value = renewed.Select(each => each.Id).ToArray() });
        command.Parameters.Add(new() { Value = renewed.Select(each => each.Rev).ToArray() });
        command.Parameters.Add(new() { Value = renewed.Select(each => each.Title).ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }
}
