using System.Diagnostics;
using FormsHub.Storage.Embedded;
using FormsHub.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FormsHub.Server.Tests.Embedded;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("formshub-embedded.").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task It_keeps_its_data_over_a_stop_and_a_start()
    {
        await using (var postgres = await StartAsync()) await RunAsync(postgres, "create table kept as select 1 as n");

        await using var again = await StartAsync();

        Assert.Equal(1, await RunAsync(again, "select n from kept"));
        Assert.Equal("on on on on", await RunAsync(again, "select concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'), current_setting('data_checksums'))"));
    }

    [Fact]
    public async Task It_starts_quickly_once_it_is_made()
    {
        await using (await StartAsync()) { }
        var watch = Stopwatch.StartNew();

        await using var postgres = await StartAsync();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
        TestContext.Current.SendDiagnosticMessage($"started in {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_directory_is_refused()
    {
        await using var first = await StartAsync();

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(StartAsync);

        Assert.Contains("Another FormsHub server is running", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync(first, "select 1"));
    }

    [Fact]
    public async Task A_killed_postgres_is_started_again_with_all_that_was_committed()
    {
        await using var postgres = await StartAsync();
        await RunAsync(postgres, "create table kept as select 1 as n");
        var killed = postgres.ProcessId;

        Kill(killed);

        await EventuallyAsync(postgres, "select n from kept", 1);
        Assert.NotEqual(killed, postgres.ProcessId);
    }

    [Fact]
    public async Task A_killed_backend_takes_nothing_with_it()
    {
        await using var postgres = await StartAsync();
        await RunAsync(postgres, "create table kept as select 1 as n");
        var backend = (int)(await RunAsync(postgres, "select pid from pg_stat_activity where backend_type = 'checkpointer'"))!;

        Kill(backend);

        await EventuallyAsync(postgres, "select n from kept", 1);
    }

    [Fact]
    public async Task One_left_running_by_a_killed_server_is_taken_over()
    {
        var left = await StartAsync();
        await RunAsync(left, "create table kept as select 1 as n");
        var process = left.ProcessId;
        await left.AbandonAsync();

        await using var postgres = await StartAsync();

        Assert.Equal(process, postgres.ProcessId);
        Assert.Equal(1, await RunAsync(postgres, "select n from kept"));
    }

    [Fact]
    public async Task A_stale_process_number_that_is_another_process_now_does_not_stand_in_the_way()
    {
        var left = await StartAsync();
        await left.AbandonAsync();
        Kill(left.ProcessId);
        var file = Path.Combine(_data, "postgres", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file, Ct);
        using var other = Process.Start(OsUser.Command("sleep", "60"))!;
        lines[0] = other.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(file, lines, Ct);

        await using (var postgres = await StartAsync()) Assert.Equal(1, await RunAsync(postgres, "select 1"));

        Assert.False(other.HasExited);
        other.Kill();
    }

    [Fact]
    public async Task A_start_that_was_killed_while_it_made_the_cluster_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(_data, "postgres.making"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "18", Ct);

        await using var postgres = await StartAsync();

        Assert.Equal(1, await RunAsync(postgres, "select 1"));
    }

    private async Task<EmbeddedPostgres> StartAsync() =>
        await EmbeddedPostgres.StartAsync(_data, await TestPostgres.InstalledAsync(), NullLogger.Instance, Ct);

    private static async Task<object?> RunAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task EventuallyAsync(EmbeddedPostgres postgres, string sql, object expected)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Assert.Equal(expected, await RunAsync(postgres, sql));
                return;
            }
            catch (NpgsqlException) when (attempt < 200)
            {
                await Task.Delay(50, Ct);
            }
        }
    }

    private static void Kill(int process) => Assert.True(OsUser.Signal(process, 9));
}
