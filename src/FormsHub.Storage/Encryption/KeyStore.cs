using System.Security.Cryptography;
using FormsHub.Core.Encryption;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FormsHub.Storage.Encryption;

/// <summary>
/// The key ring beside its register in the database. The register knows which keys the data refers to and how to recognise them; a key that is
/// registered and not in the ring is missing, and never made anew.
/// </summary>
public sealed partial class KeyStore(NpgsqlDataSource source, KeyFolder folder, ILogger<KeyStore> log)
{
    private const long RegisterLock = 0x46484b52;

    private IReadOnlyList<RegisteredKey> _known = [];

    public KeyRing Ring { get; } = new(folder.Read);

    public KeyFolder Folder => folder;

    /// <summary>Takes up what the register says, such as a key that another process has made.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var registered = await RegisteredAsync(ct);
        if (registered.SequenceEqual(_known) && Ring.Missing.Count is 0) return;
        var keys = folder.Read();
        var held = keys.Where(key => registered.All(each => each.Id != key.Id || each.Fingerprint == key.Fingerprint)).ToList();
        var missing = registered.Where(each => each.State is not KeyState.Retired && held.TrueForAll(key => key.Id != each.Id)).Select(each => each.Id).ToList();
        if (missing.Count > 0 && !missing.SequenceEqual(Ring.Missing)) LogMissing(string.Join(", ", missing), folder.FullPath);
        Ring.Set(held, Active(RingKeyKind.Data), Active(RingKeyKind.Hash), missing);
        _known = registered;

        string? Active(RingKeyKind kind) => registered.FirstOrDefault(each => each.Kind == kind && each.State is KeyState.Active)?.Id;
    }

    /// <summary>Makes the first keys, if none was ever made for this database.</summary>
    /// <exception cref="KeysMissingException">There were keys, and they are not in the ring.</exception>
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (Ring.Active is null)
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await LockAsync(connection, ct);
            if ((await RegisteredAsync(ct)).Count is 0)
            {
                var there = folder.Read();
                foreach (var kind in Enum.GetValues<RingKeyKind>())
                {
                    var key = there.FirstOrDefault(each => each.Kind == kind) ?? New(kind);
                    folder.Add(key);
                    await RegisterAsync(connection, key, ct);
                }
                LogMade(folder.FullPath);
            }
            await transaction.CommitAsync(ct);
        }
        await RefreshAsync(ct);
        Ring.DemandWhole();
    }

    /// <summary>Makes a new key that values are sealed with from now on; answers its id.</summary>
    public async Task<string> RotateAsync(CancellationToken ct)
    {
        await RefreshAsync(ct);
        Ring.DemandWhole();
        var key = New(RingKeyKind.Data);
        folder.Add(key);
        await using (var connection = await source.OpenConnectionAsync(ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await LockAsync(connection, ct);
            await using (var retire = new NpgsqlCommand("update encryption_keys set state = 'retiring' where kind = 'data' and state = 'active'", connection)) await retire.ExecuteNonQueryAsync(ct);
            await RegisterAsync(connection, key, ct);
            await transaction.CommitAsync(ct);
        }
        await RefreshAsync(ct);
        return key.Id;
    }

    /// <summary>Notes which keys nothing uses any more, and which are used after all.</summary>
    public async Task RetireAsync(IReadOnlyCollection<string> used, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            update encryption_keys set state = case when id = any($1) then 'retiring' else 'retired' end, retired_at = case when id = any($1) then null else now() end
            where kind = 'data' and state <> 'active' and (state = 'retired') = (id = any($1))
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. used] });
        await command.ExecuteNonQueryAsync(ct);
        await RefreshAsync(ct);
    }

    /// <summary>The keys that were made for this database, oldest first.</summary>
    public async Task<IReadOnlyList<RegisteredKey>> RegisteredAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select id, kind, fingerprint, state, created_at from encryption_keys order by created_at, id");
        var keys = new List<RegisteredKey>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            keys.Add(new RegisteredKey(
                row.GetString(0), row.GetString(1) is "data" ? RingKeyKind.Data : RingKeyKind.Hash, row.GetString(2), Enum.Parse<KeyState>(row.GetString(3), ignoreCase: true),
                row.GetFieldValue<DateTimeOffset>(4)));
        }
        return keys;
    }

    /// <summary>An id that no other key has, in this database or another.</summary>
    private static RingKey New(RingKeyKind kind) =>
        RingKey.New((kind is RingKeyKind.Data ? "d" : "h") + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5)), kind);

    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock({RegisterLock})", connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task RegisterAsync(NpgsqlConnection connection, RingKey key, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("insert into encryption_keys (id, kind, fingerprint) values ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = key.Id }, new() { Value = key.Kind is RingKeyKind.Data ? "data" : "hash" }, new() { Value = key.Fingerprint } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "The first keys of encrypted fields were made in {Folder}. Whoever loses them loses the values: keep a copy (keys export) apart from the backups of the database")]
    private partial void LogMade(string folder);

    [LoggerMessage(LogLevel.Error, "The key ring in {Folder} lacks {Keys}: encrypted values cannot be read, and forms that hold them are not written to. Put the files back, or take them from an exported ring (keys import)")]
    private partial void LogMissing(string keys, string folder);
}
