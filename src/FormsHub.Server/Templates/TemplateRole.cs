using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using Npgsql;

namespace FormsHub.Server.Templates;

/// <summary>A role that a template brings.</summary>
public sealed record TemplateRole(string Key, Localized Title)
{
    internal static async Task<List<TemplateRole>> ReadAsync(NpgsqlDataSource source, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        await using var command = source.Command("select key, title::text from roles where key = any($1) order by key", (object)keys.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<TemplateRole> roles = [];
        while (await reader.ReadAsync(ct)) roles.Add(new TemplateRole(reader.GetString(0), JsonSerializer.Deserialize<Localized>(reader.GetString(1))!));
        return roles;
    }

    /// <summary>Makes the role, or leaves the one that is there as it is.</summary>
    internal async Task EnsureAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.Command(
            "insert into roles (id, key, normalized_key, title) values ($1, $2, upper($2), $3) on conflict do nothing",
            Guid.CreateVersion7(),
            Key,
            DatabaseReading.Jsonb(JsonSerializer.Serialize(Title, Json.Options)));
        await command.ExecuteNonQueryAsync(ct);
    }
}
