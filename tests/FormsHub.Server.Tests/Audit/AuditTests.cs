using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Audit;

/// <summary>What is noted, who may look, and what is refused when it cannot be noted.</summary>
public class AuditTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _form = "contact" + Guid.CreateVersion7().ToString("N")[20..];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task Reads_and_searches_are_noted_on_forms_that_ask_for_it_and_only_there()
    {
        var id = await PublishedAsync();
        await Admin.GetAsync($"/forms/{_form}/records/{id}");
        await Admin.QueryAsync(_form, new { search = "Zhang" });
        Assert.DoesNotContain(await EntriesAsync($"form={_form}"), entry => Action(entry) is "recordRead" or "recordsSearched");

        await AuditAsync(reads: true, searches: true);
        await Admin.GetAsync($"/forms/{_form}/records/{id}");
        await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions");
        await Admin.QueryAsync(_form, new { search = "Zhang", filter = new { phone = new { eq = "13800138000" } } });
        await Admin.GetAsync("/search?q=Zhang");

        var read = await EntriesAsync($"form={_form}&action=recordRead");
        Assert.Equal([("history", id), (null, id)], read.Select(entry => (Detail(entry, "part")?.GetString(), entry.GetProperty("record").GetProperty("id").GetString()!)));
        Assert.All(read, entry => Assert.Equal("Zhang Wei", entry.GetProperty("record").GetProperty("title").GetString()));
        Assert.All(read, entry => Assert.Equal("admin", entry.GetProperty("actorName").GetString()));
        Assert.All(read, entry => Assert.Equal("127.0.0.1", entry.GetProperty("address").GetString()));
        var searched = await EntriesAsync($"form={_form}&action=recordsSearched");
        Assert.Equal(2, searched.Count);
        Assert.Equal("phone", Assert.Single(Detail(searched[1], "fields")!.Value.EnumerateArray()).GetString());
        Assert.All(searched, entry => Assert.Equal(1, entry.GetProperty("records").GetInt32()));
    }

    [Fact]
    public async Task Every_change_of_a_record_is_one_entry_with_its_change_set()
    {
        var id = await PublishedAsync();
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { phone = "13900139000" } })).Succeeded();
        var deleted = (await Admin.DeleteAsync($"/forms/{_form}/records/{id}")).Succeeded();
        (await Admin.PostAsync($"/forms/{_form}/records/{id}/restore", new { })).Succeeded();
        var batch = (await Admin.PostAsync($"/forms/{_form}/records/batch", new { create = new[] { new { data = new { name = "A" } }, new { data = new { name = "B" } } } })).Succeeded();

        var entries = await EntriesAsync($"form={_form}");

        Assert.Equal(["recordCreated", "recordRestored", "recordDeleted", "recordUpdated", "recordCreated", "formPublished", "formCreated"], entries.Select(Action));
        Assert.Equal(2, entries[0].GetProperty("records").GetInt32());
        Assert.Equal(batch["changeSet"].GetString(), entries[0].GetProperty("changeSet").GetString());
        Assert.Equal(deleted["changeSet"].GetString(), entries[2].GetProperty("changeSet").GetString());
        Assert.Equal("phone", Assert.Single(Detail(entries[3], "fields")!.Value.EnumerateArray()).GetString());
        Assert.Equal(4, (await EntriesAsync($"record={id}")).Count);
        Assert.Contains(batch["results"].EnumerateArray().First().GetProperty("id").GetString()!, (await Admin.GetAsync($"/audit/export?form={_form}&action=recordCreated")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_sign_in_fail_and_are_locked_out_in_the_audit_and_a_name_that_nobody_has_is_not_kept()
    {
        var name = "li" + Guid.CreateVersion7().ToString("N")[20..];
        using var person = await server.AsAsync(name, "member");
        (await person.PostAsync("/auth/logout", new { })).Succeeded();
        using var stranger = server.Anonymous();
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/auth/login", new { userName = name, password = "wrong" })).Status);
        await stranger.PostAsync("/auth/login", new { userName = "S3cret-typed-too-early", password = "wrong" });

        var own = await EntriesAsync("by=" + name);
        Assert.Equal(["lockedOut", "signInFailed", "signInFailed", "signInFailed", "signInFailed", "signedOut", "signedIn"], own.Select(Action));
        Assert.DoesNotContain("S3cret", await WholeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_users_departments_tokens_and_access_are_noted()
    {
        var suffix = Guid.CreateVersion7().ToString("N")[20..];
        await PublishedAsync();
        await AuditAsync(reads: true, searches: false);
        (await Admin.PostAsync("/departments", new { key = "d" + suffix, title = "D" })).Succeeded();
        (await Admin.PatchAsync("/departments/d" + suffix, new { title = "E" })).Succeeded();
        (await Admin.PostAsync("/roles", new { key = "r" + suffix, title = "R", grants = new[] { new { form = _form, actions = new[] { "read" } } }, departments = new[] { "d" + suffix } })).Succeeded();
        (await Admin.PutAsync("/roles/r" + suffix, new { key = "r" + suffix, title = "R" })).Succeeded();
        (await Admin.DeleteAsync("/roles/r" + suffix)).Succeeded();
        (await Admin.DeleteAsync("/departments/d" + suffix)).Succeeded();
        using var person = await server.AsAsync("u" + suffix, "member");
        var user = (await person.GetAsync("/auth/me"))["user"].GetProperty("id").GetString();
        (await Admin.PatchAsync("/users/" + user, new { displayName = "New", disabled = true })).Succeeded();
        var token = (await Admin.PostAsync("/tokens", new { name = "robot" + suffix })).Succeeded();
        using var robot = server.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address, "/api/v1/auth/me")) { Headers = { { "Authorization", "Bearer " + token["token"].GetString() } } };
        using var http = new HttpClient();
        for (var i = 0; i < 3; i++)
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, request.RequestUri) { Headers = { { "Authorization", "Bearer " + token["token"].GetString() } } };
            Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(again, Ct)).StatusCode);
        }
        (await Admin.DeleteAsync("/tokens/" + token["id"].GetString())).Succeeded();

        var entries = (await EntriesAsync("first=200")).Where(entry => entry.GetRawText().Contains(suffix, StringComparison.Ordinal) || entry.GetRawText().Contains(token["id"].GetString()!, StringComparison.Ordinal)).Select(Action).Reverse().ToList();
        Assert.Equal(
            ["departmentCreated", "departmentChanged", "roleCreated", "roleChanged", "roleDeleted", "departmentDeleted", "userCreated", "signedIn", "userChanged", "tokenCreated", "tokenUsed", "tokenRevoked"],
            entries);
        Assert.Single(await EntriesAsync($"form={_form}&action=formAccessChanged"));
        var whole = await WholeAsync();
        Assert.DoesNotContain(token["token"].GetString()!, whole, StringComparison.Ordinal);
        Assert.DoesNotContain("battery", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_of_a_record_and_no_word_searched_for_is_in_an_entry()
    {
        var id = await PublishedAsync();
        await AuditAsync(reads: true, searches: true);
        await Admin.GetAsync($"/forms/{_form}/records/{id}");
        await Admin.QueryAsync(_form, new { search = "Zhang", filter = new { phone = new { eq = "13800138000" } } });
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { phone = "13700137000" } })).Succeeded();
        (await Admin.DeleteAsync($"/forms/{_form}/records/{id}")).Succeeded();
        (await Admin.PostAsync("/recycle-bin/purge", new { ids = new[] { id }, reason = "Subject asked in the unseen letter" })).Succeeded();

        await EntriesAsync($"form={_form}");
        var stored = await WholeAsync();

        Assert.All(["Zhang", "13800138000", "13700137000", "unseen letter"], secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_purge_is_refused_when_it_cannot_be_noted_and_nothing_is_gone()
    {
        var own = await TestServer.StartAsync();
        await using var _ = own;
        await own.Administrator.PublishFormAsync(Definition());
        var id = (await own.Administrator.CreateAsync(_form, new { name = "Zhang Wei" })).GetProperty("id").GetString()!;
        (await own.Administrator.DeleteAsync($"/forms/{_form}/records/{id}")).Succeeded();
        await own.Database.Source.CreateCommand("alter table audit_inbox add constraint closed check (false) not valid").ExecuteNonQueryAsync(Ct);

        var refused = await own.Administrator.PostAsync("/recycle-bin/purge", new { ids = new[] { id }, reason = "old" });
        var exported = await own.Administrator.GetAsync("/audit/export");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "audit_unavailable"), (refused.Status, refused["code"].GetString()));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "audit_unavailable"), (exported.Status, exported["code"].GetString()));
        Assert.Equal(1L, await own.Database.Source.CreateCommand("select count(*) from bin").ExecuteScalarAsync(Ct));
        await own.Database.Source.CreateCommand("alter table audit_inbox drop constraint closed").ExecuteNonQueryAsync(Ct);
        (await own.Administrator.PostAsync("/recycle-bin/purge", new { ids = new[] { id }, reason = "old" })).Succeeded();
    }

    [Fact]
    public async Task Who_has_seen_a_record_is_told_to_who_may_see_its_history_without_addresses_and_hidden_fields()
    {
        var id = await PublishedAsync();
        await AuditAsync(reads: true, searches: false);
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { phone = "13900139000", name = "Zhang" } })).Succeeded();
        var suffix = Guid.CreateVersion7().ToString("N")[20..];
        (await Admin.PostAsync("/roles", new
        {
            key = "h" + suffix,
            title = "H",
            grants = new[] { new { form = _form, actions = new[] { "read", "viewHistory" }, fields = new Dictionary<string, string> { ["*"] = "read", ["phone"] = "hidden" } } },
        })).Succeeded();
        (await Admin.PostAsync("/roles", new { key = "n" + suffix, title = "N", grants = new[] { new { form = _form, actions = new[] { "read" } } } })).Succeeded();
        using var reader = await server.AsAsync("h" + suffix, "h" + suffix);
        using var other = await server.AsAsync("n" + suffix, "n" + suffix);
        (await reader.GetAsync($"/forms/{_form}/records/{id}")).Succeeded();

        var seen = (await reader.GetAsync($"/forms/{_form}/records/{id}/audit")).Succeeded()["items"].EnumerateArray().ToList();

        Assert.Equal(["recordRead", "recordUpdated", "recordCreated"], seen.Select(Action));
        Assert.Equal("h" + suffix, seen[0].GetProperty("actorName").GetString());
        Assert.All(seen, entry => Assert.Equal(JsonValueKind.Null, entry.GetProperty("address").ValueKind));
        Assert.Equal("name", Assert.Single(Detail(seen[1], "fields")!.Value.EnumerateArray()).GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/forms/{_form}/records/{id}/audit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/audit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/audit/export")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync("/audit/verify", new { })).Status);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_wrong_questions_are_told()
    {
        await PublishedAsync();
        for (var i = 0; i < 5; i++) await Admin.CreateAsync(_form, new { name = "N" + i });

        var first = (await Admin.GetAsync($"/audit?form={_form}&first=3")).Succeeded();
        var second = (await Admin.GetAsync($"/audit?form={_form}&first=30&after={first["pageInfo"].GetProperty("endCursor").GetString()}")).Succeeded();
        var ids = first["items"].EnumerateArray().Concat(second["items"].EnumerateArray()).Select(entry => entry.GetProperty("id").GetInt64()).ToList();

        Assert.Equal(8, ids.Count);
        Assert.Equal(ids.OrderDescending().Distinct(), ids);
        Assert.Equal(HttpStatusCode.BadRequest, (await Admin.GetAsync("/audit?action=dancing")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Admin.GetAsync("/audit?after=xyz")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Admin.GetAsync("/audit?by=nobody-has-this")).Status);
        Assert.Empty((await EntriesAsync($"form={_form}&to=2020-01-01T00:00:00Z")));
        Assert.Equal(8, (await EntriesAsync($"form={_form}&from=2020-01-01T00:00:00Z")).Count);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("plain", "plain")]
    [InlineData(null, "")]
    public void A_cell_of_an_export_is_no_formula(string? text, string cell) => Assert.Equal(cell, FormsHub.Server.Audit.ExportAudit.Cell(text));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome 140, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari 18, iPhone")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("", null)]
    public void A_program_is_named_in_short(string header, string? name) => Assert.Equal(name, FormsHub.Server.Audit.OriginOfRequest.Agent(header));

    private static string Action(JsonElement entry) => entry.GetProperty("action").GetString()!;

    private static JsonElement? Detail(JsonElement entry, string name) =>
        entry.GetProperty("details") is { ValueKind: JsonValueKind.Object } details && details.TryGetProperty(name, out var detail) ? detail : null;

    private async Task<List<JsonElement>> EntriesAsync(string query) => [.. (await Admin.GetAsync("/audit?" + query)).Succeeded()["items"].EnumerateArray()];

    /// <summary>All that is stored, as text.</summary>
    private async Task<string> WholeAsync() =>
        (string)(await server.Database.Source.CreateCommand("select coalesce(string_agg(a::text, ' '), '') from audit a").ExecuteScalarAsync(Ct))!;

    private string Definition() => $$$"""
        {"key": "{{{_form}}}", "title": {"en": "Contact"}, "titleField": "name", "fields": [
          {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "phone", "type": "phone", "label": {"en": "Phone"}}]}
        """;

    private async Task<string> PublishedAsync()
    {
        await Admin.PublishFormAsync(Definition());
        return (await Admin.CreateAsync(_form, new { name = "Zhang Wei", phone = "13800138000" })).GetProperty("id").GetString()!;
    }

    private async Task AuditAsync(bool reads, bool searches) =>
        (await Admin.PutAsync($"/forms/{_form}/access", new { groups = new { }, restrictions = Array.Empty<object>(), audit = new { reads, searches } })).Succeeded();
}
