using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using FormsHub.Server.People.Tokens;
using Npgsql;

namespace FormsHub.Server.People;

/// <summary>
/// Users, departments and tokens in memory, so that knowing a caller costs no statement. The database says on the channel
/// <c>formshub_directory</c> when any of it changes; while nobody listens, nothing is remembered for longer than a second.
/// </summary>
public sealed class PeopleDirectory(NpgsqlDataSource source, TimeProvider clock) : IDirectory, IDisposable
{
    private const string LoadUsers = """
        select id, user_name, display_name, email, department, disabled, coalesce(security_stamp, ''), language,
          (select coalesce(array_agg(roles.key), '{}') from user_roles join roles on roles.id = role_id
            where user_id = users.id and coalesce(valid_from <= now(), true) and coalesce(valid_until > now(), true)),
          exists (select from second_factors where user_id = users.id and since is not null), must_change_password
        from users
        """;

    private const string LoadRoles = """
        select key, grants::text, (select coalesce(array_agg(department), '{}') from department_roles where role_id = roles.id) from roles
        """;

    private const string LoadFormAccess = "select forms.key, settings::text from form_access join forms on number = form";

    private const string LoadShares = """
        select s.id, s.subject_kind, s.subject, s.grants::text, s.by, s.origin, s.valid_until from shares s
        where s.revoked_at is null and s.subject is not null and coalesce(s.valid_from <= now(), true) and coalesce(s.valid_until > now(), true) order by s.id
        """;

    private const string LoadLinkNames = "select id, note from shares where subject_kind = 'link'";

    private const string LoadLink = """
        select s.id, f.key, s.record, s.grants::text, s.by, s.origin, s.valid_until, s.password_hash, s.shown::text, s.note
        from shares s join forms f on f.number = s.form
        where s.token_hash = $1 and s.revoked_at is null and coalesce(s.valid_from <= now(), true) and coalesce(s.valid_until > now(), true)
        """;

    /// <summary>When a role or a share that somebody holds for a time begins or ends next.</summary>
    private const string LoadNextTurn = """
        select min(turn) from (
          select valid_from, valid_until from user_roles union all select valid_from, valid_until from shares where revoked_at is null and subject is not null) held
        cross join lateral (values (valid_from), (valid_until)) turns (turn) where turn > now()
        """;

    private const string LoadDepartments = "select id, key, title::text, parent, head from departments";
    private const string LoadEndedSessions = "select id from ended_sessions where cookie_ends_at > now()";
    private const string LoadToken = """
        select id, name, user_id, scopes::text, expires_at, requests_per_minute,
          case when trusted_only then (select coalesce(json_object_agg(d.id, d.document), '{}') from token_documents d where d.token = tokens.id)::text end
        from tokens where hash = $1 and revoked_at is null
        """;

    private readonly SemaphoreSlim _loading = new(1);
    private Loaded? _loaded;
    private long _generation;

    private sealed record Loaded(DirectorySnapshot Snapshot, long Generation, long At);

    /// <summary>Whether changes made elsewhere are heard.</summary>
    internal bool IsListening { get; set; }

    public string? Title(LinkKind kind, Guid id) => kind switch
    {
        LinkKind.User => Last.Users.GetValueOrDefault(id)?.DisplayName ?? Last.Shares.LinkName(id),
        LinkKind.Department => Last.Departments.GetValueOrDefault(id) is { } department ? DirectorySnapshot.TitleOf(department) : null,
        LinkKind.None or LinkKind.Record or LinkKind.File => null,
    };

    public Guid? Find(LinkKind kind, string name) => kind switch
    {
        LinkKind.User => Last.UserNamed(name)?.Id,
        LinkKind.Department => Last.DepartmentKeyed(name)?.Id,
        LinkKind.None or LinkKind.Record or LinkKind.File => null,
    };

    public DirectoryListing Listing => Last.Listing;

    /// <summary>Everything as it is now.</summary>
    public ValueTask<DirectorySnapshot> CurrentAsync(CancellationToken ct) =>
        _loaded is { } loaded && IsFresh(loaded) ? ValueTask.FromResult(loaded.Snapshot) : new(ReloadAsync(ct));

    /// <summary>The valid token with that SHA-256; null if there is none.</summary>
    public async ValueTask<DirectoryToken?> TokenAsync(byte[] hash, bool onlyKnown, CancellationToken ct)
    {
        var snapshot = await CurrentAsync(ct);
        var key = Convert.ToHexString(hash);
        if (!snapshot.Tokens.TryGetValue(key, out var token))
        {
            token = onlyKnown ? null : await LoadTokenAsync(hash, ct);
            if (token is null) return null;
            token = snapshot.Tokens.GetOrAdd(key, token);
        }
        return token.ExpiresAt <= clock.GetUtcNow() ? null : token;
    }

    /// <summary>The link that acts now with that SHA-256 of its token; null if there is none, or who made it has no account any more.</summary>
    public async ValueTask<DirectoryLink?> LinkAsync(byte[] hash, bool onlyKnown, CancellationToken ct)
    {
        var snapshot = await CurrentAsync(ct);
        var key = Convert.ToHexString(hash);
        if (!snapshot.Links.TryGetValue(key, out var link))
        {
            link = onlyKnown ? null : await LoadLinkAsync(snapshot, hash, ct);
            if (link is null) return null;
            link = snapshot.Links.GetOrAdd(key, link);
        }
        return link.Until <= clock.GetUtcNow() ? null : link;
    }

