using System.Diagnostics;
using System.Text.Json;
using FormsHub.Core.Records;
using FormsHub.Querying.Tests.Oracle;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;
using Npgsql;

namespace FormsHub.Querying.Tests.Graph;

public sealed class GraphAnswersTests
{
    private const string Everything = """
        query Everything($id: ID!) {
          __typename
          __schema { queryType { name } }
          me { id displayName department { title users(first: 5) { nodes { userName } } } }
          users(first: 2) { nodes { id } }
          node(id: $id) { __typename id ... on Contact { name } ... on Customer { score } }
          contact(id: $id) { ...named customer { contactList(first: 3) { totalCount pageInfo { endCursor } edges { cursor node { ...named partners { name parent { name } } } } } } }
          all: contactList(first: 20, search: "a", orderBy: [{amount: DESC}]) { totalCount nodes { calls { id minutes kind with { name } } people { displayName } revisions(first: 2) { rev changes { field after } } } }
          contactListAggregate(groupBy: [level, at_month], having: {count: {gt: 0}}, orderBy: [{count: DESC}]) { key { level at_month } count sum { amount } max { day } }
          search(query: "张", first: 5) { form id title text record { id } }
          deletedContactList { totalCount nodes { deletedAt } }
          changeSets(first: 1) { id }
        }
        fragment named on Contact { id name title weighed customerLevel customerPaid owner { displayName } period { from to } }
        """;

