using System.Net;
using FormsHub.Storage.Forms;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.Forms;

public class FormEndpointTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_values_of_a_small_form_have_their_new_type_when_the_publication_is_answered()
    {
        var admin = server.Administrator;
        await admin.PublishFormAsync("""{"key": "carried", "fields": [{"key": "amount", "type": "text"}]}""");
        var id = (await admin.CreateAsync("carried", new { amount = "42" })).GetProperty("id").GetString()!;

        (await admin.PutAsync("/forms/carried/draft", """{"key": "carried", "fields": [{"id": "f1", "key": "amount", "type": "number"}]}""")).Succeeded();
        await admin.PublishAsync("carried");

        Assert.Equal(42, (await admin.ReadAsync("carried", id)).GetProperty("data").GetProperty("amount").GetInt32());
    }

    [Fact]
    public async Task A_draft_that_somebody_else_saved_is_not_overwritten()
    {
        var api = server.Administrator;
        var made = await api.PostAsync("/forms", """{"key": "shared", "fields": [{"key": "a", "type": "text"}]}""");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        const string Mine = """{"key": "shared", "fields": [{"key": "a", "type": "text"}, {"key": "b", "type": "text"}]}""";

        Assert.Equal(HttpStatusCode.OK, (await api.PutAsync("/forms/shared/draft", Mine, "\"1\"")).Status);
        var stale = await api.PutAsync("/forms/shared/draft", Mine, "\"1\"");

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal("b", stale["current"].GetProperty("fields")[1].GetProperty("key").GetString());
        Assert.Equal(2, stale["rev"].GetInt32());
    }

    [Fact]
    public async Task Every_error_of_a_definition_is_told_with_its_place()
    {
        var answer = await server.Administrator.PostAsync("/forms", """
            {"key": "Bad", "titel": "x", "fields": [
              {"key": "a", "type": "text", "maxLenght": 5}, {"key": "a", "type": "txt"}, {"key": "id", "type": "text"}]}
            """);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["/titel"], answer["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()));
        answer = await server.Administrator.PostAsync("/forms", """
            {"key": "Bad", "fields": [
              {"key": "a", "type": "text", "maxLenght": 5}, {"key": "a", "type": "txt"}, {"key": "id", "type": "text"}]}
            """);
        Assert.Equal(
            ["/fields/0/maxLenght unknown_property", "/fields/1/key duplicate_key", "/fields/1/type unknown_type", "/fields/2/key reserved_key", "/key malformed_key"],
            answer["errors"].EnumerateArray().Select(error => $"{error.GetProperty("path")} {error.GetProperty("code")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_form_is_nothing_to_those_who_may_not_use_it_and_closed_to_members_who_do_not_design()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "secret", "fields": [{"key": "a", "type": "text"}]}""");
        await api.PublishFormAsync("""{"key": "open", "members": ["*"], "app": "openApp", "fields": [{"key": "a", "type": "text"}]}""");
        using var member = await server.AsAsync("wang", "member");

        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/forms/secret")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/forms/secret/draft")).Status);
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync("/forms/open")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PutAsync("/forms/open/draft", "{}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync("/forms", """{"key": "own", "fields": []}""")).Status);
        Assert.Equal(["openApp"], (await member.GetAsync("/apps"))["items"].EnumerateArray().Select(app => app.GetProperty("key").GetString()));
    }

    [Theory]
    [InlineData("en", "There is nobody called \"nobody-here\".")]
    [InlineData("zh-CN", "没有“nobody-here”。")]
    public async Task A_wrong_filter_in_a_definition_is_told_with_its_place_in_the_language_of_the_request(string language, string message)
    {
        using var designer = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        designer.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        designer.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var refused = (await designer.PostAsync("/forms", """
            {"key": "filtered", "fields": [{"key": "a", "type": "text"}], "views": [
              {"key": "mine", "filter": {"owner": {"eq": "admin"}}}, {"key": "theirs", "filter": {"or": [{"owner": {"eq": "nobody-here"}}]}}]}
            """)).Refused(HttpStatusCode.BadRequest, "invalid_form");

        var error = Assert.Single(refused["errors"].EnumerateArray());
        Assert.Equal("/views/1/filter/or/0/owner/eq unknown_name", $"{error.GetProperty("path")} {error.GetProperty("code")}");
        Assert.Equal(message, error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_list_of_forms_tells_how_many_records_each_has_and_only_of_those_the_caller_may_read()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "counted", "members": ["*"], "fields": [{"key": "a", "type": "text"}]}""");
        await api.PublishFormAsync("""{"key": "uncounted", "fields": [{"key": "a", "type": "text"}]}""");
        await api.PostAsync("/forms", """{"key": "unborn", "fields": [{"key": "a", "type": "text"}]}""");
        await api.BatchAsync("counted", new { create = Enumerable.Range(0, 3).Select(i => new { data = new { a = $"{i}" } }) });
        var gone = (await api.CreateAsync("counted", new { a = "gone" })).GetProperty("id").GetString();
        (await api.DeleteAsync($"/forms/counted/records/{gone}")).Succeeded();

        Assert.Equal((3, false), await CountAsync(api, "counted"));
        Assert.Equal((0, false), await CountAsync(api, "uncounted"));
        Assert.Equal((0, false), await CountAsync(api, "unborn"));
        using var member = await server.AsAsync("counting");
        Assert.Equal((3, false), await CountAsync(member, "counted"));
        Assert.Null(await CountAsync(member, "uncounted"));
        Assert.DoesNotContain((await api.GetAsync("/forms")).Succeeded()["items"].EnumerateArray(), form => form.TryGetProperty("recordCount", out _));
    }

    [Fact]
    public async Task The_records_of_a_large_form_are_estimated()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "large", "fields": [{"key": "a", "type": "text"}]}""");
        var number = server.Services.GetRequiredService<Catalog>().Find("large")!.Number;
        await using var fill = server.Database.Source.CreateCommand(
            $$"""
            insert into records_{{number}} (form, id, rev, version, title, created_at, updated_at, deleted_at, data, search, grams)
            select {{number}}, gen_random_uuid(), 1, 1, '', now(), now(), case when i > 20000 then now() end, '{}', '', '{}' from generate_series(1, 25000) i;
            analyze records_{{number}}
            """);
        await fill.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (count, isEstimate) = (await CountAsync(api, "large"))!.Value;

        Assert.True(isEstimate);
        Assert.InRange(count, 18_000, 22_000);
    }

    private static async Task<(int Count, bool IsEstimate)?> CountAsync(ApiClient caller, string form) =>
        (await caller.GetAsync("/forms?recordCounts=true")).Succeeded()["items"].EnumerateArray().Where(each => each.GetProperty("key").GetString() == form)
            .Select(each => ((int, bool)?)(each.GetProperty("recordCount").GetInt32(), each.GetProperty("recordCountEstimated").GetBoolean())).FirstOrDefault();

    [Fact]
    public async Task Views_are_saved_for_oneself_or_by_designers_for_all()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "viewed", "members": ["*"], "fields": [{"key": "city", "type": "text"}]}""");
        using var member = await server.AsAsync("zhao", "member");
        const string View = """{"key": "mine", "title": "Mine", "filter": {"city": {"eq": "上海"}}, "sort": ["-city"], "columns": [{"field": "city", "width": 120}]}""";

        Assert.Equal(HttpStatusCode.Created, (await member.PostAsync("/forms/viewed/views", View)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await member.PostAsync("/forms/viewed/views", View)).Status);
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsync("/forms/viewed/views", View)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync("/forms/viewed/views", """{"key": "all", "scope": "shared"}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsync("/forms/viewed/views", """{"key": "all", "scope": "shared"}""")).Status);
        Assert.Equal(["all shared", "mine personal"], await KeysAsync(member));
        Assert.Equal(HttpStatusCode.Forbidden, (await member.DeleteAsync("/forms/viewed/views/all")).Status);
        Assert.Equal(HttpStatusCode.OK, (await member.PutAsync("/forms/viewed/views/mine", """{"key": "other", "sort": ["city"]}""")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await member.DeleteAsync("/forms/viewed/views/other")).Status);
        Assert.Equal(["all shared"], await KeysAsync(member));
        var wrong = await member.PostAsync("/forms/viewed/views", """{"key": "w", "filter": {"ctiy": {"eq": 1}}, "sort": ["x"], "columns": ["y"]}""");
        Assert.Equal(["/columns/0/field", "/filter/ctiy", "/sort/0"], wrong["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()).Order());
    }

    [Fact]
    public async Task Applications_are_made_changed_and_deleted_when_empty()
    {
        var api = server.Administrator;
        Assert.Equal(HttpStatusCode.Created, (await api.PostAsync("/apps", """{"key": "stock", "title": {"zh-CN": "库存", "en": "Stock"}}""")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await api.PostAsync("/apps", """{"key": "stock", "title": "x"}""")).Status);
        Assert.Equal("boxes", (await api.PutAsync("/apps/stock", """{"key": "stock", "title": "Stock", "icon": "boxes"}"""))["icon"].GetString());
        await api.PostAsync("/forms", """{"key": "item", "app": "stock", "fields": [{"key": "a", "type": "text"}]}""");

        Assert.Equal("app_in_use", (await api.DeleteAsync("/apps/stock"))["code"].GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/forms/item")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await api.DeleteAsync("/apps/stock")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.DeleteAsync("/apps/stock")).Status);
    }

    [Theory]
    [InlineData("""{"expression": "ROUND(0.1 + 0.2, 2)"}""", true, null)]
    [InlineData("""{"expression": "1 +"}""", false, "1")]
    [InlineData("""{"expression": "1 +\n nothing(2)"}""", false, "2")]
    [InlineData("""{"expression": "amount * 2", "form": {"key": "x", "fields": [{"key": "amount", "type": "number"}]}, "result": "number"}""", true, null)]
    [InlineData("""{"expression": "amuont * 2", "form": {"key": "x", "fields": [{"key": "amount", "type": "number"}]}, "result": "number"}""", false, "1")]
    public async Task An_expression_is_checked_as_it_is_typed(string body, bool ok, string? line)
    {
        var answer = (await server.Administrator.PostAsync("/expressions/check", body)).Succeeded();

        Assert.Equal(ok, answer["ok"].GetBoolean());
        if (line is not null) Assert.Equal(line, answer["errors"][0].GetProperty("line").ToString());
    }

    [Fact]
    public async Task Forms_that_need_each_other_are_published_one_after_the_other_and_circles_are_refused()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "firm", "fields": [{"key": "name", "type": "text"}]}""");
        await api.PublishFormAsync("""
            {"key": "person", "fields": [{"key": "firm", "type": "reference", "target": "firm"}, {"key": "age", "type": "number"},
             {"key": "firmTotal", "type": "lookup", "reference": "firm", "field": "name"}]}
            """);
        await api.PutAsync("/forms/firm/draft", """
            {"key": "firm", "fields": [{"key": "name", "type": "text"}, {"key": "total", "type": "rollup", "source": "person", "reference": "firm", "field": "age", "function": "sum"}]}
            """);
        await api.PublishAsync("firm");

        var circle = await api.PutAsync("/forms/person/draft", """
            {"key": "person", "fields": [{"key": "firm", "type": "reference", "target": "firm"},
             {"key": "firmTotal", "type": "lookup", "reference": "firm", "field": "total"}, {"key": "age", "type": "formula", "expression": "firmTotal + 1", "result": "number"}]}
            """);
        var gone = await api.PutAsync("/forms/person/draft", """{"key": "person", "fields": [{"key": "age", "type": "number"}]}""");

        Assert.Contains("circular_lookup", circle["errors"].EnumerateArray().Select(error => error.GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.OK, gone.Status);
        var broken = await api.PostAsync("/forms/person/publish", """{"note": "x"}""");
        Assert.Equal("breaks_form", broken["errors"][0].GetProperty("code").GetString());
    }

    private static async Task<List<string>> KeysAsync(ApiClient api) =>
        [.. (await api.GetAsync("/forms/viewed/views"))["items"].EnumerateArray().Select(view => $"{view.GetProperty("key")} {view.GetProperty("scope")}")];
}
