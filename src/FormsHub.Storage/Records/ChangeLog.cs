using System.Threading.Channels;
using FormsHub.Core.Results;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// The change sets in the order in which they become visible. A position is a snapshot of PostgreSQL: by it those that were committed
/// since are found without gap, however long their transactions took.
/// </summary>
public sealed class ChangeLog(NpgsqlDataSource database)
{
    /// <summary>
    /// The channel of NOTIFY, without payload: it only wakes. It is told after a commit and not in its transaction, since transactions
    /// that notify commit one after the other. What is not told is found when it is looked for next.
    /// </summary>
    public const string Channel = "formshub_changes";

    private readonly Channel<bool> _written = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Has an item after this server has written records.</summary>
    public ChannelReader<bool> Writes => _written.Reader;

    internal void Written() => _written.Writer.TryWrite(true);

    /// <summary>Tells all servers that records were written.</summary>
    public async Task TellAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand($"notify {Channel}");
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The position now, and the last change set before it.</summary>
    public async Task<(string Position, Guid? Last)> NowAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select pg_current_snapshot()::text, (select id from change_sets where xact is not null order by xact desc, id desc limit 1)");
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetString(0), row.IsDBNull(1) ? null : row.GetGuid(1));
    }

    /// <summary>The change sets that were committed since a position, with the numbers of their forms, and the position after them.</summary>
    /// <param name="most">How many at most; if there are more, this many come.</param>
    public async Task<(string Position, IReadOnlyList<CommittedChangeSet> Sets)> SinceAsync(string position, int most, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with here as materialized (select pg_current_snapshot() as now)
            select here.now::text, c.id, c.forms from here left join (
              select id, forms, xact from change_sets
              where xact >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(xact, $1::pg_snapshot)
              order by xact, id limit $2) c on true
            order by c.xact, c.id
            """);
        command.Parameters.Add(WriteStatements.Text(position));
        command.Parameters.Add(WriteStatements.Int(most));
        await using var row = await command.ExecuteReaderAsync(ct);
        var (now, sets) = ("", new List<CommittedChangeSet>());
        while (await row.ReadAsync(ct))
        {
            now = row.GetString(0);
            if (!row.IsDBNull(1)) sets.Add(new CommittedChangeSet(row.GetGuid(1), row.GetFieldValue<int[]>(2)));
        }
        return (now, sets);
    }

    /// <summary>
    /// The change sets after one of them, up to a position: those that became visible later, and those that were being written at the
    /// same time, which may have come before it.
    /// </summary>
    public async Task<Result<List<CommittedChangeSet>>> BetweenAsync(Guid after, string position, int most, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            with start as materialized (select horizon from change_sets where id = $1 and horizon is not null)
            select c.id, c.forms from start left join (
              select id, forms, xact from change_sets
              where xact >= (select horizon from start) and id <> $1 and pg_visible_in_snapshot(xact, $2::pg_snapshot)
              order by xact, id limit $3) c on true
            order by c.xact, c.id
            """);
        command.Parameters.Add(WriteStatements.Uuid(after));
        command.Parameters.Add(WriteStatements.Text(position));
        command.Parameters.Add(WriteStatements.Int(most + 1));
        await using var row = await command.ExecuteReaderAsync(ct);
        var (isKnown, sets) = (false, new List<CommittedChangeSet>());
        while (await row.ReadAsync(ct))
        {
            isKnown = true;
            if (!row.IsDBNull(0)) sets.Add(new CommittedChangeSet(row.GetGuid(0), row.GetFieldValue<int[]>(1)));
        }
        return !isKnown ? RecordProblems.NothingToGoOnFrom(after) : sets.Count > most ? RecordProblems.TooMuchMissed(after, most) : sets;
    }

    /// <summary>Forgets the order that another PostgreSQL gave, of which this database is a copy.</summary>
    public async Task ForgetForeignAsync(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            update change_sets set xact = null, horizon = null
            where xact is not null and exists (select from change_sets where xact >= pg_snapshot_xmax(pg_current_snapshot()))
            """);
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A change set that is committed.</summary>
/// <param name="Forms">The numbers of the forms of its records.</param>
public sealed record CommittedChangeSet(Guid Id, IReadOnlyList<int> Forms);
