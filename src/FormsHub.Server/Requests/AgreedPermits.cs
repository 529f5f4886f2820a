using System.Data.Common;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Npgsql;

namespace FormsHub.Server.Requests;

/// <summary>Permits that a second person gave by granting a request: each for one person, record and action, once and not for long.</summary>
public sealed class AgreedPermits(TimeProvider clock) : IPermits
{
    /// <summary>How long an agreement may be used.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private const string Usable = """
        from requests where kind = 'secondPerson' and state = 'granted' and used_at is null and by = $1 and form = $2 and record = any($3) and $4 = any(actions) and until > $5
        """;

    public async Task<IReadOnlySet<Guid>> FindAsync(DbConnection connection, Caller caller, Form form, FormAction action, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        await using var command = ((NpgsqlConnection)connection).Command("select record " + Usable, caller.Id, form.Number, records.ToArray(), GrantReader.NameOf(action), clock.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new HashSet<Guid>();
        while (await reader.ReadAsync(ct)) found.Add(reader.GetGuid(0));
        return found;
    }

    public async Task<IReadOnlySet<Guid>> TakeAsync(
        DbConnection connection, Caller caller, Form form, FormAction action, IReadOnlyCollection<Guid> records, Guid? changeSet, CancellationToken ct)
    {
        var (database, now) = ((NpgsqlConnection)connection, clock.GetUtcNow());
        // Locked before one of each record is chosen, so that two writers never take the same.
        await using var command = database.Command(
            $"""
            with usable as (select id, record {Usable} order by id for update),
            chosen as (select distinct on (record) id from usable order by record, id)
            update requests set used_at = $5 from chosen where requests.id = chosen.id
            returning record, (select user_name from users where users.id = decided_by)
            """,
            caller.Id, form.Number, records.ToArray(), GrantReader.NameOf(action), now);
        var taken = new List<(Guid Record, string? By)>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct)) taken.Add((reader.GetGuid(0), reader.Optional<string>(1)));
        }
        foreach (var agreed in taken.GroupBy(each => each.By, each => each.Record))
        {
            var entry = AuditEntry.Of(AuditAction.AgreementUsed, now, caller) with { Form = form.Number, Records = [.. agreed], ChangeSet = changeSet };
            await using var note = new NpgsqlBatch(database);
            note.BatchCommands.Add(AuditInbox.Insert(entry.With(("action", GrantReader.NameOf(action)), ("with", agreed.Key is { } by ? "user:" + by : null))));
            await note.ExecuteNonQueryAsync(ct);
        }
        return taken.Select(each => each.Record).ToHashSet();
    }
}
