using System.Text.Encodings.Web;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests.Graph;

/// <summary>People and departments at the root, and wherever a record names them.</summary>
public sealed class GraphPeopleTests
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("users(first: 1) { nodes { displayName } totalCount pageInfo { hasNextPage hasPreviousPage } }", """{"nodes":[{"displayName":"周周"}],"totalCount":2,"pageInfo":{"hasNextPage":true,"hasPreviousPage":false}}""")]
    [InlineData("users(last: 1) { edges { node { userName } } pageInfo { hasNextPage hasPreviousPage } }", """{"edges":[{"node":{"userName":"li"}}],"pageInfo":{"hasNextPage":false,"hasPreviousPage":true}}""")]
    [InlineData("users(search: \" LI\") { nodes { userName department { key title parent { id } head { userName } } } }", """{"nodes":[{"userName":"li","department":{"key":"service","title":"Service","parent":null,"head":{"userName":"li"}}}]}""")]
    [InlineData("departments(search: \"客服\") { nodes { __typename users { totalCount nodes { userName } } children { nodes { key } } } }", """{"nodes":[{"__typename":"Department","users":{"totalCount":1,"nodes":[{"userName":"li"}]},"children":{"nodes":[]}}]}""")]
    [InlineData("users(search: \"nobody\") { edges { cursor } pageInfo { startCursor endCursor } }", """{"edges":[],"pageInfo":{"startCursor":null,"endCursor":null}}""")]
    [InlineData("users(first: 0) { nodes { id } pageInfo { hasNextPage } }", """{"nodes":[],"pageInfo":{"hasNextPage":true}}""")]
    public async Task Lists_come_in_pages(string question, string answer)
    {
        await using var database = await TestDatabase.CreateAsync();

        var data = await new GraphQuestions(database.Source, new TestForms(), People.Stranger).DataAsync($"{{ it: {question} }}");

        Assert.Equal(answer, JsonSerializer.Serialize(data.GetProperty("it"), AsWritten));
    }

    [Fact]
    public async Task A_cursor_goes_on_behind_its_position_either_way()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ask = new GraphQuestions(database.Source, new TestForms(), People.Stranger);
        var first = (await ask.DataAsync("{ users(first: 1) { pageInfo { endCursor } } }")).GetProperty("users").GetProperty("pageInfo").GetProperty("endCursor").GetString();

        var next = (await ask.DataAsync("query($at: String) { users(after: $at) { edges { cursor node { userName } } pageInfo { hasPreviousPage hasNextPage } } }", new { at = first })).GetProperty("users");
        Assert.Equal("li", Assert.Single(next.GetProperty("edges").EnumerateArray().ToList()).GetProperty("node").GetProperty("userName").GetString());
        Assert.True(next.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
        Assert.False(next.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());

        var back = (await ask.DataAsync("query($at: String) { users(last: 5, before: $at) { nodes { userName } pageInfo { hasNextPage } } }", new { at = next.GetProperty("edges")[0].GetProperty("cursor").GetString() })).GetProperty("users");
        Assert.Equal("zhou", Assert.Single(back.GetProperty("nodes").EnumerateArray().ToList()).GetProperty("userName").GetString());
        Assert.True(back.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
    }

    [Fact]
    public async Task One_is_found_by_its_id_also_as_a_node()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ask = new GraphQuestions(database.Source, new TestForms(), People.Stranger);

        var data = await ask.DataAsync(
            """
            query($user: ID!, $department: ID!, $none: ID!) {
              user(id: $user) { id userName }  none: user(id: $none) { id }  wrong: department(id: "x") { id }  department(id: $department) { key }
              a: node(id: $user) { __typename id ... on User { displayName } }  b: node(id: $department) { id ... on Department { key head { id } } }  c: node(id: $none) { id }
              me { userName department { id } } }
            """,
            new { user = People.Li.Id, department = People.Service, none = Guid.CreateVersion7() });

        Assert.Equal(
            $$$"""
            {"user":{"id":"{{{People.Li.Id}}}","userName":"li"},"none":null,"wrong":null,"department":{"key":"service"},"a":{"__typename":"User","id":"{{{People.Li.Id}}}","displayName":"李雷"},"b":{"id":"{{{People.Service}}}","key":"service","head":{"id":"{{{People.Li.Id}}}"}},"c":null,"me":{"userName":"zhou","department":null}}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(data, AsWritten));
    }

    [Theory]
    [InlineData("{ users(first: 1001) { totalCount } }", "out_of_range", "/first")]
    [InlineData("{ users(first: 1, last: 1) { totalCount } }", "first_and_last", "/last")]
    [InlineData("{ departments(before: \"none\") { totalCount } }", "bad_cursor", "/before")]
    [InlineData("{ me { department { children(after: \"?\") { totalCount } } } }", "bad_cursor", "/after")]
    [InlineData("{ me { department { users(last: -1) { totalCount } } } }", "out_of_range", "/last")]
    public async Task What_is_wrong_with_arguments_is_said_before_anything_is_executed(string question, string code, string field)
    {
        var extensions = Assert.Single((await new GraphQuestions(null!, new TestForms(), People.Stranger).AskAsync(question)).GetProperty("errors").EnumerateArray().ToList()).GetProperty("extensions");

        Assert.Equal((code, field), (extensions.GetProperty("code").GetString(), extensions.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Who_comes_by_a_link_is_told_of_nobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        var visitor = People.Stranger with { Link = new SharedLink(People.Li.Id) };

        var data = await new GraphQuestions(database.Source, new TestForms(), visitor).DataAsync("query($id: ID!) { users { totalCount } departments { totalCount } node(id: $id) { id } }", new { id = People.Li.Id });

        Assert.Equal("""{"users":{"totalCount":0},"departments":{"totalCount":0},"node":null}""", JsonSerializer.Serialize(data));
    }
}
