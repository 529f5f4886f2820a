using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.Access;

/// <summary>An administrator sees the application as another person: what that person sees, no more, read-only and noted.</summary>
public sealed partial class ViewAsTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _form = "", _east = "", _west = "", _agent = "";
    private ApiClient _person = null!, _viewer = null!;

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        (_form, _agent) = ("contact" + _suffix, "agent" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_form}}}", "title": {"en": "Contact"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "region", "type": "text", "label": {"en": "Region"}}, {"key": "phone", "type": "phone", "label": {"en": "Phone"}}]}
            """);
        _east = (await Admin.CreateAsync(_form, new { name = "East", region = "east", phone = "13800138000" })).GetProperty("id").GetString()!;
        _west = (await Admin.CreateAsync(_form, new { name = "West", region = "west", phone = "13800138001" })).GetProperty("id").GetString()!;
        (await Admin.PostAsync("/roles", $$$"""
            {"key": "{{{_agent}}}", "title": "A", "grants": [{"form": "{{{_form}}}", "actions": ["read", "create", "update", "delete", "reveal", "viewHistory"], "rows": {"region": {"eq": "east"} }, "fields": {"*": "write", "phone": "masked"}}]}
            """)).Succeeded();
        _person = await server.AsAsync(_agent, _agent);
        _viewer = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
    }

    public ValueTask DisposeAsync()
    {
        _person.Dispose();
        _viewer.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_seen_is_what_the_person_sees()
    {
        await BeginAsync(_agent);

        var (mine, theirs) = (await _viewer.QueryAsync(_form), await _person.QueryAsync(_form));
        Assert.Equal(theirs.Text, mine.Text);
        Assert.Equal("138****8000", mine["items"][0].GetProperty("data").GetProperty("phone").GetString());
        (await _viewer.GetAsync($"/forms/{_form}/records/{_west}")).Refused(HttpStatusCode.NotFound);
        (await _viewer.GetAsync("/users")).Refused(HttpStatusCode.Forbidden, "administrators_only");
        var me = (await _viewer.GetAsync("/auth/me")).Succeeded();
        Assert.Equal(_agent, me["user"].GetProperty("userName").GetString());
        Assert.Equal("admin", me["viewedBy"].GetProperty("userName").GetString());
        // Another tab carries no ticket and stays the administrator's.
        using var tab = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        Assert.Equal("admin", (await tab.GetAsync("/auth/me"))["user"].GetProperty("userName").GetString());
    }

    [Fact]
    public async Task Everything_that_does_not_only_read_is_refused()
    {
        await BeginAsync(_agent);
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => (Method: method, Path: endpoint.RoutePattern.RawText!)))
            .Where(each => each.Path.StartsWith("/api/", StringComparison.Ordinal) && each.Method is not ("GET" or "HEAD")).Distinct().ToList();

        List<string> allowed = [];
        foreach (var (method, path) in endpoints.Where(each => each != ("DELETE", "/api/v1/view-as")))
        {
            var url = Parameter().Replace(path, match => match.Value.Contains("guid", StringComparison.Ordinal) ? _east : match.Value.Contains("int", StringComparison.Ordinal) ? "1" : match.Value.Contains("form", StringComparison.Ordinal) ? _form : "x");
            var answer = await _viewer.SendAsync(new HttpMethod(method), "/" + url, method is "DELETE" ? null : "{}");
            if (answer.Status is HttpStatusCode.UnsupportedMediaType)
            {
                using var file = new MultipartFormDataContent { { new ByteArrayContent([1]), "file", "a.txt" } };
                answer = await _viewer.SendAsync(new HttpMethod(method), "/" + url, file);
            }
            if (!answer.Text.Contains("\"view_as_read_only\"", StringComparison.Ordinal)) allowed.Add($"{method} {path}");
        }

        Assert.True(endpoints.Count > 40, "the endpoints were not found");
        // Whoever adds to this list has made sure that the endpoint changes nothing.
        Assert.Equal(
            [
                "POST /api/v1/expressions/check", "POST /api/v1/forms/{form}/draft/report", "POST /api/v1/forms/{form}/records/aggregate",
                "POST /api/v1/forms/{form}/records/query", "POST /api/v1/permissions/explain",
            ],
            allowed.Order(StringComparer.Ordinal));
        foreach (var own in new[] { "/tokens", "/saved-operations", "/auth/sessions", "/auth/second-factor" }) (await _viewer.GetAsync(own)).Refused(HttpStatusCode.Forbidden, "view_as_read_only");
        // Nor does one's own identity at a provider become the person's.
        (await _viewer.GetAsync("/auth/providers/any/start?link=1")).Refused(HttpStatusCode.Forbidden, "view_as_read_only");
        (await _viewer.GetAsync("/auth/providers/any/callback")).Refused(HttpStatusCode.Forbidden, "view_as_read_only");
        Assert.Equal("East", (await Admin.ReadAsync(_form, _east)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task It_is_for_administrators_their_session_and_active_accounts_only()
    {
        var ticket = await BeginAsync(_agent);
        var id = await IdAsync(_agent);

        (await _person.PostAsync($"/users/{id}/view-as")).Refused(HttpStatusCode.Forbidden, "administrators_only");
        _person.Http.DefaultRequestHeaders.Add(ViewTickets.HeaderName, ticket);
        (await _person.GetAsync("/auth/me")).Refused(HttpStatusCode.Forbidden, "view_as_ended");
        using var other = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        other.Http.DefaultRequestHeaders.Add(ViewTickets.HeaderName, ticket);
        (await other.GetAsync("/auth/me")).Refused(HttpStatusCode.Forbidden, "view_as_ended");
        _viewer.Http.DefaultRequestHeaders.Remove(ViewTickets.HeaderName);
        _viewer.Http.DefaultRequestHeaders.Add(ViewTickets.HeaderName, "made-up");
        (await _viewer.GetAsync("/auth/me")).Refused(HttpStatusCode.Forbidden, "view_as_ended");
        (await Admin.PostAsync($"/users/{await IdAsync("admin")}/view-as")).Refused(HttpStatusCode.Conflict, "cannot_view_as");
        (await Admin.PatchAsync($"/users/{id}", new { disabled = true })).Succeeded();
        (await Admin.PostAsync($"/users/{id}/view-as")).Refused(HttpStatusCode.Conflict, "cannot_view_as");
    }

    [Fact]
    public async Task Files_are_fetched_as_the_person_by_the_ticket_in_their_address()
    {
        await Admin.PublishFormAsync($$$"""
            {"key": "papers{{{_suffix}}}", "title": {"en": "Papers"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "scan", "type": "file", "label": {"en": "Scan"}}]}
            """);
        using var body = new MultipartFormDataContent { { new ByteArrayContent("hello"u8.ToArray()), "file", "a.txt" } };
        var file = (await Admin.SendAsync(HttpMethod.Post, "/files", body)).Succeeded()["id"].GetString();
        (await Admin.PostAsync($"/forms/papers{_suffix}/records", new { data = new { name = "N", scan = new { id = file } } })).Succeeded();
        var ticket = Uri.EscapeDataString(await BeginAsync(_agent));
        using var tab = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        _viewer.Http.DefaultRequestHeaders.Remove(ViewTickets.HeaderName);

        (await _viewer.GetAsync($"/files/{file}")).Succeeded();
        (await _viewer.GetAsync($"/files/{file}?viewAs={ticket}")).Refused(HttpStatusCode.NotFound);
        (await _viewer.GetAsync($"/files/{file}?download=1&viewAs=made-up")).Refused(HttpStatusCode.Forbidden, "view_as_ended");
        (await tab.GetAsync($"/files/{file}?viewAs={ticket}")).Refused(HttpStatusCode.Forbidden, "view_as_ended");
        Assert.Equal("admin", (await _viewer.GetAsync($"/auth/me?viewAs={ticket}"))["user"].GetProperty("userName").GetString());
    }

    [Fact]
    public async Task What_a_restriction_keeps_from_the_administrator_is_not_seen_through_another()
    {
        (await Admin.PutAsync($"/forms/{_form}/access", $$$"""{"restrictions": [{"rows": {"name": {"eq": "East"} }, "roles": ["{{{_agent}}}"]}]}""")).Succeeded();
        await BeginAsync(_agent);

        Assert.Single(await _person.AllAsync(_form));
        Assert.Empty(await _viewer.AllAsync(_form));
        (await _viewer.GetAsync($"/forms/{_form}/records/{_east}")).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Its_beginning_its_end_and_each_noted_read_name_both()
    {
        (await Admin.PutAsync($"/forms/{_form}/access", new { audit = new { reads = true } })).Succeeded();
        await BeginAsync(_agent);
        (await _viewer.GetAsync($"/forms/{_form}/records/{_east}")).Succeeded();

        (await _viewer.DeleteAsync("/view-as")).Succeeded();

        (await _viewer.GetAsync("/auth/me")).Refused(HttpStatusCode.Forbidden, "view_as_ended");
        foreach (var action in new[] { "viewAsBegan", "recordRead", "viewAsEnded" })
        {
            var entry = (await Admin.GetAsync($"/audit?action={action}&first=100")).Succeeded()["items"].EnumerateArray()
                .First(each => each.GetProperty("details") is { ValueKind: JsonValueKind.Object } details && details.TryGetProperty("viewedAs", out var person) && person.GetString() == _agent);
            Assert.Equal("admin", entry.GetProperty("actorName").GetString());
        }
        Assert.True((await Admin.PostAsync("/audit/verify")).Succeeded()["holds"].GetBoolean());
    }

    /// <summary>Lets the viewer see the application as somebody from now on.</summary>
    private async Task<string> BeginAsync(string userName)
    {
        var ticket = (await _viewer.PostAsync($"/users/{await IdAsync(userName)}/view-as")).Succeeded()["ticket"].GetString()!;
        _viewer.Http.DefaultRequestHeaders.Add(ViewTickets.HeaderName, ticket);
        return ticket;
    }

    private async Task<string> IdAsync(string userName) =>
        (await Admin.GetAsync($"/users?q={userName}")).Succeeded()["items"].EnumerateArray().First(user => user.GetProperty("userName").GetString() == userName).GetProperty("id").GetString()!;

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
