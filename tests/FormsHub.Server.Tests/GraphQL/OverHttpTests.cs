using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>GraphQL over HTTP: what is asked well is answered, and what is not is told in the shape of GraphQL, with the status of the media type.</summary>
public sealed class OverHttpTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string Response = GraphQLClient.Response;
    private const string Hello = "{ __typename }";
    private readonly string _form = "contact" + Guid.CreateVersion7().ToString("N")[20..];

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_form}}}", "plural": "{{{_form}}}s", "title": {"en": "Contact"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "boss", "type": "reference", "target": "{{{_form}}}", "label": {"en": "Boss"}}]}
            """);
        await Admin.CreateAsync(_form, new { name = "Zhang" });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json; charset=utf-8", "application/json")]
    [InlineData(Response, Response)]
    [InlineData("application/json;q=0.5, application/graphql-response+json", Response)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", "application/json")]
    [InlineData("text/html, application/graphql-response+json", Response)]
    public async Task The_answer_has_the_media_type_that_is_accepted(string? accept, string type)
    {
        var answer = await Admin.AskAsync($"{{ {_form}s {{ nodes {{ name }} }} }}", accept: accept);

        Assert.Equal($$"""{"data":{"{{_form}}s":{"nodes":[{"name":"Zhang"}]} } }""".Replace(" ", "", StringComparison.Ordinal), answer.Text);
        Assert.Equal(type, answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("utf-8", answer.Response.Content.Headers.ContentType.CharSet);
        Assert.True(answer.Response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("""{"query": "{ nothing }"}""", "validation_failed")]
    [InlineData("""{"query": "{"}""", "syntax_error")]
    [InlineData("""{"query": "query A { __typename } query B { __typename }"}""", "bad_request")]
    [InlineData("""{"query": "{ __typename }", "operationName": "None"}""", "bad_request")]
    [InlineData("""{"query": "query ($n: Int!) { __typename @include(if: true) __type(name: \"A\") @skip(if: $n) { name } }"}""", "validation_failed")]
    [InlineData("""{"query": "query ($n: String!) { __type(name: $n) { name } }", "variables": {"n": null}}""", "bad_request")]
    [InlineData("""{"query": "subscription { __typename }"}""", "validation_failed")]
    [InlineData("""{"documentId": "unknown"}""", "no_such_document")]
    public async Task What_cannot_be_executed_is_400_in_the_new_media_type_and_200_in_the_old(string body, string code)
    {
        var (now, old) = (await Admin.SendGraphQLAsync(body, accept: Response), await Admin.SendGraphQLAsync(body, accept: "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, code), (now.Status, now.Code()));
        Assert.Equal((HttpStatusCode.OK, code), (old.Status, old.Code()));
        Assert.False(now.Json.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("", "body_required")]
    [InlineData("{", "malformed_json")]
    [InlineData("""{"query": "{ __typename }",}""", "malformed_json")]
    [InlineData("""{"query": "{ __typename }", "query": "{ __typename }"}""", "wrong_shape")]
    [InlineData("""[{"query": "{ __typename }"}]""", "batching_not_supported")]
    [InlineData("7", "bad_request_body")]
    [InlineData("null", "bad_request_body")]
    [InlineData("{}", "query_required")]
    [InlineData("""{"query": null}""", "query_required")]
    [InlineData("""{"query": ""}""", "query_required")]
    [InlineData("""{"query": 7}""", "wrong_member")]
    [InlineData("""{"query": "{ __typename }", "operationName": {}}""", "wrong_member")]
    [InlineData("""{"query": "{ __typename }", "variables": []}""", "wrong_member")]
    [InlineData("""{"query": "{ __typename }", "variables": "{}"}""", "wrong_member")]
    [InlineData("""{"query": "{ __typename }", "extensions": true}""", "wrong_member")]
    [InlineData("""{"query": "{ __typename }", "documentId": 1}""", "wrong_member")]
    [InlineData("""{"query": "{ __typename }", "extensions": {"persistedQuery": 1}}""", "bad_persisted_query")]
    [InlineData("""{"query": "{ __typename }", "extensions": {"persistedQuery": {"version": 2, "sha256Hash": ""}}}""", "bad_persisted_query")]
    [InlineData("{\"query\": \"{ __typename \\u0000 }\"}", "bad_character")]
    [InlineData("{\"query\": \"{ __typename \\ud800 }\"}", "bad_character")]
    public async Task A_request_that_is_none_is_400_in_both_media_types(string body, string code)
    {
        foreach (var accept in (string[])[Response, "application/json"])
        {
            var answer = await Admin.SendGraphQLAsync(body, accept: accept);
            Assert.Equal((HttpStatusCode.BadRequest, code, accept), (answer.Status, answer.Code(), answer.Response.Content.Headers.ContentType!.MediaType));
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        using var body = new ByteArrayContent([.. "{\"query\": \"{ __typename # "u8, 0xff, 0xfe, .. "\\n }\"}"u8]);
        body.Headers.ContentType = new("application/json");

        var answer = await Admin.SendGraphQLAsync(HttpMethod.Post, "", body, null);

        Assert.Equal((HttpStatusCode.BadRequest, "bad_character"), (answer.Status, answer.Code()));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/graphql")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task A_body_of_another_type_is_415(string type)
    {
        var answer = await Admin.SendGraphQLAsync($$"""{"query": "{{Hello}}"}""", type);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), (answer.Status, answer.Code()));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/png, text/css")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json; charset=latin1")]
    public async Task Who_accepts_nothing_that_there_is_is_told_so(string accept)
    {
        var answer = await Admin.AskAsync(Hello, accept: accept);

        Assert.Equal((HttpStatusCode.NotAcceptable, "not_acceptable"), (answer.Status, answer.Code()));
    }

    [Fact]
    public async Task A_query_may_be_asked_by_get()
    {
        var query = Uri.EscapeDataString("query A($n: String!) { __type(name: $n) { name } } query B { __typename }");

        var answer = await Admin.SendGraphQLAsync(HttpMethod.Get, $"?query={query}&operationName=A&variables={Uri.EscapeDataString("""{"n": "Query"}""")}&extensions=&documentId=", null, Response);

        Assert.Equal("Query", answer.Data().GetProperty("__type").GetProperty("name").GetString());
        Assert.Equal("query_required", (await Admin.SendGraphQLAsync(HttpMethod.Get, "", null, null)).Code());
        Assert.Equal("wrong_member", (await Admin.SendGraphQLAsync(HttpMethod.Get, "?query={__typename}&query={__typename}", null, null)).Code());
        Assert.Equal("malformed_json", (await Admin.SendGraphQLAsync(HttpMethod.Get, "?query={__typename}&variables={", null, null)).Code());
        Assert.Equal("wrong_member", (await Admin.SendGraphQLAsync(HttpMethod.Get, "?query={__typename}&variables=[]", null, null)).Code());
        Assert.Equal("bad_character", (await Admin.SendGraphQLAsync(HttpMethod.Get, "?query={__typename}%00", null, null)).Code());
    }

    [Fact]
    public async Task A_mutation_is_not_carried_out_by_get()
    {
        var name = "Made" + Guid.CreateVersion7();
        var mutation = $"mutation {{ create{char.ToUpperInvariant(_form[0])}{_form[1..]}(input: {{name: \"{name}\"}}) {{ name }} }}";

        foreach (var accept in (string[])[Response, "application/json", "text/event-stream"])
        {
            var answer = await Admin.SendGraphQLAsync(HttpMethod.Get, "?query=" + Uri.EscapeDataString(mutation), null, accept);
            Assert.Equal((HttpStatusCode.MethodNotAllowed, "queries_only_by_get"), (answer.Status, answer.Code()));
            Assert.Equal(["POST"], answer.Response.Content.Headers.Allow);
        }
        Assert.DoesNotContain(name, (await Admin.QueryAsync(_form)).Text, StringComparison.Ordinal);
        (await Admin.AskAsync(mutation)).Data();
        Assert.Contains(name, (await Admin.QueryAsync(_form)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_views_as_another_person_asks_and_changes_nothing()
    {
        (await Admin.PostAsync("/roles", $$$"""
            {"key": "reader{{{_form}}}", "title": "R", "grants": [{"form": "{{{_form}}}", "actions": ["read", "create", "update", "delete"], "fields": {"*": "write"}}]}
            """)).Succeeded();
        using var person = await server.AsAsync("reader" + _form, "reader" + _form);
        using var viewer = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        var id = (await Admin.GetAsync("/users?q=reader" + _form)).Succeeded()["items"][0].GetProperty("id").GetString();
        viewer.Http.DefaultRequestHeaders.Add("X-FormsHub-View-As", (await viewer.PostAsync($"/users/{id}/view-as")).Succeeded()["ticket"].GetString());

        (await viewer.AskAsync($"{{ {_form}s {{ nodes {{ name }} }} }}")).Data();
        var answer = await viewer.AskAsync($"mutation {{ create{char.ToUpperInvariant(_form[0])}{_form[1..]}(input: {{name: \"By another\"}}) {{ name }} }}");

        Assert.Equal((HttpStatusCode.Forbidden, "view_as_read_only"), (answer.Status, answer.Code()));
        Assert.DoesNotContain("By another", (await Admin.QueryAsync(_form)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_405(string method)
    {
        var answer = await Admin.SendGraphQLAsync(new HttpMethod(method), "", null, null);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method_not_allowed"), (answer.Status, answer.Code()));
        Assert.Equal(["GET", "POST"], answer.Response.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_so_in_either_language()
    {
        using var stranger = server.Anonymous();
        stranger.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        stranger.Http.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");

        var answer = await stranger.AskAsync(Hello, accept: Response);

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (answer.Status, answer.Code()));
        Assert.Equal("请先登录。", answer["errors"][0].GetProperty("message").GetString());
        Assert.Equal(Response, answer.Response.Content.Headers.ContentType!.MediaType);
        stranger.Http.DefaultRequestHeaders.Authorization = new("Bearer", "fh_nonsense");
        Assert.Equal("invalid_token", (await stranger.AskAsync(Hello)).Code());
        stranger.Http.DefaultRequestHeaders.Authorization = new("Link", "nonsense");
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.AskAsync(Hello)).Status);
    }

    [Fact]
    public async Task A_session_asks_by_post_only_with_the_header_that_no_other_site_can_send()
    {
        using var person = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        person.Http.DefaultRequestHeaders.Remove("X-FormsHub");

        var answer = await person.AskAsync(Hello);

        Assert.Equal((HttpStatusCode.Forbidden, "missing_header"), (answer.Status, answer.Code()));
        (await person.SendGraphQLAsync(HttpMethod.Get, "?query={__typename}", null, null)).Data();
    }

    [Fact]
    public async Task A_shared_link_opens_nothing_here()
    {
        var record = (await Admin.CreateAsync(_form, new { name = "Shared" })).GetProperty("id").GetString();
        var url = (await Admin.PostAsync($"/forms/{_form}/shares", new { record, link = true })).Succeeded()["link"].GetString()!;
        using var guest = server.Anonymous();
        guest.Http.DefaultRequestHeaders.Authorization = new("Link", url[(url.LastIndexOf('/') + 1)..]);
        (await guest.GetAsync($"/forms/{_form}/records/{record}")).Succeeded();

        var answer = await guest.AskAsync(Hello);

        Assert.Equal((HttpStatusCode.Forbidden, "link_too_narrow"), (answer.Status, answer.Code()));
    }

    [Fact]
    public async Task A_token_sees_the_forms_of_its_scopes_and_is_held_to_its_limit()
    {
        var made = (await Admin.PostAsync("/tokens", new { name = "narrow", scopes = new[] { new { form = "other" + _form, actions = (string[])["read"] } }, requestsPerMinute = 3 })).Succeeded();
        using var program = server.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = new("Bearer", made["token"].GetString());

        Assert.Equal("validation_failed", (await program.AskAsync($"{{ {_form}s {{ nodes {{ name }} }} }}")).Code());
        (await program.AskAsync(Hello)).Data();
        Assert.DoesNotContain(_form, (await program.GetAsync("//graphql/schema.graphql")).Succeeded().Text, StringComparison.Ordinal);
        var last = await program.AskAsync(Hello);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too_many_requests"), (last.Status, last.Code()));
        Assert.NotNull(last.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_document_is_kept_by_its_hash()
    {
        var query = $"{{ __typename }} # {Guid.CreateVersion7()}";
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(query)));
        string Body(string? text, string digest) => JsonSerializer.Serialize(new { query = text, extensions = new { persistedQuery = new { version = 1, sha256Hash = digest } } });

        var unknown = await Admin.SendGraphQLAsync(Body(null, hash));
        Assert.Equal("PersistedQueryNotFound", unknown["errors"][0].GetProperty("message").GetString());
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", unknown.Code());
        Assert.Equal("bad_query_hash", (await Admin.SendGraphQLAsync(Body(query, new string('0', 64)))).Code());
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", (await Admin.SendGraphQLAsync(Body(null, hash))).Code());
        (await Admin.SendGraphQLAsync(Body(query, hash))).Data();
        (await Admin.SendGraphQLAsync(Body(null, hash.ToUpperInvariant()))).Data();
        var extensions = Uri.EscapeDataString(JsonSerializer.Serialize(new { persistedQuery = new { version = 1, sha256Hash = hash } }));
        (await Admin.SendGraphQLAsync(HttpMethod.Get, "?extensions=" + extensions, null, null)).Data();
    }

    [Fact]
    public async Task Limits_are_told_with_their_name_and_figure()
    {
        string Names(int count) => string.Join(' ', Enumerable.Range(0, count).Select(index => $"n{index}: name"));
        string Deep(int count) => string.Concat(Enumerable.Repeat("boss { ", count)) + "name" + new string('}', count);

        await ToldAsync($"{{ {_form}s {{ nodes {{ {Names(201)} }} }} }}", "limit_exceeded", "201 aliases", "200");
        await ToldAsync($"{{ {_form}s {{ nodes {{ {Deep(18)} }} }} }}", "limit_exceeded", "21 levels", "20");
        await ToldAsync(string.Join(' ', Enumerable.Repeat($"{{ {_form}s {{ nodes {{ {string.Join(' ', Enumerable.Repeat("name", 1_999))} }} }} }}", 1)), "limit_exceeded", "2001 fields", "2000");
        await ToldAsync($"{{ {string.Join(' ', Enumerable.Range(0, 51).Select(index => $"a{index}: __typename"))} }}", "limit_exceeded", "51 fields of its root", "50");
        await ToldAsync($"{{ __typename }} #{new string('x', 100 * 1024)}", "document_too_large", "102400");
        await ToldAsync($"{{ {_form}s(first: 1000) {{ nodes {{ {_form}s(last: 1000) {{ edges {{ node {{ boss {{ name }} }} }} }} }} }} }}", "cost_exceeded", "2001000 objects", "100000");
        await ToldAsync($"query ($n: Int) {{ {_form}s(first: $n) {{ nodes {{ {_form}s(first: $n) {{ nodes {{ name }} }} }} }} }}", "cost_exceeded", "1001000 objects", "100000");
    }

    [Fact]
    public async Task Limits_are_told_in_the_language_of_who_asks()
    {
        var tangled = string.Concat(Enumerable.Range(0, 1_500).Select(index => $" fragment F{index} on User {{ id ...F{index + 1} }}"));

        foreach (var (document, limit, chinese) in new[]
        {
            ($"{{ {string.Join(' ', Enumerable.Range(0, 51).Select(index => $"a{index}: __typename"))} }}", "50", "51 个根字段，最多允许 50 个"),
            ($"{{ me {{ ...F0 }} }}{tangled} fragment F1500 on User {{ id }}", null, "文档过于复杂"),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = document }), Headers = { { "Accept-Language", "zh-CN" } } };
            using var response = await Admin.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var error = (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("errors")[0];

            Assert.Contains(chinese, error.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal("limit_exceeded", error.GetProperty("extensions").GetProperty("code").GetString());
            if (limit is not null) Assert.Equal(limit, error.GetProperty("extensions").GetProperty("limit").ToString());
        }
    }

    [Fact]
    public async Task After_too_many_errors_the_last_one_says_so()
    {
        var answer = await Admin.AskAsync($"{{ me {{ {string.Join(' ', Enumerable.Range(0, 60).Select(index => $"x{index}"))} }} }}");

        Assert.Equal(51, answer["errors"].GetArrayLength());
        Assert.All(answer["errors"].EnumerateArray(), error => Assert.Equal("validation_failed", error.GetProperty("extensions").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_413()
    {
        var answer = await Admin.AskAsync(Hello, new { big = new string('x', 33 * 1024 * 1024) });

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too_large"), (answer.Status, answer.Code()));
    }

    [Fact]
    public async Task An_error_of_an_argument_has_its_place()
    {
        var answer = await Admin.AskAsync($"{{ {_form}s(after: \"nonsense\") {{ nodes {{ name }} }} }}", accept: Response);

        Assert.Equal((HttpStatusCode.BadRequest, "bad_cursor"), (answer.Status, answer.Code()));
        Assert.Equal(_form + "s", answer["errors"][0].GetProperty("path")[0].GetString());
        Assert.Equal("\"after\" must be a cursor of this list in this order.", answer["errors"][0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task The_schema_is_to_be_had_as_text()
    {
        var answer = (await Admin.GetAsync("//graphql/schema.graphql")).Succeeded();

        Assert.Equal("text/plain", answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"  {_form}s(", answer.Text, StringComparison.Ordinal);
    }

    private async Task ToldAsync(string query, string code, params string[] words)
    {
        var answer = await Admin.AskAsync(query, query.StartsWith("query (", StringComparison.Ordinal) ? new { n = 1000 } : null, Response);
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code()));
        var message = answer["errors"][0].GetProperty("message").GetString()!;
        Assert.All(words, word => Assert.Contains(word, message, StringComparison.Ordinal));
    }
}
