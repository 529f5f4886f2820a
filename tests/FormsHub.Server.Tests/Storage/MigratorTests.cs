using FormsHub.Storage.Migrations;
using FormsHub.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FormsHub.Server.Tests.Storage;

public class MigratorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Servers_that_start_together_migrate_once()
    {
        await using var database = await TestDatabase.EmptyAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrate(database.Source)));

        Assert.All(all, result => Assert.False(result.Failed));
        Assert.Single(all, result => result.Value.Count > 0);
        Assert.Empty((await Migrate(database.Source)).Value);
    }

    [Fact]
    public async Task A_migration_works_on_the_oldest_supported_version()
    {
        await using var database = await TestDatabase.Postgres15Async();

        Assert.Empty((await Migrate(database.Source)).Value);
    }

    [Theory]
    [InlineData("insert into schema_migrations (version, name, sha256) values (9999, 'future', 'x')", "database_newer")]
    [InlineData("update schema_migrations set sha256 = 'other' where version = 1", "database_differs")]
    public async Task A_database_of_another_program_is_refused(string change, string code)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var command = database.Source.CreateCommand(change);
        await command.ExecuteNonQueryAsync(Ct);

        var result = await Migrate(database.Source);

        Assert.Equal(code, result.Problem?.Code);
    }

    private static Task<Core.Results.Result<IReadOnlyList<int>>> Migrate(NpgsqlDataSource source) =>
        new Migrator(source, NullLogger<Migrator>.Instance).MigrateAsync(Ct);
}
