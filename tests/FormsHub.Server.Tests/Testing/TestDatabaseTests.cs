using FormsHub.Testing;

namespace FormsHub.Server.Tests.Testing;

public class TestDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_database_has_the_schema()
    {
        await using var database = await TestDatabase.CreateAsync();

        Assert.NotEmpty(await VersionAsync(database));
    }

    [Fact]
    public async Task A_test_database_runs_on_the_oldest_supported_version_too()
    {
        await using var database = await TestDatabase.Postgres15Async();

        Assert.StartsWith("15.", await VersionAsync(database), StringComparison.Ordinal);
    }

    private static async Task<string> VersionAsync(TestDatabase database)
    {
        await using var command = database.Source.CreateCommand(
            "select current_setting('server_version') from (select count(*) from records) counted");
        return (string)(await command.ExecuteScalarAsync(Ct))!;
    }
}
