using System.Net;
using System.Text.Json;
using FormsHub.Server.Tests.Records;
using FormsHub.Testing;

namespace FormsHub.Server.Tests;

/// <summary>Two servers on one database behave as one, without waiting and without sticky sessions.</summary>
public class SeveralServersTests(TestServer first) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_form_published_on_one_server_is_written_on_the_other_at_once()
    {
        var second = await first.StartSiblingAsync();
        await using var _ = second;
        var form = "shared" + Guid.CreateVersion7().ToString("N")[20..];

        for (var version = 1; version <= 10; version++)
        {
            await PublishAsync(first.Administrator, form, version);

            var written = (await second.Administrator.PostAsync(
                $"/forms/{form}/records", $$$"""{"data": {"name": "v{{{version}}}", "extra{{{version}}}": {{{version}}}}}""")).Succeeded();

            Assert.Equal(version, written["version"].GetInt32());
            var found = await first.Administrator.QueryAsync(form, $$$$"""{"filter": {"extra{{{{version}}}}": {"eq": {{{{version}}}}}}}""");
            Assert.Single(found["items"].EnumerateArray());
        }
    }

    [Fact]
    public async Task A_session_of_one_server_is_a_session_of_the_other()
    {
        var second = await first.StartSiblingAsync();
        await using var _ = second;
        using var person = first.Anonymous();
        var login = await person.PostAsync("/auth/login", new { userName = "admin", password = TestServer.AdministratorPassword });
        var cookie = login.Succeeded().Response.Headers.GetValues("Set-Cookie").First(each => each.StartsWith("formshub=", StringComparison.Ordinal)).Split(';')[0];

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(second.Address, "/api/v1/auth/me"));
        request.Headers.Add("Cookie", cookie);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Writers_on_both_servers_lose_no_update_and_make_no_unique_value_twice()
    {
        var second = await first.StartSiblingAsync();
        await using var _ = second;
        var form = "both" + Guid.CreateVersion7().ToString("N")[20..];
        await first.Administrator.PublishFormAsync(RecordForms.Person(form));
        ApiClient[] servers = [first.Administrator, second.Administrator];

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            servers[i % 2].PostAsync($"/forms/{form}/records", new { data = new { name = $"n{i}", code = $"c{i / 2}" } })));

        Assert.Equal(20, answers.Count(answer => answer.Status is HttpStatusCode.Created));
        Assert.Equal(20, (await second.Administrator.QueryAsync(form, new { count = true }))["totalCount"].GetInt32());
    }

    [Fact]
    public async Task A_deletion_knows_of_a_reference_that_another_server_has_just_published()
    {
        var second = await first.StartSiblingAsync();
        await using var _ = second;
        var form = "target" + Guid.CreateVersion7().ToString("N")[20..];
        await first.Administrator.PublishFormAsync(RecordForms.Person(form));
        var (kept, cleared) = (await IdAsync("kept"), await IdAsync("cleared"));
        (await second.Administrator.GetAsync($"/forms/{form}/records/{kept}")).Succeeded();

        await DeafenAsync(first);
        await first.Administrator.PublishFormAsync(RecordForms.Referring(form + "A", form, "restrict"));
        await first.Administrator.CreateAsync(form + "A", new { name = "a", boss = kept });
        (await second.Administrator.DeleteAsync($"/forms/{form}/records/{kept}")).Refused(HttpStatusCode.Conflict, "restricted");

        await DeafenAsync(first);
        await first.Administrator.PublishFormAsync(RecordForms.Referring(form + "B", form, "clear"));
        var referring = (await first.Administrator.CreateAsync(form + "B", new { name = "b", boss = cleared })).GetProperty("id").GetString()!;
        (await second.Administrator.DeleteAsync($"/forms/{form}/records/{cleared}")).Succeeded();
        var data = (await first.Administrator.ReadAsync(form + "B", referring)).GetProperty("data");
        Assert.False(data.TryGetProperty("boss", out var boss) && boss.ValueKind is not JsonValueKind.Null);

        async Task<string> IdAsync(string name) => (await first.Administrator.CreateAsync(form, new { name })).GetProperty("id").GetString()!;
    }

    /// <summary>For a second, no server hears of publications: it takes that long until they listen again.</summary>
    private static async Task DeafenAsync(TestServer server)
    {
        await using var command = server.Database.Source.CreateCommand(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and query like 'listen formshub_catalog%'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task PublishAsync(ApiClient admin, string form, int version)
    {
        var extras = string.Concat(Enumerable.Range(1, version).Select(i => $$$""", {"key": "extra{{{i}}}", "type": "number", "label": {"en": "Extra {{{i}}}"}}"""));
        var definition = $$$"""{"key": "{{{form}}}", "title": {"en": "Shared"}, "fields": [{"key": "name", "type": "text", "label": {"en": "Name"}}{{{extras}}}]}""";
        if (version is 1)
        {
            await admin.PublishFormAsync(definition);
            return;
        }
        (await admin.PutAsync($"/forms/{form}/draft", definition)).Succeeded();
        await admin.PublishAsync(form);
    }
}