    [Fact]
    public async Task One_operation_is_one_statement_however_deep_it_asks()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = new OracleWorld(21);
        await world.SaveAsync(database.Source);
        var ask = new GraphQuestions(database.Source, world.Forms, People.Li);
        var statements = 0;
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Tags.Any(tag => tag.Value?.Contains(name, StringComparison.Ordinal) is true)) Interlocked.Increment(ref statements);
            },
        };
        ActivitySource.AddActivityListener(listener);

        var data = await ask.DataAsync(Everything, new { id = world.Of(world.Contact).First(record => record.DeletedAt is null).Id });

        Assert.Equal(1, statements);
        Assert.Equal(
            ["__typename", "__schema", "me", "users", "node", "contact", "all", "contactListAggregate", "search", "deletedContactList", "changeSets"],
            data.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Contact", data.GetProperty("node").GetProperty("__typename").GetString());
        Assert.Equal(data.GetProperty("node").GetProperty("id").GetString(), data.GetProperty("contact").GetProperty("id").GetString());
        Assert.NotEmpty(data.GetProperty("search").EnumerateArray());
    }

    [Fact]
    public async Task What_is_asked_for_twice_under_one_name_is_answered_once_with_all_its_members()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = new OracleWorld(22);
        await world.SaveAsync(database.Source);
        var ask = new GraphQuestions(database.Source, world.Forms, People.Li);

        var data = await ask.DataAsync("query($no: Boolean = false) { contactList(first: 1) { nodes { id } } ... { contactList(first: 1) { nodes { title rev @skip(if: true) state @include(if: $no) } totalCount } } }");

        var list = data.GetProperty("contactList");
        Assert.Equal(["nodes", "totalCount"], list.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["id", "title"], list.GetProperty("nodes")[0].EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("{ contactList(first: 1001) { totalCount } }", "out_of_range", "/first")]
    [InlineData("{ contactList(first: -1) { totalCount } }", "out_of_range", "/first")]
    [InlineData("{ contactList(first: 1, last: 1) { totalCount } }", "first_and_last", "/last")]
    [InlineData("{ contactList(after: \"AbCd\") { totalCount } }", "bad_cursor", "/after")]
    [InlineData("{ contactList(asOf: \"yesterday\") { totalCount } }", "wrong_type", "/asOf")]
    [InlineData("{ contactList(asOf: \"2026-01-01T00:00:00Z\", search: \"a\") { totalCount } }", "not_as_of", "/search")]
    [InlineData("{ contactList(where: {day: {eq: \"someday\"}}) { totalCount } }", "invalid_date", "/where/day/eq")]
    [InlineData("{ customerList { nodes { contactList(orderBy: [{name: ASC}, {day: ASC}, {at: ASC}, {amount: ASC}, {done: ASC}, {id: ASC}]) { totalCount } } } }", "too_many_keys", "/orderBy")]
    [InlineData("{ search(query: \"a\", first: 1000) { id } }", "out_of_range", "/first")]
    [InlineData("{ contactListAggregate(first: 5000) { count } }", "out_of_range", "/first")]
    [InlineData("{ contactListAggregate(groupBy: [name, day, level, done, amount, at_month]) { count } }", "wrong_type", "/groupBy")]
    public async Task What_is_wrong_with_arguments_is_said_with_its_place_and_nothing_is_executed(string question, string code, string field)
    {
        var forms = new OracleWorld(23).Forms;

        var response = await new GraphQuestions(null!, forms, People.Li).AskAsync(question);

        var error = Assert.Single(response.GetProperty("errors").EnumerateArray().ToList());
        Assert.Equal((code, field), (error.GetProperty("extensions").GetProperty("code").GetString(), error.GetProperty("extensions").GetProperty("field").GetString()));
        Assert.NotEmpty(error.GetProperty("path").EnumerateArray());
        Assert.False(response.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("query($s: String!) { contactList(search: $s) { totalCount } }", "/search")]
    [InlineData("query($s: String!) { contactListAggregate(search: $s) { count } }", "/search")]
    [InlineData("query($s: String!) { search(query: $s) { id } }", "/query")]
    public async Task A_search_has_the_length_of_REST(string question, string field)
    {
        var response = await new GraphQuestions(null!, new OracleWorld(23).Forms, People.Li).AskAsync(question, new { s = new string('a', 201) });

        var extensions = Assert.Single(response.GetProperty("errors").EnumerateArray().ToList()).GetProperty("extensions");
        Assert.Equal(("too_long", field), (extensions.GetProperty("code").GetString(), extensions.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Values_given_as_variables_never_stand_in_the_statement()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = new OracleWorld(24);
        await world.SaveAsync(database.Source);
        var ask = new GraphQuestions(database.Source, world.Forms, People.Li);

        foreach (var text in new[] { "'; drop table records; --", "\u0001\u0002", "\u00019:null\u0002", "%_\\", "\"}" })
        {
            var data = await ask.DataAsync("query($w: ContactFilter, $s: String) { contactList(where: $w) { totalCount } b: contactList(search: $s) { totalCount } }", new { w = new { name = new { eq = text } }, s = text });
            Assert.Equal(JsonValueKind.Number, data.GetProperty("b").GetProperty("totalCount").ValueKind);
        }
        Assert.True((await ask.DataAsync("{ contactList { totalCount } }")).GetProperty("contactList").GetProperty("totalCount").GetInt32() > 0);
    }

    [Fact]
    public async Task A_large_answer_comes_in_pieces_and_says_what_small_ones_say()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = new OracleWorld(25);
        await world.SaveAsync(database.Source);
        var ask = new GraphQuestions(database.Source, world.Forms, People.Li);
        var everything = ask.Everything("Contact");

        var large = (await ask.DataAsync($"{{ contactList(first: 1000, orderBy: [{{id: ASC}}]) {{ nodes {{ {everything} }} }} }}")).GetProperty("contactList").GetProperty("nodes");

        Assert.True(large.GetRawText().Length > 128 * 1024);
        foreach (var node in large.EnumerateArray())
            Assert.Equal(node.GetRawText(), (await ask.DataAsync($"query($id: ID!) {{ contact(id: $id) {{ {everything} }} }}", new { id = node.GetProperty("id").GetString() })).GetProperty("contact").GetRawText());
    }

    [Fact]
    public async Task PostgreSQL_does_not_finish_an_answer_that_is_too_large()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = new OracleWorld(27);
        await world.SaveAsync(database.Source);
        await using (var command = database.Source.CreateCommand($"update {RecordTable.Records(world.Contact.Number)} set title = repeat('x', 100000)")) await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var ask = new GraphQuestions(database.Source, world.Forms, People.Li);
        const string List = "contactList(first: 1000) { nodes { title } }";
        var records = (await ask.DataAsync("{ contactList { totalCount } }")).GetProperty("contactList").GetProperty("totalCount").GetInt32();
        var fitting = (int)(60_000_000L / (records * 100_000L));

        foreach (var question in new[]
        {
            $"{{ {string.Join(' ', Enumerable.Range(0, 40).Select(i => $"a{i}: {List}"))} }}",
            $"{{ __type(name: \"User\") {{ name }} {string.Join(' ', Enumerable.Range(0, 40).Select(i => $"a{i}: {List}"))} }}",
        })
        {
            var error = Assert.Single((await ask.AskAsync(question)).GetProperty("errors").EnumerateArray().ToList());
            Assert.Equal("answer_too_large", error.GetProperty("extensions").GetProperty("code").GetString());
        }
        Assert.True((await ask.AskAsync($"{{ {string.Join(' ', Enumerable.Range(0, fitting).Select(i => $"a{i}: {List}"))} }}")).TryGetProperty("data", out _));
        Assert.True((await ask.AskAsync($"{{ {List} }}")).TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData(60, "too large for us")]
    [InlineData(3_000, "too large for a text of PostgreSQL")]
    public async Task An_answer_that_is_too_large_is_refused(int times, string why)
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = new OracleWorld(26);
        await world.SaveAsync(database.Source);
        await using (var command = database.Source.CreateCommand($"update {RecordTable.Records(world.Contact.Number)} set title = repeat('x', 10000)")) await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var ask = new GraphQuestions(database.Source, world.Forms, People.Li);

        var response = await ask.AskAsync($"{{ contactList(first: 1000) {{ nodes {{ {string.Join(' ', Enumerable.Range(0, times).Select(i => $"a{i}: title"))} }} }} }}");

        Assert.False(response.TryGetProperty("data", out _), why);
        Assert.Equal("answer_too_large", Assert.Single(response.GetProperty("errors").EnumerateArray().ToList()).GetProperty("extensions").GetProperty("code").GetString());
    }
}
