using System.Globalization;
using FormsHub.Core.Encryption;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Embedded;
using FormsHub.Storage.Encryption;
using Npgsql;

namespace FormsHub.Server.Encryption;

/// <summary><c>keys status | rotate | export | check | import</c> on the command line, beside a running server or without one.</summary>
public sealed class KeysCommand
{
    private const int Done = 0;
    private const int Misused = 2;
    private const int Wrong = 3;

    private const string PassphraseVariable = "FORMSHUB_PASSPHRASE";

    private const string Usage =
        """
        keys status        which keys there are and how many values each seals
        keys rotate        make a new key and seal every value with it, while the server runs
        keys export FILE   write the key ring to a file that a passphrase opens
        keys check [FILE]  prove that the key ring, or an exported one, opens what is in the database
        keys import FILE   put keys of an exported ring that are missing into the key ring
        The passphrase is asked for, or taken from FORMSHUB_PASSPHRASE.
        """;

    private readonly KeyStore _keys;
    private readonly NpgsqlDataSource _source;
    private readonly TextReader _input;
    private readonly TextWriter _output;

    private KeysCommand(KeyStore keys, NpgsqlDataSource source, TextReader input, TextWriter output) => (_keys, _source, _input, _output) = (keys, source, input, output);

    /// <summary>The exit code: 0 done, 2 misused, 3 something is missing or does not open.</summary>
    public static async Task<int> RunAsync(Settings settings, IReadOnlyList<string> arguments, TextReader input, TextWriter output, CancellationToken ct)
    {
        if (arguments is not (["status" or "rotate" or "check"] or ["export" or "check" or "import", _]))
        {
            await output.WriteLineAsync(Usage.AsMemory(), ct);
            return Misused;
        }
        using var logs = LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        var running = settings.Database ?? await EmbeddedPostgres.OfRunningAsync(settings.Data, settings.Postgres, ct);
        await using var embedded = running is null ? await EmbeddedPostgres.StartAsync(settings.Data, settings.Postgres, logs.CreateLogger<EmbeddedPostgres>(), ct) : null;
        await using var source = Database.Connect(running ?? embedded!.ConnectionString, logs);
        var keys = new KeyStore(source, new KeyFolder(settings.KeyFolder), logs.CreateLogger<KeyStore>());
        try
        {
            await keys.RefreshAsync(ct);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            await output.WriteLineAsync("This database has no keys and no place for them yet: start the server on it first.".AsMemory(), ct);
            return Wrong;
        }
        var command = new KeysCommand(keys, source, input, output);
        return arguments switch
        {
            ["status"] => await command.StatusAsync(ct),
            ["rotate"] => await command.RotateAsync(ct),
            ["export", var file] => await command.ExportAsync(file, ct),
            ["import", var file] => await command.ImportAsync(file, ct),
            _ => await command.CheckAsync(arguments.Count > 1 ? arguments[1] : null, ct),
        };
    }

    private async Task<int> StatusAsync(CancellationToken ct)
    {
        var registered = await _keys.RegisteredAsync(ct);
        if (registered.Count is 0)
        {
            await SayAsync("There are no keys yet: they are made when a form with an encrypted field is published.", ct);
            return Done;
        }
        var use = await new SealedFields(_source).UseAsync(ct);
        await SayAsync($"Key ring: {_keys.Folder.FullPath}", ct);
        foreach (var key in registered)
        {
            var here = _keys.Ring.Keys.Any(each => each.Id == key.Id) ? "" : "  MISSING";
            var made = key.CreatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var sealing = key.Kind is RingKeyKind.Hash ? "hashes"
                : string.Create(CultureInfo.InvariantCulture, $"{use.GetValueOrDefault(key.Id).Records} values in records, {use.GetValueOrDefault(key.Id).Revisions} in revisions");
            await SayAsync($"{key.Id}  {key.State.ToString().ToLowerInvariant(),-8}  {made}  {sealing}{here}", ct);
        }
        return _keys.Ring.Missing.Count is 0 ? Done : Wrong;
    }

    private async Task<int> RotateAsync(CancellationToken ct)
    {
        if (await RefuseAsync(ct)) return Wrong;
        // A rotation that was broken off is finished first: its key seals but little.
        var unfinished = (await _keys.RegisteredAsync(ct)).Any(key => key.State is KeyState.Retiring && _keys.Ring.Keys.Any(each => each.Id == key.Id));
        var use = unfinished ? await new SealedFields(_source).UseAsync(ct) : null;
        var goesOn = use is not null && use.Keys.Any(id => id != _keys.Ring.Active);
        var id = goesOn ? _keys.Ring.Active! : await _keys.RotateAsync(ct);
        await SayAsync(goesOn ? $"Going on with the key {id}." : $"Made the key {id}.", ct);

        // Servers that do not know of it yet seal with the key before for so long.
        if (!goesOn) await Task.Delay(KeyWatch.Every + TimeSpan.FromSeconds(1), ct);
        foreach (var (form, field) in await new SealedFields(_source).ListAsync(ct))
        {
            var cells = CellUpkeep.WithActiveKey(_source, form, field, _keys.Ring);
            var total = await cells.CountAsync(ct);
            if (total is 0) continue;
            await cells.RunAsync(_ => Task.CompletedTask, ct);
            await SayAsync(string.Create(CultureInfo.InvariantCulture, $"Form {form}, field {field}: {total} records and revisions sealed."), ct);
        }
        var left = await new SealedFields(_source).UseAsync(ct);
        await _keys.RetireAsync([.. left.Keys], ct);
        return await StatusAsync(ct);
    }

