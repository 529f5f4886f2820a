using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>Operations that people keep for themselves.</summary>
public sealed class SavedOperationTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Document = "query Who { me { id displayName } }";

    [Fact]
    public async Task An_operation_is_kept_changed_deleted_and_brought_back()
    {
        using var person = await server.AsAsync("keeper");
        var made = (await person.PostAsync("/saved-operations", new { name = " Who am I ", document = Document, variables = new { deep = new[] { 1.50m } } })).Succeeded();
        var path = "/saved-operations/" + made["id"].GetString();
        Assert.Equal("Who am I", made["name"].GetString());
        Assert.Equal("""{"deep":[1.50]}""", made["variables"].GetRawText());

        (await person.PutAsync(path, new { name = "Me", document = Document })).Succeeded();
        var changed = Assert.Single((await person.GetAsync("/saved-operations")).Succeeded()["items"].EnumerateArray());
        Assert.Equal(("Me", Document), (changed.GetProperty("name").GetString(), changed.GetProperty("document").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, changed.GetProperty("variables").ValueKind);

        (await person.DeleteAsync(path)).Succeeded();
        Assert.Empty((await person.GetAsync("/saved-operations"))["items"].EnumerateArray());
        (await person.DeleteAsync(path)).Refused(HttpStatusCode.NotFound, "operation_not_found");

        (await person.PutAsync(path, new { name = "Me", document = Document })).Succeeded();
        Assert.Equal(made["id"].GetString(), (await person.GetAsync("/saved-operations"))["items"][0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Nobody_sees_or_changes_those_of_others()
    {
        using var owner = await server.AsAsync("owner");
        using var other = await server.AsAsync("other");
        var id = (await owner.PostAsync("/saved-operations", new { name = "Mine", document = Document })).Succeeded()["id"].GetString();

        Assert.Empty((await other.GetAsync("/saved-operations")).Succeeded()["items"].EnumerateArray());
        (await other.DeleteAsync("/saved-operations/" + id)).Refused(HttpStatusCode.NotFound, "operation_not_found");
        (await other.PutAsync("/saved-operations/" + id, new { name = "Theirs", document = Document })).Succeeded();

        Assert.Equal("Mine", (await owner.GetAsync("/saved-operations"))["items"][0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_token_of_some_forms_has_no_part_in_them()
    {
        var scopes = new[] { new { form = "contact", actions = new[] { "read" } } };
        var token = (await server.Administrator.PostAsync("/tokens", new { name = "narrow", scopes })).Succeeded()["token"].GetString();
        using var narrow = server.Anonymous();
        narrow.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        (await narrow.GetAsync("/saved-operations")).Refused(HttpStatusCode.Forbidden);
        (await narrow.PostAsync("/saved-operations", new { name = "x", document = Document })).Refused(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"name": " ", "document": "{ a }"}""", "/name")]
    [InlineData("""{"name": "a\nb", "document": "{ a }"}""", "/name")]
    [InlineData("""{"name": "a", "document": ""}""", "/document")]
    [InlineData("""{"name": "a", "document": "{ a }", "variables": [1]}""", "/variables")]
    [InlineData("""{"name": "a", "document": 7}""", "/document")]
    [InlineData("""{"name": "a"}""", "/document")]
    [InlineData("""{"name": "a", "document": "a\u0000b"}""", "/document")]
    [InlineData("""{"name": "a", "document": "{ a }", "variables": {"b": "\ud800"}}""", "/variables/b")]
    public async Task What_cannot_be_kept_is_refused_by_its_path(string body, string path)
    {
        using var person = await server.AsAsync("clumsy" + Guid.CreateVersion7().ToString("N")[^8..]);

        var answer = (await person.PostAsync("/saved-operations", body)).Refused(HttpStatusCode.BadRequest);

        Assert.Equal(path, answer["errors"][0].GetProperty("path").GetString());
        Assert.Empty((await person.GetAsync("/saved-operations"))["items"].EnumerateArray());
    }

    [Fact]
    public async Task Much_is_refused_and_so_are_many()
    {
        using var person = await server.AsAsync("collector");
        (await person.PostAsync("/saved-operations", new { name = "a", document = new string('x', 102_401) })).Refused(HttpStatusCode.BadRequest, "invalid_operation");
        var (first, last) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Parallel.ForEachAsync(Enumerable.Range(0, 499).Select(_ => Guid.CreateVersion7()).Prepend(first), TestContext.Current.CancellationToken, async (id, _) =>
            (await person.PutAsync("/saved-operations/" + id, new { name = "a", document = Document })).Succeeded());

        (await person.PutAsync("/saved-operations/" + last, new { name = "a", document = Document })).Refused(HttpStatusCode.Conflict, "too_many_operations");
        (await person.PutAsync("/saved-operations/" + first, new { name = "b", document = Document })).Succeeded();
    }
}
