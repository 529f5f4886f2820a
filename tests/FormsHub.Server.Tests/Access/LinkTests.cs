using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>Links open what was shared, to whoever has them, and nothing else.</summary>
public sealed partial class LinkTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _customers = "", _form = "", _shared = "", _other = "", _customer = "";

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        (_customers, _form) = ("customer" + _suffix, "contact" + _suffix);
        await Admin.PublishFormAsync($$"""
            {"key": "{{_customers}}", "title": {"en": "Customer"}, "titleField": "name", "members": ["*"], "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "rating", "type": "text", "label": {"en": "Rating"} }]}
            """);
        await Admin.PublishFormAsync($$"""
            {"key": "{{_form}}", "title": {"en": "Contact"}, "titleField": "name", "members": ["*"], "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}, "required": true}, {"key": "idCard", "type": "text", "sensitive": "mask", "label": {"en": "ID"} },
              {"key": "salary", "type": "number", "label": {"en": "Salary"} }, {"key": "keeper", "type": "user", "label": {"en": "Keeper"} },
              {"key": "customer", "type": "reference", "target": "{{_customers}}", "label": {"en": "Customer"} }, {"key": "photo", "type": "file", "label": {"en": "Photo"} }],
             "views": [{"key": "all", "title": {"en": "All"}, "columns": ["name", "salary"], "sort": ["owner", "-salary"]}]}
            """);
        _customer = Id(await Admin.CreateAsync(_customers, new { name = "East Ltd", rating = "secret" }));
        _shared = Id(await Admin.CreateAsync(_form, new { name = "Shared", idCard = "110101199003070000", salary = 4711, customer = _customer }));
        _other = Id(await Admin.CreateAsync(_form, new { name = "Other", salary = 42 }));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_link_shows_its_record_and_no_other()
    {
        using var guest = await GuestAsync(new { record = _shared, link = true, fields = new Dictionary<string, string> { ["*"] = "read", ["salary"] = "hidden", ["idCard"] = "masked" } });

        var opened = (await guest.GetAsync("/link")).Succeeded();
        Assert.Equal(_shared, opened["record"].GetString());
        Assert.Equal("read", opened["does"].GetString());
        var record = await guest.ReadAsync(_form, _shared);
        Assert.Equal("Shared", record.GetProperty("data").GetProperty("name").GetString());
        Assert.DoesNotContain("110101199003070000", record.GetRawText(), StringComparison.Ordinal);
        Assert.False(record.GetProperty("data").TryGetProperty("salary", out _));
        Assert.Equal(JsonValueKind.Null, record.GetProperty("owner").ValueKind);
        Assert.Equal(JsonValueKind.Null, record.GetProperty("createdBy").ValueKind);
        Assert.Equal(JsonValueKind.Null, record.GetProperty("data").GetProperty("customer").GetProperty("title").ValueKind);
        using var titled = await GuestAsync(new { record = _shared, link = true, titles = true });
        Assert.Equal("East Ltd", (await titled.ReadAsync(_form, _shared)).GetProperty("data").GetProperty("customer").GetProperty("title").GetString());
        await Admin.CreateAsync(_customers, new { name = "West Ltd" });
        Assert.Equal([_customer], (await titled.AllAsync(_customers)).Select(Id));
        Assert.DoesNotContain("secret", (await titled.QueryAsync(_customers)).Text, StringComparison.Ordinal);
        (await guest.GetAsync($"/forms/{_form}/records/{_other}")).Refused(HttpStatusCode.NotFound);
        Assert.Equal([_shared], (await guest.AllAsync(_form)).Select(Id));
        var form = (await guest.GetAsync($"/forms/{_form}")).Succeeded();
        Assert.Equal(0, form["members"].GetArrayLength());
        Assert.DoesNotContain("salary", form.Text, StringComparison.Ordinal);
        (await guest.PostAsync($"/forms/{_form}/records/query", new { filter = new { owner = new { eq = "admin" } } })).Refused(HttpStatusCode.BadRequest);
        var admin = (await Admin.GetAsync("/auth/me"))["user"].GetProperty("id").GetString();
        foreach (var people in new[] { "owner", "department", "createdBy", "updatedBy" })
        {
            (await guest.PostAsync($"/forms/{_form}/records/query", $$$"""{"filter": {"{{{people}}}": {"eq": "{{{admin}}}"} } }""")).Refused(HttpStatusCode.BadRequest);
            // A page's cursor holds what it is sorted by.
            (await guest.PostAsync($"/forms/{_form}/records/query", new { sort = new[] { people } })).Refused(HttpStatusCode.BadRequest);
        }
        (await guest.PostAsync($"/forms/{_form}/records/query", new { asOf = "2020-01-01T00:00:00Z" })).Refused(HttpStatusCode.Forbidden, "link_too_narrow");
        (await guest.PostAsync($"/forms/{_form}/records", new { data = new { name = "x" } })).Refused(HttpStatusCode.Forbidden);
        (await guest.PostAsync("/files", Photo())).Refused(HttpStatusCode.Forbidden, "link_too_narrow");
    }

    [Fact]
    public async Task Files_of_what_a_link_shows_go_by_a_cookie_that_opens_nothing_else()
    {
        var photo = (await Admin.PostAsync("/files", Photo())).Succeeded().Json;
        var secret = (await Admin.PostAsync("/files", Photo())).Succeeded().Json;
        var id = Id(await Admin.CreateAsync(_form, new { name = "Pictured", photo }));
        await Admin.CreateAsync(_form, new { name = "Other picture", photo = secret });
        using var guest = await GuestAsync(new { record = id, link = true });
        (await guest.GetAsync("/link")).Succeeded();
        guest.Http.DefaultRequestHeaders.Authorization = null;

        (await guest.GetAsync("/files/" + Id(photo))).Succeeded();
        (await guest.GetAsync("/files/" + Id(secret))).Refused(HttpStatusCode.NotFound);
        (await guest.PostAsync("/files", Photo())).Refused(HttpStatusCode.Unauthorized);
        (await guest.GetAsync($"/forms/{_form}/records/{id}")).Refused(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_link_reaches_no_other_endpoint()
    {
        using var guest = await GuestAsync(new { record = _shared, link = true });
        var operations = (await Admin.GetAsync("/openapi.json")).Succeeded()["paths"].EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Method: operation.Name.ToUpperInvariant(), Path: path.Name))).ToList();
        var answered = new List<string>();

        foreach (var (method, path) in operations.Where(each => each.Path.StartsWith("/api/v1/", StringComparison.Ordinal)))
        {
            // A record of another form that anybody may use: whoever has the link may not.
            var address = Placeholder().Replace(path.Replace("{form}", _customers, StringComparison.Ordinal), _customer);
            var answer = await guest.SendAsync(new HttpMethod(method), "/" + address, method is "GET" or "DELETE" ? null : "{}");
            if (answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)) answered.Add($"{method} {path} {(int)answer.Status}");
        }

        Assert.True(operations.Count > 80, $"{operations.Count} operations");
        // Signing in is open to everybody.
        Assert.Equal(["GET /api/v1/link 200", "POST /api/v1/files 415", "POST /api/v1/link/open 400"], answered.Where(each => !each.Contains(" /api/v1/auth/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_password_is_asked_for_and_guesses_are_limited()
    {
        using var guest = await GuestAsync(new { record = _shared, link = true, password = "open-sesame" });
        (await guest.GetAsync("/link")).Refused(HttpStatusCode.Unauthorized, "link_password_required");
        (await guest.GetAsync($"/forms/{_form}/records/{_shared}")).Refused(HttpStatusCode.Unauthorized, "link_password_required");
        (await guest.PostAsync("/link/open", new { password = "wrong" })).Refused(HttpStatusCode.Unauthorized, "link_password_wrong");

        var pass = (await guest.PostAsync("/link/open", new { password = "open-sesame" })).Succeeded()["text"].GetString();
        var token = guest.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        guest.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Link", token + "." + pass);
        Assert.Equal("Shared", (await guest.ReadAsync(_form, _shared)).GetProperty("title").GetString());

        using var other = await GuestAsync(new { record = _other, link = true, password = "another-one" });
        var otherToken = other.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        other.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Link", otherToken + "." + pass);
        (await other.GetAsync("/link")).Refused(HttpStatusCode.Unauthorized, "link_password_required");

        for (var i = 0; i < 4; i++) await guest.PostAsync("/link/open", new { password = "wrong" });
        (await guest.PostAsync("/link/open", new { password = "open-sesame" })).Refused(HttpStatusCode.TooManyRequests, "too_many_attempts");
    }

    [Fact]
    public async Task A_link_ends_by_its_time_and_by_being_revoked_and_leaves_no_secret()
    {
        var made = await ShareAsync(new { record = _shared, link = true, until = TimeProvider.System.GetUtcNow().AddDays(1), note = "for the fair" });
        using var guest = Guest(made);
        (await guest.GetAsync("/link")).Succeeded();
        var token = made["link"].GetString()!["/s/".Length..];
        var share = made["items"][0].GetProperty("id").GetString()!;
        var listed = (await Admin.GetAsync($"/forms/{_form}/shares?record={_shared}")).Succeeded();
        Assert.Equal(1, listed["items"][0].GetProperty("link").GetProperty("uses").GetInt32());
        Assert.DoesNotContain(token, listed.Text, StringComparison.Ordinal);

        (await Admin.DeleteAsync("/shares/" + share)).Succeeded();
        (await guest.GetAsync($"/forms/{_form}/records/{_shared}")).Refused(HttpStatusCode.Unauthorized, "link_invalid");
        (await Admin.PostAsync($"/shares/{share}/restore")).Succeeded();
        await guest.ReadAsync(_form, _shared);
        (await Admin.PatchAsync("/shares/" + share, new { until = TimeProvider.System.GetUtcNow().AddSeconds(1) })).Succeeded();
        var answer = await guest.GetAsync("/link");
        for (var begun = TimeProvider.System.GetTimestamp(); answer.Status is HttpStatusCode.OK && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(10);) answer = await guest.GetAsync("/link");
        answer.Refused(HttpStatusCode.Unauthorized, "link_invalid");

        var entries = (await Admin.GetAsync($"/audit?form={_form}&first=200")).Succeeded();
        Assert.Contains("linkOpened", entries.Text, StringComparison.Ordinal);
        Assert.Contains("shareRevoked", entries.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, entries.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_fill_in_makes_records_and_reads_none()
    {
        using var guest = await GuestAsync(new { link = true, actions = new[] { "create" }, note = "fair" });
        Assert.Equal("fillIn", (await guest.GetAsync("/link")).Succeeded()["does"].GetString());
        var definition = (await guest.GetAsync($"/forms/{_form}")).Succeeded()["definition"].GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("key").GetString()).ToList();
        Assert.Equal(["name", "idCard", "salary", "photo"], definition);
        var photo = (await guest.PostAsync("/files", Photo())).Succeeded().Json;

        var written = (await guest.PostAsync($"/forms/{_form}/records", new { data = new { name = "Visitor", idCard = "110101199003070001", photo } })).Succeeded();

        Assert.False(written.Json.TryGetProperty("data", out _));
        var id = written["id"].GetString()!;
        (await guest.GetAsync($"/forms/{_form}/records/{id}")).Refused(HttpStatusCode.Forbidden);
        (await guest.GetAsync("/files/" + photo.GetProperty("id").GetString())).Refused(HttpStatusCode.NotFound);
        (await guest.PostAsync($"/forms/{_form}/records/query")).Refused(HttpStatusCode.Forbidden);
        (await guest.PostAsync($"/forms/{_form}/records", new { data = new { name = "x" }, owner = "admin" })).Refused(HttpStatusCode.Forbidden, "link_too_narrow");
        (await guest.PostAsync($"/forms/{_form}/records", new { data = new { name = "x", customer = _customer } })).Refused(HttpStatusCode.BadRequest, "invalid_record");
        var record = await Admin.ReadAsync(_form, id);
        Assert.Equal("链接 Link: fair", record.GetProperty("createdBy").GetProperty("title").GetString());
        Assert.Equal("管理员", record.GetProperty("owner").GetProperty("title").GetString());
        Assert.Contains("链接 Link: fair", (await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions")).Succeeded().Text, StringComparison.Ordinal);

        using var chooser = await GuestAsync(new { link = true, actions = new[] { "create" }, titles = true });
        Assert.Equal("East Ltd", (await chooser.AllAsync(_customers))[0].GetProperty("title").GetString());
        Assert.DoesNotContain("secret", (await chooser.QueryAsync(_customers)).Text, StringComparison.Ordinal);
        (await chooser.PostAsync($"/forms/{_form}/records", new { data = new { name = "Chosen", customer = _customer } })).Succeeded();
    }

    [Fact]
    public async Task A_link_to_a_view_shows_its_records_as_it_was_shared()
    {
        using var guest = await GuestAsync(new { view = "all", filter = new { salary = new { gt = 100 } }, link = true });

        var opened = (await guest.GetAsync("/link")).Succeeded();
        Assert.Equal("All", opened["view"].GetProperty("title").GetProperty("en").GetString());
        Assert.Equal(["-salary"], opened["view"].GetProperty("sort").EnumerateArray().Select(key => key.GetString()));
        Assert.Equal([_shared], (await guest.AllAsync(_form)).Select(Id));
        (await guest.GetAsync($"/forms/{_form}/records/{_other}")).Refused(HttpStatusCode.NotFound);
    }

    private static MultipartFormDataContent Photo() => new() { { new StringContent("hello"), "file", "photo.txt" } };

    private async Task<ApiAnswer> ShareAsync(object share) => (await Admin.PostAsync($"/forms/{_form}/shares", share)).Succeeded();

    private async Task<ApiClient> GuestAsync(object share) => Guest(await ShareAsync(share));

    /// <summary>Somebody who has the link.</summary>
    private ApiClient Guest(ApiAnswer made)
    {
        var guest = server.Anonymous();
        guest.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Link", made["link"].GetString()!["/s/".Length..]);
        return guest;
    }

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