    private async Task<int> ExportAsync(string file, CancellationToken ct)
    {
        if (await RefuseAsync(ct)) return Wrong;
        if (File.Exists(file))
        {
            await SayAsync($"The file {file} is there already.", ct);
            return Misused;
        }
        if (await PassphraseAsync(ct) is not { } passphrase) return Misused;
        if (passphrase.Length < KeyEscrow.ShortestPassphrase)
        {
            await SayAsync($"The passphrase must have at least {KeyEscrow.ShortestPassphrase} characters.", ct);
            return Misused;
        }
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(file, options))
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(KeyEscrow.Write(_keys.Ring.Keys, passphrase)), ct);
        }
        await SayAsync($"Wrote {_keys.Ring.Keys.Count()} keys to {file}. Keep it apart from the backups, and the passphrase apart from it.", ct);
        return Done;
    }

    private async Task<int> ImportAsync(string file, CancellationToken ct)
    {
        if (await ReadAsync(file, ct) is not { } keys) return Wrong;
        var there = _keys.Folder.Read();
        foreach (var key in keys.Where(key => there.All(each => each.Id != key.Id)))
        {
            _keys.Folder.Add(key);
            await SayAsync($"Put the key {key.Id} into the key ring.", ct);
        }
        await _keys.RefreshAsync(ct);
        return await CheckAsync(null, ct);
    }

    /// <summary>Opens the newest value of each field and key, with the ring or with an exported one.</summary>
    private async Task<int> CheckAsync(string? file, CancellationToken ct)
    {
        var ring = _keys.Ring;
        var registered = await _keys.RegisteredAsync(ct);
        if (file is not null)
        {
            if (await ReadAsync(file, ct) is not { } keys) return Wrong;
            ring = new KeyRing();
            ring.Set(keys, null, null, []);
        }
        var wrong = 0;
        foreach (var key in registered.Where(key => key.State is not KeyState.Retired && !ring.Keys.Any(each => each.Id == key.Id && each.Fingerprint == key.Fingerprint)))
        {
            wrong++;
            await SayAsync($"The key {key.Id} is missing.", ct);
        }
        var samples = await new SealedFields(_source).SamplesAsync(ct);
        foreach (var (place, cell) in samples)
        {
            try
            {
                ring.Open(place, cell);
            }
            catch (Exception exception) when (exception is KeysMissingException or CellDamagedException)
            {
                wrong++;
                await SayAsync(string.Create(CultureInfo.InvariantCulture, $"Form {place.Form}, field {place.Field}, record {place.Record}: {exception.Message}"), ct);
            }
        }
        await SayAsync(wrong is 0
            ? $"All {registered.Count(key => key.State is not KeyState.Retired)} keys are there, and the newest value of each of {samples.Count} fields and keys opens."
            : $"{wrong} keys or values are wrong.", ct);
        return wrong is 0 ? Done : Wrong;
    }

    private async Task<bool> RefuseAsync(CancellationToken ct)
    {
        if (_keys.Ring.Active is not null && _keys.Ring.Missing.Count is 0) return false;
        await SayAsync(_keys.Ring.Missing.Count is 0 ? "There are no keys yet." : $"The key ring in {_keys.Folder.FullPath} lacks {string.Join(", ", _keys.Ring.Missing)}.", ct);
        return true;
    }

    private async Task<IReadOnlyList<RingKey>?> ReadAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            await SayAsync($"There is no file {file}.", ct);
            return null;
        }
        var keys = await PassphraseAsync(ct) is { } passphrase ? KeyEscrow.Read(await File.ReadAllTextAsync(file, ct), passphrase) : null;
        if (keys is null) await SayAsync("The file does not open with this passphrase.", ct);
        return keys;
    }

    private async Task<string?> PassphraseAsync(CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable(PassphraseVariable) is { Length: > 0 } given) return given;
        await _output.WriteAsync("Passphrase: ".AsMemory(), ct);
        if (!ReferenceEquals(_input, Console.In) || Console.IsInputRedirected) return await _input.ReadLineAsync(ct);

        var passphrase = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace) passphrase.Length = Math.Max(0, passphrase.Length - 1);
            else if (!char.IsControl(key.KeyChar)) passphrase.Append(key.KeyChar);
        }
        await _output.WriteLineAsync();
        return passphrase.ToString();
    }

    private Task SayAsync(string line, CancellationToken ct) => _output.WriteLineAsync(line.AsMemory(), ct);
}
