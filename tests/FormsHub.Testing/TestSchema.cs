using Npgsql;

namespace FormsHub.Testing;

/// <summary>Brings an empty database to the current schema, as the server does when it starts.</summary>
internal static class TestSchema
{
    public static async Task MigrateAsync(string connectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        foreach (var file in Directory.GetFiles(Repository.PathOf("src", "FormsHub.Storage", "Migrations"), "*.sql").Order())
        {
            await using var command = source.CreateCommand(await File.ReadAllTextAsync(file, ct));
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
