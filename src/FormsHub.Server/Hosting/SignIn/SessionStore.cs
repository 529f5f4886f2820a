using System.Collections.Concurrent;
using FormsHub.Core.Audit;
using FormsHub.Server.Audit;
using FormsHub.Storage.Audit;
using Npgsql;

namespace FormsHub.Server.Hosting.SignIn;

/// <summary>The sessions that people have: begun here, seen here once a minute, and ended on every server at once.</summary>
public sealed class SessionStore(NpgsqlDataSource source, TimeProvider clock)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMinutes(1);

    private const string Write = """
        insert into sessions (id, user_id, stamp, method, address, agent, started_at, last_seen_at)
        select $1, id, $3, $4, $5, $6, $7, $8 from users where id = $2
        on conflict (id) do update set last_seen_at = excluded.last_seen_at, address = excluded.address, agent = excluded.agent
        """;

    private const string Open = """
        from sessions join users on users.id = user_id
        where user_id = $1 and stamp = security_stamp and last_seen_at > $2 and started_at > $3 and not exists (select from ended_sessions where ended_sessions.id = sessions.id)
        """;

    private const string List = $"select sessions.id, method, address, agent, started_at, last_seen_at {Open} order by last_seen_at desc, sessions.id";

    private const string EndSome = $"""
        with open as (select sessions.id {Open} and ($4::uuid is null or sessions.id = $4) and ($5::uuid is null or sessions.id <> $5)),
        ended as (insert into ended_sessions (id, cookie_ends_at) select id, $6 from open on conflict do nothing returning id)
        insert into {AuditInbox.Table} (entry) select $7 from ended
        """;

    private readonly ConcurrentDictionary<Guid, long> _seen = new();

    /// <summary>A session as its person sees it.</summary>
    public sealed record Item(Guid Id, string Method, string? Address, string? Agent, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt);

    /// <summary>Begins a session: the answer sets its cookie.</summary>
    /// <param name="method">How the person signed in: "password" or the key of a provider.</param>
    public async Task BeginAsync(HttpContext context, Guid user, string stamp, string method, CancellationToken ct)
    {
        var ticket = new Session.Ticket(Guid.CreateVersion7(), user, stamp, clock.GetUtcNow());
        await WriteAsync(context, ticket, method, ct);
        await Session.BeginAsync(context, ticket);
    }

    /// <summary>After the user's stamp changed, which ended all their sessions: a new one for this browser, begun when the old one was.</summary>
    public async Task ContinueAsync(HttpContext context, Guid user, string stamp, CancellationToken ct)
    {
        if (await Session.ReadAsync(context) is not { } old || old.User != user) return;
        var ticket = old with { Id = Guid.CreateVersion7(), Stamp = stamp };
        await WriteAsync(context, ticket, await MethodAsync(old.Id, ct), ct);
        await Session.BeginAsync(context, ticket);
    }

    /// <summary>Notes, once a minute, that the session is in use, and from where.</summary>
    internal async ValueTask SeeAsync(HttpContext context, Session.Ticket ticket, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcTicks;
        var last = _seen.GetOrAdd(ticket.Id, 0);
        if (now - last < BetweenWrites.Ticks || !_seen.TryUpdate(ticket.Id, now, last)) return;
        if (_seen.Count > MostRemembered) _seen.Clear();
        await WriteAsync(context, ticket, "password", ct);
    }

    public async Task<List<Item>> ListAsync(Guid user, CancellationToken ct)
    {
        await using var command = source.Command(List, user, clock.GetUtcNow() - Session.Lifetime, clock.GetUtcNow() - Session.LongestLifetime);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Item> sessions = [];
        while (await reader.ReadAsync(ct))
        {
            sessions.Add(new Item(
                reader.GetGuid(0), reader.GetString(1), reader.Optional<string>(2), reader.Optional<string>(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5)));
        }
        return sessions;
    }

    /// <summary>Ends the user's session with that id, or all of them but one; how many.</summary>
    public async Task<int> EndAsync(Guid user, string userName, Guid? only, Guid? but, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = source.Command(
            EndSome, user, now - Session.Lifetime, now - Session.LongestLifetime, DatabaseReading.Id(only), DatabaseReading.Id(but), now + Session.Lifetime,
            AuditInbox.Parameter(AuditEntry.Of(AuditAction.SessionEnded, now).With(("user", user), ("userName", userName))));
        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<string> MethodAsync(Guid session, CancellationToken ct)
    {
        await using var command = source.Command("select method from sessions where id = $1", session);
        return await command.ExecuteScalarAsync(ct) as string ?? "password";
    }

    private async Task WriteAsync(HttpContext context, Session.Ticket ticket, string method, CancellationToken ct)
    {
        var (now, origin) = (clock.GetUtcNow(), context.Origin(null));
        await using var command = source.Command(
            Write, ticket.Id, ticket.User, ticket.Stamp, method, DatabaseReading.Text(origin.Address), DatabaseReading.Text(origin.Agent), ticket.Since, now);
        await command.ExecuteNonQueryAsync(ct);
        _seen[ticket.Id] = now.UtcTicks;
    }
}
