using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>Everybody who is signed in may pick people and departments, by GraphQL as by REST.</summary>
public sealed class PeopleTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _own = Guid.CreateVersion7().ToString("N")[20..];

    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_member_picks_whom_the_directory_names_and_closed_accounts_are_not_among_them()
    {
        var top = (await Admin.PostAsync("/departments", new { key = "top" + _own, title = new Dictionary<string, string> { ["zh-CN"] = "总部", ["en"] = "Top" } })).Succeeded()["id"].GetString()!;
        (await Admin.PostAsync("/departments", new { key = "desk" + _own, title = "Desk", parent = top })).Succeeded();
        var member = await server.AsAsync("member" + _own);
        foreach (var name in (string[])["wang", "closed"])
            (await Admin.PostAsync("/users", new { userName = name + _own, displayName = name + _own, password = "Another-horse-8-battery", department = "desk" + _own })).Succeeded();
        var closed = (await Admin.GetAsync($"/users?q=closed{_own}"))["items"][0].GetProperty("id").GetString()!;
        (await Admin.PatchAsync("/users/" + closed, new { disabled = true })).Succeeded();

        var data = (await member.AskAsync($$"""
            { users(search: "{{_own}}") { nodes { userName department { key parent { key title children(first: 5) { nodes { key } } } } } }
              department(id: "{{top}}") { title users { totalCount } children { nodes { users { nodes { userName } } } } }
              closed: user(id: "{{closed}}") { id } node(id: "{{top}}") { __typename } }
            """)).Data();

        var directory = (await member.GetAsync("/directory?q=" + _own)).Succeeded();
        Assert.Equal(
            directory["users"].EnumerateArray().Select(user => user.GetProperty("userName").GetString()),
            data.GetProperty("users").GetProperty("nodes").EnumerateArray().Select(user => user.GetProperty("userName").GetString()));
        Assert.Equal(
            $$$$$"""{"userName":"wang{{{{{_own}}}}}","department":{"key":"desk{{{{{_own}}}}}","parent":{"key":"top{{{{{_own}}}}}","title":"Top","children":{"nodes":[{"key":"desk{{{{{_own}}}}}"}]}}}}""",
            data.GetProperty("users").GetProperty("nodes")[1].GetRawText());
        Assert.Equal(
            $$$$$"""{"title":"Top","users":{"totalCount":0},"children":{"nodes":[{"users":{"nodes":[{"userName":"wang{{{{{_own}}}}}"}]}}]}}""", data.GetProperty("department").GetRawText());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("closed").ValueKind);
        Assert.Equal("""{"__typename":"Department"}""", data.GetProperty("node").GetRawText());
    }

    [Fact]
    public async Task Departments_below_departments_cost_what_their_pages_may_hold()
    {
        const string Deep = "{ departments(first: 100) { nodes { children(first: 100) { nodes { children(first: 100) { nodes { id } } } } } } }";

        Assert.Equal("cost_exceeded", (await Admin.AskAsync(Deep)).Code());
    }

    [Fact]
    public async Task A_form_that_is_called_like_people_keeps_working()
    {
        await Admin.PublishFormAsync("""{"key": "user", "plural": "users", "title": {"en": "User"}, "titleField": "name", "fields": [{"key": "name", "type": "text", "label": {"en": "Name"}}]}""");

        (await Admin.AskAsync("mutation { createUser(input: {name: \"Li\"}) { id } }")).Data();
        var data = (await Admin.AskAsync("{ userList { nodes { id name } } users(first: 1) { nodes { displayName } } }")).Data();
        var id = data.GetProperty("userList").GetProperty("nodes")[0].GetProperty("id").GetString();

        Assert.Equal("""{"user_":{"__typename":"UserRecord","name":"Li"}}""", (await Admin.AskAsync($"{{ user_(id: \"{id}\") {{ __typename name }} }}")).Data().GetRawText());
        Assert.Equal(1, data.GetProperty("users").GetProperty("nodes").GetArrayLength());
    }
}
