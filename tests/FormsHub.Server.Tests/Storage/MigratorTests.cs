using FormsHub.Server.Tests.Forms;
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

    [Fact]
    public async Task Forms_that_were_published_before_are_known_by_what_they_refer_to()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (var world = await FormWorld.OpenAsync(database))
        {
            await world.PublishNewAsync("""{"key": "town", "fields": [{"key": "name", "type": "text"}]}""");
            await world.PublishNewAsync("""
                {"key": "shop", "fields": [{"key": "town", "type": "reference", "target": "town"}, {"key": "others", "type": "references", "target": "shop"},
                 {"key": "visits", "type": "table", "fields": [{"key": "from", "type": "reference", "target": "town"}, {"key": "n", "type": "number"}]},
                 {"key": "count", "type": "rollup", "function": "count", "table": "visits"}]}
                """);
            await world.ChangeAsync("town", definition => definition with { Fields = [.. definition.Fields, new() { Key = "twin", Type = "reference", Options = new() { ["target"] = "town" } }] });
        }
        var known = await ReferencesAsync(database.Source);
        var migration = await File.ReadAllTextAsync(Repository.PathOf("src/FormsHub.Storage/Migrations/0003-form-references.sql"), Ct);
        await using var again = database.Source.CreateCommand("drop table form_references; " + migration);

        await again.ExecuteNonQueryAsync(Ct);

        Assert.Equal(["shop of 2 at 1", "town of 1 at 2", "town of 2 at 1"], known);
        Assert.Equal(known, await ReferencesAsync(database.Source));
    }

    private static async Task<List<string>> ReferencesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select concat(target, ' of ', form, ' at ', version) from form_references order by 1");
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var found = new List<string>();
        while (await reader.ReadAsync(Ct)) found.Add(reader.GetString(0));
        return found;
    }

    private static Task<Core.Results.Result<IReadOnlyList<int>>> Migrate(NpgsqlDataSource source) =>
        new Migrator(source, NullLogger<Migrator>.Instance).MigrateAsync(Ct);
}
