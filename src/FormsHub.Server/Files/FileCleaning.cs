using FormsHub.Server.Hosting;
using FormsHub.Server.Jobs;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Server.Files;

/// <summary>
/// Every hour removes files that were uploaded more than a day ago and are part of no record: they never became one, or the records were
/// purged. What a record ever held stays with it, because its history still shows it.
/// </summary>
public sealed class FileCleaning(NpgsqlDataSource source, FileFolder folder, TimeProvider clock, ILogger<FileCleaning> log)
    : RepeatedWork(TimeSpan.FromHours(1), clock, log)
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    private const string RemoveUnlinked = """
        with gone as (
          delete from files where uploaded_at < $1 and ($2::uuid[] is null or id = any($2)) and not exists (select from file_links where file = files.id) returning sha256)
        select distinct gone.sha256 from gone
        """;

    protected override async Task<bool> DoAsync(CancellationToken ct)
    {
        await CleanAsync(ct);
        return false;
    }

    /// <summary>One pass; answers how many contents were removed from disk.</summary>
    internal async Task<int> CleanAsync(CancellationToken ct)
    {
        var before = Clock.GetUtcNow() - Grace;
        folder.RemoveAbandoned(before);
        return await RemoveAsync(null, before, ct);
    }

    /// <summary>Removes those of the files that are part of no record now, however new they are.</summary>
    internal async Task RemoveAsync(IReadOnlyList<Guid> files, CancellationToken ct)
    {
        if (files.Count > 0) await RemoveAsync([.. files], Clock.GetUtcNow(), ct);
    }

    private async Task<int> RemoveAsync(Guid[]? files, DateTimeOffset before, CancellationToken ct)
    {
        List<byte[]> contents = [];
        await using (var command = source.Command(RemoveUnlinked, before, new NpgsqlParameter { Value = (object?)files ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid }))
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) contents.Add(reader.GetFieldValue<byte[]>(0));
        }
        var removed = 0;
        foreach (var sha256 in contents)
        {
            // Another upload may have the same content, also one that has just come.
            await using var command = source.Command("select exists (select from files where sha256 = $1)", sha256);
            if (await command.ExecuteScalarAsync(ct) is true) continue;
            if (folder.Remove(sha256, before)) removed++;
        }
        return removed;
    }
}
