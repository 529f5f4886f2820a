using FormsHub.Server.Hosting;
using Npgsql;

namespace FormsHub.Server.Templates;

/// <summary>
/// Which templates are being installed. What a killed server or a broken sample leaves behind stays among them, and the next try
/// takes it up. Each knows the id that its first sample record has, so that samples are never written twice.
/// </summary>
public sealed class UnfinishedInstallations(NpgsqlDataSource source)
{
    private const string Prefix = "installing:";

    /// <summary>The keys of the templates.</summary>
    public async Task<IReadOnlySet<string>> ListAsync(CancellationToken ct)
    {
        await using var command = source.Command("select substr(key, length($1) + 1) from settings where starts_with(key, $1)", Prefix);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var templates = new HashSet<string>();
        while (await reader.ReadAsync(ct)) templates.Add(reader.GetString(0));
        return templates;
    }

    /// <summary>Answers the id of the first sample record, that of the earlier try if there was one.</summary>
    public async Task<Guid> BeginAsync(string template, CancellationToken ct)
    {
        await using var command = source.Command(
            "insert into settings (key, value) values ($1, to_jsonb($2)) on conflict (key) do update set value = settings.value returning value #>> '{}'",
            Prefix + template, Guid.CreateVersion7());
        return Guid.Parse((string)(await command.ExecuteScalarAsync(ct))!);
    }

    public async Task EndAsync(string template, CancellationToken ct)
    {
        await using var command = source.Command("delete from settings where key = $1", Prefix + template);
        await command.ExecuteNonQueryAsync(ct);
    }
}
