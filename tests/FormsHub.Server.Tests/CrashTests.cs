using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FormsHub.Server.Tests.Records;
using FormsHub.Testing;

namespace FormsHub.Server.Tests;

/// <summary>The server with its own PostgreSQL, killed under load: what was acknowledged is there, and a retry doubles nothing.</summary>
public class CrashTests
{
    private const int Writers = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_acknowledged_write_survives_a_kill_9(bool killPostgresToo)
    {
        var data = Directory.CreateTempSubdirectory("formshub-crash-").FullName;
        var variables = new Dictionary<string, string> { ["FORMSHUB_DATA"] = data };
        try
        {
            var acknowledged = new ConcurrentDictionary<string, string>();
            var attempted = new ConcurrentDictionary<string, bool>();
            await using (var server = await ServerProcess.StartAsync(variables, Ct))
            {
                using var admin = server.Client();
                await admin.SignInAsync("admin", TestServer.AdministratorPassword);
                await admin.PublishFormAsync(RecordForms.Person("person"));
                var postgres = Postgres(data);

                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                var load = Enumerable.Range(0, Writers).Select(writer => WriteAsync(admin, writer, acknowledged, attempted, stop.Token)).ToList();
                while (acknowledged.Count < 200) await Task.Delay(20, Ct);
                if (killPostgresToo) Process.GetProcessById(postgres).Kill();
                await server.KillAsync(Ct);
                await stop.CancelAsync();
                await Task.WhenAll(load);
            }

            await using var again = await ServerProcess.StartAsync(variables, Ct);
            using var reader = again.Client();
            await reader.SignInAsync("admin", TestServer.AdministratorPassword);
            var found = (await reader.AllAsync("person")).ToDictionary(
                record => record.GetProperty("data").GetProperty("name").GetString()!, record => record.GetProperty("id").GetString()!);
            Assert.All(acknowledged, pair => Assert.Equal(pair.Value, found.GetValueOrDefault(pair.Key)));

            foreach (var name in attempted.Keys.Where(name => !acknowledged.ContainsKey(name)))
                Id(await WriteAsync(reader, name));
            Assert.Equal(attempted.Count, (await reader.QueryAsync("person", new { count = true, first = 1 }))["totalCount"].GetInt32());
            Assert.Equal(0, await again.StopAsync(Ct));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task WriteAsync(
        ApiClient admin, int writer, ConcurrentDictionary<string, string> acknowledged, ConcurrentDictionary<string, bool> attempted, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"w{writer}-{i}");
            attempted[name] = true;
            try
            {
                var answer = await WriteAsync(admin, name);
                if (!answer.Response.IsSuccessStatusCode) return;
                acknowledged[name] = Id(answer);
            }
            catch (HttpRequestException)
            {
                // The server was killed under this request: whether it was written is what the test asks afterwards.
                return;
            }
        }
    }

    /// <summary>Every second writer by GraphQL.</summary>
    private static Task<ApiAnswer> WriteAsync(ApiClient client, string name) => IsByGraphQL(name)
        ? client.PostAsync("//graphql", new { query = "mutation($name: String) { createPerson(input: {name: $name}) { id } }", variables = new { name } }, idempotencyKey: name)
        : client.PostAsync("/forms/person/records", new { data = new { name } }, idempotencyKey: name);

    private static bool IsByGraphQL(string name) => (name[1] - '0') % 2 is 1;

    private static string Id(ApiAnswer answer) =>
        (answer.Succeeded()["data"].TryGetProperty("createPerson", out var created) ? created.GetProperty("id") : answer["id"]).GetString()!;

    /// <summary>The process id of the embedded PostgreSQL.</summary>
    private static int Postgres(string data) =>
        int.Parse(File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
}