    /// <summary>Everything as the connection's transaction has it, before anybody else.</summary>
    internal static async Task<DirectorySnapshot> WithinAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        return await LoadAsync(batch, ct);
    }

    /// <summary>Forgets everything: the next question reads the database.</summary>
    public void Forget() => Interlocked.Increment(ref _generation);

    public void Dispose() => _loading.Dispose();

    private DirectorySnapshot Last => _loaded?.Snapshot ?? throw new InvalidOperationException("The directory was not loaded yet.");

    private bool IsFresh(Loaded loaded) =>
        loaded.Generation == Interlocked.Read(ref _generation) && !(loaded.Snapshot.Until <= clock.GetUtcNow()) && (IsListening || clock.GetElapsedTime(loaded.At) < TimeSpan.FromSeconds(1));

    private async Task<DirectorySnapshot> ReloadAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            if (_loaded is { } loaded && IsFresh(loaded)) return loaded.Snapshot;
            var generation = Interlocked.Read(ref _generation);
            var at = clock.GetTimestamp();
            await using var batch = source.CreateBatch();
            var snapshot = await LoadAsync(batch, ct);
            _loaded = new Loaded(snapshot, generation, at);
            return snapshot;
        }
        finally
        {
            _loading.Release();
        }
    }

    private static async Task<DirectorySnapshot> LoadAsync(NpgsqlBatch batch, CancellationToken ct)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LoadUsers));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LoadDepartments));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LoadEndedSessions));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LoadRoles));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LoadFormAccess));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LoadShares));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LoadLinkNames));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LoadNextTurn));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SignInSettings.Load));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        List<DirectoryUser> users = [];
        while (await reader.ReadAsync(ct))
        {
            users.Add(new DirectoryUser(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.Optional<string>(3), reader.OptionalId(4), reader.GetBoolean(5),
                reader.GetString(6), reader.Optional<string>(7), reader.GetFieldValue<string[]>(8).ToHashSet(), reader.GetBoolean(9), reader.GetBoolean(10)));
        }
        await reader.NextResultAsync(ct);
        List<DirectoryDepartment> departments = [];
        while (await reader.ReadAsync(ct))
        {
            departments.Add(new DirectoryDepartment(
                reader.GetGuid(0), reader.GetString(1), JsonSerializer.Deserialize<Localized>(reader.GetString(2))!, reader.OptionalId(3), reader.OptionalId(4)));
        }
        await reader.NextResultAsync(ct);
        List<Guid> ended = [];
        while (await reader.ReadAsync(ct)) ended.Add(reader.GetGuid(0));
        await reader.NextResultAsync(ct);
        var rules = new AccessRules.Builder();
        while (await reader.ReadAsync(ct)) rules.AddRole(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<Guid[]>(2));
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct)) rules.AddForm(reader.GetString(0), reader.GetString(1));
        await reader.NextResultAsync(ct);
        List<ActiveShares.Row> shares = [];
        while (await reader.ReadAsync(ct))
        {
            shares.Add(new ActiveShares.Row(
                Enum.Parse<ShareSubject>(reader.GetString(1), ignoreCase: true), reader.GetGuid(2), reader.GetString(3),
                new HeldShare(reader.GetGuid(0), null, reader.GetGuid(4), Enum.Parse<ShareOrigin>(reader.GetString(5), ignoreCase: true), reader.OptionalTime(6))));
        }
        await reader.NextResultAsync(ct);
        var links = new Dictionary<Guid, string?>();
        while (await reader.ReadAsync(ct)) links.Add(reader.GetGuid(0), reader.Optional<string>(1));
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        var until = await reader.IsDBNullAsync(0, ct) ? (DateTimeOffset?)null : reader.GetFieldValue<DateTimeOffset>(0);
        await reader.NextResultAsync(ct);
        var signIn = await reader.ReadAsync(ct) ? SignInSettings.Read(reader.GetString(0)) : SignInSettings.None;
        return new DirectorySnapshot(users, departments, ended, rules.Build(), until, new ActiveShares(shares, links), signIn.SecondFactor);
    }

    private async Task<DirectoryLink?> LoadLinkAsync(DirectorySnapshot snapshot, byte[] hash, CancellationToken ct)
    {
        await using var command = source.Command(LoadLink, hash);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct) || snapshot.Users.GetValueOrDefault(reader.GetGuid(4)) is not { Disabled: false } by) return null;
        var (record, until) = (reader.OptionalId(2), reader.OptionalTime(6));
        var share = new HeldShare(reader.GetGuid(0), record, by.Id, Enum.Parse<ShareOrigin>(reader.GetString(5), ignoreCase: true), until);
        var caller = new Caller(share.Id, "link", ActiveShares.NameOf(reader.Optional<string>(9)), by.Department, null, [], new HashSet<string>())
        {
            Link = new SharedLink(by.Id),
            Grants = [.. ShareGrants.Of(ActiveShares.Read(reader.GetString(3)).Select(grant => (ShareSubject.Link, share, grant)))],
            Restrictions = snapshot.Rules.Restrictions,
        };
        return new DirectoryLink(hash, caller, reader.GetString(1), record, until, reader.Optional<string>(7), reader.Optional<string>(8));
    }

    private async Task<DirectoryToken?> LoadTokenAsync(byte[] hash, CancellationToken ct)
    {
        await using var command = source.CreateCommand(LoadToken);
        command.Parameters.Add(new NpgsqlParameter { Value = hash });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        return new DirectoryToken(
            reader.GetGuid(2),
            new Token(reader.GetGuid(0), reader.GetString(1), StoredScopes.Read(reader.Optional<string>(3)), reader.IsDBNull(5) ? null : reader.GetInt32(5))
            {
                TrustedDocuments = TrustedDocuments.Read(reader.Optional<string>(6)),
            },
            reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4));
    }
}
