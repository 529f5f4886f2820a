using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using Npgsql;

namespace FormsHub.Server.Apps;

/// <summary>An application as the API shows it.</summary>
public sealed record AppAnswer(Guid Id, string Key, Localized Title, Localized? Description, string? Icon, string? Template, int Position)
{
    private const string Columns = "select id, key, title::text, description::text, icon, template, position from apps ";

    internal static async Task<List<AppAnswer>> ListAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.Command(Columns + "order by position, id");
        return await ReadAsync(command, ct);
    }

    internal static async Task<AppAnswer?> FindAsync(NpgsqlDataSource source, string key, CancellationToken ct)
    {
        await using var command = source.Command(Columns + "where key = $1", key);
        return (await ReadAsync(command, ct)).SingleOrDefault();
    }

    /// <summary>False where there is an application with that key already.</summary>
    internal static async Task<bool> InsertAsync(NpgsqlDataSource source, AppAnswer app, Guid by, CancellationToken ct)
    {
        await using var command = source.Command(
            """
            insert into apps (id, key, title, description, icon, template, position, created_by)
            select $1, $2, $3, $4, $5, $6, coalesce(max(position), 0) + 1, $7 from apps
            on conflict (key) do nothing
            """,
            app.Id,
            app.Key,
            DatabaseReading.Jsonb(JsonSerializer.Serialize(app.Title, Json.Options)),
            DatabaseReading.Jsonb(app.Description is null ? null : JsonSerializer.Serialize(app.Description, Json.Options)),
            DatabaseReading.Text(app.Icon),
            DatabaseReading.Text(app.Template),
            by);
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    private static async Task<List<AppAnswer>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        List<AppAnswer> apps = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            apps.Add(new AppAnswer(
                reader.GetGuid(0), reader.GetString(1), Text(reader.GetString(2))!, Text(reader.Optional<string>(3)), reader.Optional<string>(4), reader.Optional<string>(5), reader.GetInt32(6)));
        }
        return apps;
    }

    private static Localized? Text(string? json) => json is null ? null : JsonSerializer.Deserialize<Localized>(json);
}
