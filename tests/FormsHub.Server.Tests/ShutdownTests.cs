using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FormsHub.Server.Tests.Records;
using FormsHub.Testing;

namespace FormsHub.Server.Tests;

/// <summary>The server told to stop under load: what it has begun it finishes and answers, then it ends in order, its PostgreSQL with it.</summary>
public partial class ShutdownTests
{
    private const int Batches = 3;
    private const int BatchSize = 4000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_in_flight_are_answered_and_what_was_not_answered_was_not_done()
    {
        var data = Directory.CreateTempSubdirectory("formshub-stop-").FullName;
        var variables = new Dictionary<string, string> { ["FORMSHUB_DATA"] = data };
        try
        {
            var acknowledged = new ConcurrentBag<string>();
            await using (var server = await ServerProcess.StartAsync(variables, Ct))
            {
                using var admin = server.Client();
                await admin.SignInAsync("admin", TestServer.AdministratorPassword);
                await admin.PublishFormAsync(RecordForms.Person("person"));
                var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(admin, writer, acknowledged)).ToList();
                var batches = Enumerable.Range(0, Batches).Select(batch => admin.PostAsync(
                    "/forms/person/records/batch",
                    new { create = Enumerable.Range(0, BatchSize).Select(i => new { data = new { name = $"b{batch}-{i}" } }) })).ToList();
                while (await ActiveAsync(admin) <= Batches) await Task.Delay(5, Ct);
                Assert.DoesNotContain(batches, batch => batch.IsCompleted);

                var exit = await server.StopAsync(Ct);

                Assert.Equal(0, exit);
                Assert.All(await Task.WhenAll(batches), answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
                await Task.WhenAll(writers);
                Assert.NotEmpty(acknowledged);
                Assert.False(File.Exists(Path.Combine(data, "postgres", "postmaster.pid")));
            }

            await using var again = await ServerProcess.StartAsync(variables, Ct);
            using var reader = again.Client();
            await reader.SignInAsync("admin", TestServer.AdministratorPassword);
            var found = (await reader.AllAsync("person")).Select(record => record.GetProperty("data").GetProperty("name").GetString()!).ToList();
            Assert.Equal(Batches * BatchSize, found.Count(name => name[0] is 'b'));
            Assert.Equal(acknowledged.Order(), found.Where(name => name[0] is 'w').Order());
            var log = string.Concat(Directory.GetFiles(Path.Combine(data, "postgres", "log")).Select(File.ReadAllText));
            Assert.DoesNotContain("was interrupted", log, StringComparison.Ordinal);
            Assert.DoesNotContain("not properly shut down", log, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Creates one record after the other until the server is gone.</summary>
    private static async Task WriteAsync(ApiClient admin, int writer, ConcurrentBag<string> acknowledged)
    {
        for (var i = 0; ; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"w{writer}-{i}");
            try
            {
                (await admin.PostAsync("/forms/person/records", new { data = new { name } })).Succeeded();
                acknowledged.Add(name);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    /// <summary>The requests that the server is working on.</summary>
    private static async Task<int> ActiveAsync(ApiClient client) =>
        ActiveRequests().Matches((await client.GetAsync("//metrics")).Text).Sum(match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^http_server_active_requests(\{[^}]*\})? (?<count>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ActiveRequests();
}
