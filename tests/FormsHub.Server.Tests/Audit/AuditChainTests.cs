using System.Globalization;
using FormsHub.Core.Audit;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.Tests.Records;
using FormsHub.Storage.Audit;
using FormsHub.Testing;
using Npgsql;

namespace FormsHub.Server.Tests.Audit;

/// <summary>The chain: it is proved, and whatever is done to it behind the server's back is found and named.</summary>
public class AuditChainTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_text_that_is_hashed_is_as_documented()
    {
        var entry = new AuditEntry(AuditAction.RecordRead, new DateTimeOffset(2026, 11, 22, 6, 30, 0, 123, 456, TimeSpan.Zero))
        {
            Actor = new Guid("01234567-89ab-7cde-8f01-23456789abcd"),
            ActorName = "li",
            Address = "10.0.0.7",
            Agent = "curl/8.5.0",
            Form = 7,
            Records = [new Guid("01234567-89ab-7cde-8f01-23456789abce")],
        }.With(("part", "a\"b\\c 张"), ("count", 3));

        Assert.Equal(
            """
            [12,"2026-11-22T06:30:00.123456Z","01234567-89ab-7cde-8f01-23456789abcd","li",null,"10.0.0.7","curl/8.5.0","recordRead",7,["01234567-89ab-7cde-8f01-23456789abce"],null,null,{"count":3,"part":"a\"b\\c 张"}]
            """,
            AuditText.Of(12, entry));
    }

    [Fact]
    public async Task An_untouched_chain_holds()
    {
        await using var world = await World.MakeAsync();

        var verdict = await world.Chain.VerifyAsync([(await world.Chain.HeadAsync(Ct))!], Ct);

        Assert.Null(verdict.Break);
        Assert.Equal(20, verdict.Entries);
    }

    [Theory]
    [InlineData("update audit set actor_name = 'somebody else' where id = 7", "altered", 7)]
    [InlineData("update audit set at = at - interval '1 day' where id = 1", "altered", 1)]
    [InlineData("update audit set details = '{\"n\": 999}' where id = 9", "altered", 9)]
    [InlineData("update audit set records = null, record = gen_random_uuid() where id = 20", "altered", 20)]
    [InlineData("delete from audit where id = 7", "missing", 7)]
    [InlineData("delete from audit where id = 1", "missing", 1)]
    [InlineData("update audit set id = -id where id in (5, 6); update audit set id = case id when -5 then 6 else 5 end where id < 0", "altered", 5)]
    [InlineData("delete from audit where id = 7; update audit set id = id - 1 where id > 7", "altered", 7)]
    [InlineData("delete from audit where id > 15", "cutOff", 16)]
    [InlineData("delete from audit where true", "cutOff", 1)]
    public async Task Tampering_is_found_and_named(string tampering, string kind, long entry)
    {
        await using var world = await World.MakeAsync();
        var head = (await world.Chain.HeadAsync(Ct))!;
        await world.TamperAsync(tampering);

        var verdict = await world.Chain.VerifyAsync([head], Ct);

        Assert.Equal(new AuditBreak(kind, entry), verdict.Break);
        Assert.Equal(entry - 1, verdict.Entries);
    }

    [Fact]
    public async Task A_chain_computed_anew_does_not_agree_with_the_end_noted_outside()
    {
        await using var world = await World.MakeAsync();
        var head = (await world.Chain.HeadAsync(Ct))!;
        await world.TamperAsync("truncate audit");
        await world.AppendAsync(20);

        Assert.Null((await world.Chain.VerifyAsync([], Ct)).Break);
        Assert.Equal(new AuditBreak(AuditBreak.Replaced, 20), (await world.Chain.VerifyAsync([head], Ct)).Break);
    }

    [Theory]
    [InlineData("update audit set action = 'x' where id = 1")]
    [InlineData("delete from audit where id = 1")]
    [InlineData("truncate audit")]
    [InlineData("update audit_inbox set entry = '{}'")]
    [InlineData("truncate audit_inbox")]
    public async Task The_database_refuses_what_is_not_adding(string statement)
    {
        await using var world = await World.MakeAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => world.RunAsync(statement));

        Assert.Equal("FH005", refused.SqlState);
    }

    [Fact]
    public async Task What_is_no_entry_is_kept_as_found_and_holds_up_nothing()
    {
        await using var world = await World.MakeAsync();
        await world.RunAsync("insert into audit_inbox (entry) values ('{\"nonsense\": 1}'), ('[]'), ('\"text\"')");

        await world.AppendAsync(1);

        Assert.Equal(3L, await world.Source.CreateCommand("select count(*) from audit where action = 'unreadable'").ExecuteScalarAsync(Ct));
        Assert.Null((await world.Chain.VerifyAsync([], Ct)).Break);
    }

    [Fact]
    public async Task Many_who_append_at_once_keep_one_chain_without_a_loss()
    {
        await using var world = await World.MakeAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 25; i++)
                {
                    await using var batch = world.Source.CreateBatch();
                    batch.BatchCommands.Add(AuditInbox.Insert(AuditEntry.Of(AuditAction.SignedIn)));
                    await batch.ExecuteNonQueryAsync(Ct);
                    await new AuditChain(world.Source).AppendAsync([AuditEntry.Of(AuditAction.RecordRead)], Ct);
                }
            },
            Ct)));

        var verdict = await world.Chain.VerifyAsync([], Ct);
        Assert.Null(verdict.Break);
        Assert.Equal(20 + (8 * 25 * 2), verdict.Entries);
    }

    [Fact]
    public async Task Two_servers_keep_one_chain_and_each_shows_what_the_other_did()
    {
        var first = await TestServer.StartAsync();
        await using var _ = first;
        var second = await first.StartSiblingAsync();
        await using var __ = second;
        await first.Administrator.PublishFormAsync(RecordForms.Person("person"));
        (await first.Administrator.PutAsync("/forms/person/access", new { audit = new { reads = true } })).Succeeded();
        var id = (await first.Administrator.CreateAsync("person", new { name = "n" })).GetProperty("id").GetString();
        ApiClient[] servers = [first.Administrator, second.Administrator];
        (await second.Administrator.GetAsync("/forms/person")).Succeeded();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            (await servers[i % 2].GetAsync($"/forms/person/records/{id}")).Succeeded();
            (await servers[i % 2].PostAsync("/forms/person/records", new { data = new { name = "n" + i } })).Succeeded();
        }));

        foreach (var server in servers) (await server.GetAsync("/audit?first=1")).Succeeded();
        Assert.Equal(100, (await servers[0].GetAsync($"/audit?record={id}&action=recordRead&first=1000"))["items"].GetArrayLength());
        Assert.Equal(101, (await servers[1].GetAsync("/audit?action=recordCreated&first=1000"))["items"].GetArrayLength());
        Assert.True((await servers[1].PostAsync("/audit/verify", new { }))["holds"].GetBoolean());
    }

    [Fact]
    public async Task The_chain_goes_on_after_kill_9_has_every_change_and_is_proved_on_the_command_line()
    {
        var data = Directory.CreateTempSubdirectory("formshub-audit-").FullName;
        var variables = new Dictionary<string, string> { ["FORMSHUB_DATA"] = data };
        try
        {
            var written = 0;
            await using (var server = await ServerProcess.StartAsync(variables, Ct))
            {
                using var admin = server.Client();
                await admin.SignInAsync("admin", TestServer.AdministratorPassword);
                await admin.PublishFormAsync(RecordForms.Person("person"));
                (await admin.PutAsync("/forms/person/access", new { audit = new { reads = true } })).Succeeded();
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                var load = Task.Run(
                    async () =>
                    {
                        try
                        {
                            while (!stop.IsCancellationRequested)
                            {
                                var made = await admin.CreateAsync("person", new { name = "x" });
                                written++;
                                await admin.GetAsync($"/forms/person/records/{made.GetProperty("id").GetString()}");
                            }
                        }
                        catch (HttpRequestException)
                        {
                            // The server was killed under this request.
                        }
                    },
                    Ct);
                while (Volatile.Read(ref written) < 150) await Task.Delay(20, Ct);
                await server.KillAsync(Ct);
                await stop.CancelAsync();
                await load;
            }

            await using (var again = await ServerProcess.StartAsync(variables, Ct))
            {
                using var admin = again.Client();
                await admin.SignInAsync("admin", TestServer.AdministratorPassword);
                var created = 0;
                string? after = null;
                do
                {
                    var page = (await admin.GetAsync("/audit?action=recordCreated&first=1000" + (after is null ? "" : "&after=" + after))).Succeeded();
                    created += page["items"].GetArrayLength();
                    after = page["pageInfo"].GetProperty("hasNextPage").GetBoolean() ? page["pageInfo"].GetProperty("endCursor").GetString() : null;
                }
                while (after is not null);
                var records = (await admin.QueryAsync("person", new { count = true, first = 1 }))["totalCount"].GetInt32();
                Assert.Equal(records, created);
                Assert.True(created >= written);
                Assert.True((await admin.PostAsync("/audit/verify", new { }))["holds"].GetBoolean());

                // Beside the running server.
                var said = new StringWriter(CultureInfo.InvariantCulture);
                Assert.Equal(0, await AuditCommand.VerifyAsync(new Settings { Data = data }, said, Ct));
                Assert.Contains("entries are what they were", said.ToString(), StringComparison.Ordinal);
                Assert.Equal(0, await again.StopAsync(Ct));
            }

            var noted = Assert.Single(await File.ReadAllLinesAsync(Path.Combine(data, AuditHeads.FileName), Ct)).Split(' ');
            Assert.Equal(3, noted.Length);

            // Without a server, and with an end noted that the chain does not reach.
            await File.AppendAllTextAsync(Path.Combine(data, AuditHeads.FileName), $"2999-01-01 999999999 {noted[2]}\n", Ct);
            var found = new StringWriter(CultureInfo.InvariantCulture);
            Assert.Equal(3, await AuditCommand.VerifyAsync(new Settings { Data = data }, found, Ct));
            Assert.Contains("are missing", found.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Heads_are_one_line_a_day_that_is_renewed_while_the_day_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("formshub-heads-").FullName;
        try
        {
            var heads = new AuditHeads(folder);
            var day = new DateOnly(2026, 11, 22);
            await heads.NoteAsync(day, new AuditHead(1, new byte[32]), Ct);
            await heads.NoteAsync(day, new AuditHead(2, new byte[32]), Ct);
            await heads.NoteAsync(day.AddDays(1), new AuditHead(3, new byte[32]), Ct);

            Assert.Equal([2, 3], (await heads.ReadAsync(Ct)).Select(head => head.Id));
            Assert.StartsWith("2026-11-22 2 0000", (await File.ReadAllLinesAsync(Path.Combine(folder, AuditHeads.FileName), Ct))[0], StringComparison.Ordinal);
            Assert.Single(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A database with twenty entries, and the rights of its superuser.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly TestDatabase _database;

        private World(TestDatabase database) => (_database, Chain) = (database, new AuditChain(database.Source));

        public AuditChain Chain { get; }
        public NpgsqlDataSource Source => _database.Source;

        public static async Task<World> MakeAsync()
        {
            var world = new World(await TestDatabase.CreateAsync());
            await world.AppendAsync(20);
            return world;
        }

        public Task<AuditHead?> AppendAsync(int count) => Chain.AppendAsync(
            [.. Enumerable.Range(1, count).Select(i => (AuditEntry.Of(AuditAction.RecordRead) with { ActorName = "user" + i, Records = [Guid.CreateVersion7(), Guid.CreateVersion7()] }).With(("n", i)))],
            Ct);

        public Task TamperAsync(string statements) => RunAsync($"alter table audit disable trigger all; {statements}; alter table audit enable trigger all");

        public async Task RunAsync(string statements)
        {
            await using var command = Source.CreateCommand(statements);
            await command.ExecuteNonQueryAsync(Ct);
        }

        public ValueTask DisposeAsync() => _database.DisposeAsync();
    }
}
