using FormsHub.Storage.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FormsHub.Testing;

/// <summary>Brings an empty database to the current schema, as the server does when it starts.</summary>
internal static class TestSchema
{
    public static async Task MigrateAsync(string connectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        var migrated = await new Migrator(source, NullLogger<Migrator>.Instance).MigrateAsync(ct);
        if (migrated.Failed) throw new InvalidOperationException(migrated.Problem.Message.ToString());
    }
}
