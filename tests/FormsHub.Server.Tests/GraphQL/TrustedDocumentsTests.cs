using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>A token that is held to trusted documents runs these and does nothing else.</summary>
public sealed class TrustedDocumentsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Hello = "query Hello { __typename }";
    private const string Kind = "query Kind($name: String!) { __type(name: $name) { kind } }";

    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_token_runs_its_documents_by_id_or_hash_and_nothing_else()
    {
        var (id, program) = await TokenAsync();
        using var _ = program;
        (await program.AskAsync("{ __typename }")).Data();

        var held = (await Admin.PostAsync($"/tokens/{id}/documents", new { documents = new Dictionary<string, string> { ["hello:1"] = Hello, [Hash(Kind)] = Kind } })).Succeeded();

        Assert.True(held["trustedOnly"].GetBoolean());
        Assert.Equal(["Hello", "Kind"], held["items"].EnumerateArray().Select(item => item.GetProperty("operations")[0].GetString()!).Order(StringComparer.Ordinal));
        var listed = (await Admin.GetAsync("/tokens")).Succeeded()["items"].EnumerateArray().Single(token => token.GetProperty("id").GetString() == id);
        Assert.Equal((true, 2), (listed.GetProperty("trustedOnly").GetBoolean(), listed.GetProperty("documents").GetInt32()));
        Assert.Equal("Query", (await program.SendGraphQLAsync("""{"documentId": "hello:1"}""")).Data().GetProperty("__typename").GetString());
        (await program.SendGraphQLAsync($$"""{"documentId": "sha256:{{Hash(Hello)}}"}""")).Data();
        (await program.SendGraphQLAsync($$$"""{"documentId": "{{{Hash(Kind)}}}", "variables": {"name": "Query"}}""")).Data();
        (await program.SendGraphQLAsync(Persisted(Hello, null))).Data();
        (await program.SendGraphQLAsync(Persisted(Hello, Hello))).Data();
        (await program.SendGraphQLAsync(HttpMethod.Get, "?documentId=hello:1", null, null)).Data();
        (await program.AskAsync(Hello)).Data();

        foreach (var body in (string[])["""{"query": "{ __typename }"}""", """{"documentId": "other"}""", """{"documentId": "hello:1", "query": "{ __typename }"}""", Persisted("{ __typename }", null), Persisted("{ __typename }", "{ __typename }")])
        {
            var refused = await program.SendGraphQLAsync(body);
            Assert.Equal((HttpStatusCode.Forbidden, "document_not_trusted"), (refused.Status, refused.Code()));
        }
        foreach (var path in (string[])["/auth/me", "/forms", $"/tokens/{id}/documents"]) (await program.GetAsync(path)).Refused(HttpStatusCode.Forbidden, "trusted_documents_only");
        (await program.DeleteAsync($"/tokens/{id}/documents")).Refused(HttpStatusCode.Forbidden, "trusted_documents_only");
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync("//graphql/schema.graphql")).Status);
    }

    [Fact]
    public async Task A_token_stays_held_until_the_whole_list_is_taken_from_it_on_every_server()
    {
        var (id, program) = await TokenAsync();
        using var _ = program;
        await using var sibling = await server.StartSiblingAsync();
        using var there = sibling.Anonymous();
        there.Http.DefaultRequestHeaders.Authorization = program.Http.DefaultRequestHeaders.Authorization;
        (await there.AskAsync("{ __typename }")).Data();
        (await Admin.PostAsync($"/tokens/{id}/documents", new { documents = new Dictionary<string, string> { ["hello"] = Hello } })).Succeeded();
        (await Admin.DeleteAsync($"/tokens/{id}/documents/hello")).Succeeded();

        Assert.Equal("document_not_trusted", (await program.SendGraphQLAsync("""{"documentId": "hello"}""")).Code());
        Assert.Equal("document_not_trusted", (await program.AskAsync("{ __typename }")).Code());
        await EventuallyAsync(async () => (await there.AskAsync("{ __typename }")).Text.Contains("document_not_trusted", StringComparison.Ordinal));
        (await Admin.DeleteAsync($"/tokens/{id}/documents/hello")).Refused(HttpStatusCode.NotFound, "no_such_document");
        (await Admin.DeleteAsync($"/tokens/{id}/documents")).Succeeded();
        (await program.AskAsync("{ __typename }")).Data();
        await EventuallyAsync(async () => !(await there.AskAsync("{ __typename }")).Text.Contains("errors", StringComparison.Ordinal));
        Assert.False((await Admin.GetAsync($"/tokens/{id}/documents")).Succeeded()["trustedOnly"].GetBoolean());
    }

    [Fact]
    public async Task What_is_no_document_is_refused_and_no_document_changes()
    {
        var (id, program) = await TokenAsync();
        using var _ = program;
        (await Admin.PostAsync($"/tokens/{id}/documents", new { documents = new Dictionary<string, string> { ["a"] = Hello } })).Succeeded();

        (await RefusedAsync(new() { ["a"] = Kind })).Refused(HttpStatusCode.Conflict, "document_differs");
        var wrong = await RefusedAsync(new() { ["good"] = Hello, ["x:1"] = "query X {\n  me {", ["y"] = "{ me { id }" });
        Assert.Equal(["/documents/x:1", "/documents/y"], wrong["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
        Assert.Contains("2:7", wrong["errors"].EnumerateArray().First(error => error.GetProperty("path").GetString() is "/documents/x:1").GetProperty("message").GetString(), StringComparison.Ordinal);
        foreach (var (key, text, code) in ((string, string, string)[])[("b", "{", "bad_document"), ("b", "fragment F on Query { __typename }", "bad_document"), ("b c", Hello, "bad_document_id"), ("b", $"{Hello} #{new string('x', 102_400)}", "document_too_large")])
            Assert.Equal(code, (await RefusedAsync(new() { [key] = text }))["errors"][0].GetProperty("code").GetString());
        var many = Enumerable.Range(0, 40).ToDictionary(i => $"d{i}", i => $"query Q{i} {{ __typename }} #{new string('x', 60_000)}");
        Assert.Equal("too_many_documents", (await RefusedAsync(many))["errors"][0].GetProperty("code").GetString());
        (await RefusedAsync([])).Refused(HttpStatusCode.BadRequest);
        using var other = await server.AsAsync("o" + Guid.CreateVersion7().ToString("N")[20..], "member");
        (await other.GetAsync($"/tokens/{id}/documents")).Refused(HttpStatusCode.NotFound, "token_not_found");
        (await other.PostAsync($"/tokens/{id}/documents", new { documents = new Dictionary<string, string> { ["x"] = Hello } })).Refused(HttpStatusCode.NotFound, "token_not_found");
        (await other.DeleteAsync($"/tokens/{id}/documents")).Refused(HttpStatusCode.NotFound, "token_not_found");

        Assert.Equal("a", Assert.Single((await Admin.GetAsync($"/tokens/{id}/documents")).Succeeded()["items"].EnumerateArray()).GetProperty("id").GetString());
        var outdated = (await Admin.PostAsync($"/tokens/{id}/documents", new { documents = new Dictionary<string, string> { ["old"] = "{ nothing }" } })).Succeeded()["items"]
            .EnumerateArray().Single(item => item.GetProperty("id").GetString() is "old");
        Assert.Equal(("Query.nothing", "{ nothing }", 11), (outdated.GetProperty("findings")[0].GetProperty("at").GetString(), outdated.GetProperty("text").GetString(), outdated.GetProperty("bytes").GetInt32()));
        Assert.Contains(id, (await Admin.GetAsync("/audit?action=tokenDocumentsChanged")).Succeeded().Text, StringComparison.Ordinal);

        async Task<ApiAnswer> RefusedAsync(Dictionary<string, string> documents)
        {
            var answer = await Admin.PostAsync($"/tokens/{id}/documents", new { documents });
            Assert.False(answer.Response.IsSuccessStatusCode);
            return answer;
        }
    }

    private static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static string Persisted(string document, string? query) =>
        JsonSerializer.Serialize(new { query, extensions = new { persistedQuery = new { version = 1, sha256Hash = Hash(document) } } });

    private async Task<(string Id, ApiClient Program)> TokenAsync()
    {
        var made = (await Admin.PostAsync("/tokens", new { name = "app" })).Succeeded();
        var program = server.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = new("Bearer", made["token"].GetString());
        return (made["id"].GetString()!, program);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        var ct = TestContext.Current.CancellationToken;
        for (var i = 0; i < 100 && !await holds(); i++) await Task.Delay(50, ct);
        Assert.True(await holds());
    }
}
