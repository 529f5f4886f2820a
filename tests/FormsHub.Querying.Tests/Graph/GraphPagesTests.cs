using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FormsHub.Querying.Records;
using FormsHub.Querying.Tests.Oracle;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests.Graph;

/// <summary>Generated orders over generated records: the pages from either end are the list of REST, which the oracle of sorts holds to the order.</summary>
public sealed class GraphPagesTests
{
    private static readonly string[] Keys = ["name", "amount", "day", "level", "done", "title", "updatedAt", "id", "customer", "customerLevel", "minutes"];

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Pages_from_either_end_are_the_whole_list(int seed, bool on15)
    {
        await using var database = on15 ? await TestDatabase.Postgres15Async() : await TestDatabase.CreateAsync();
        var world = new OracleWorld(seed);
        await world.SaveAsync(database.Source);
        var rest = new RecordReader(database.Source, world.Forms, new People(), new FakeClock());
        var ask = new GraphQuestions(database.Source, world.Forms, People.Li);

        for (var i = 0; i < 25; i++)
        {
            var sort = Enumerable.Range(0, world.Random.Next(1, 4)).Select(_ => world.Pick("", "-") + world.Pick(Keys)).DistinctBy(key => key.TrimStart('-')).ToList();
            var output = new ArrayBufferWriter<byte>();
            await rest.QueryAsync(People.Li, world.Contact, new RecordQuery { Sort = sort, First = 1000, Select = [] }, output, TestContext.Current.CancellationToken);
            var expected = JsonElement.Parse(output.WrittenSpan).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ToList();
            var order = $"orderBy: [{string.Join(", ", sort.Select(key => $"{{{key.TrimStart('-')}: {(key[0] is '-' ? "DESC" : "ASC")}}}"))}]";

            var forwards = await PagesAsync(ask, order, isBackward: false, world.Pick(3, 17, 60));
            var backwards = await PagesAsync(ask, order, isBackward: true, world.Pick(3, 17, 60));

            Assert.True(expected.SequenceEqual(forwards), $"seed {seed}, forwards, {order}");
            Assert.True(expected.SequenceEqual(backwards), $"seed {seed}, backwards, {order}");
        }
    }

    [Fact]
    public async Task A_page_between_two_positions_ends_where_it_should()
    {
        await using var database = await TestDatabase.CreateAsync();
        var world = new OracleWorld(7);
        await world.SaveAsync(database.Source);
        var ask = new GraphQuestions(database.Source, world.Forms, People.Li);
        var edges = (await ask.DataAsync("{ contactList(orderBy: [{amount: DESC}], first: 40) { edges { cursor node { id } } } }")).GetProperty("contactList").GetProperty("edges").EnumerateArray().ToList();
        var (after, before) = (edges[4].GetProperty("cursor").GetString(), edges[9].GetProperty("cursor").GetString());

        var first = await BetweenAsync("first: 50");
        var last = await BetweenAsync("last: 2");

        Assert.Equal(edges[5..9].Select(Id), first.Select(node => node.GetProperty("id").GetString()));
        Assert.Equal(edges[7..9].Select(Id), last.Select(node => node.GetProperty("id").GetString()));

        async Task<List<JsonElement>> BetweenAsync(string size) =>
            [.. (await ask.DataAsync($$"""{ contactList(orderBy: [{amount: DESC}], {{size}}, after: "{{after}}", before: "{{before}}") { nodes { id } } }""")).GetProperty("contactList").GetProperty("nodes").EnumerateArray()];

        static string? Id(JsonElement edge) => edge.GetProperty("node").GetProperty("id").GetString();
    }

    private static async Task<List<string?>> PagesAsync(GraphQuestions ask, string order, bool isBackward, int size)
    {
        var found = new List<string?>();
        string? at = null;
        do
        {
            var place = at is null ? "" : $", {(isBackward ? "before" : "after")}: \"{at}\"";
            var page = (await ask.DataAsync(string.Create(CultureInfo.InvariantCulture, $$"""
                { contactList({{order}}, {{(isBackward ? "last" : "first")}}: {{size}}{{place}}) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } } }
                """))).GetProperty("contactList");
            var (info, edges) = (page.GetProperty("pageInfo"), page.GetProperty("edges").EnumerateArray().ToList());
            var ids = edges.Select(edge => edge.GetProperty("node").GetProperty("id").GetString());
            if (isBackward) found.InsertRange(0, ids);
            else found.AddRange(ids);
            Assert.Equal(edges.FirstOrDefault().ValueKind is JsonValueKind.Object ? edges[0].GetProperty("cursor").GetString() : null, info.GetProperty("startCursor").GetString());
            Assert.Equal(edges.Count > 0 ? edges[^1].GetProperty("cursor").GetString() : null, info.GetProperty("endCursor").GetString());
            Assert.Equal(at is not null, info.GetProperty(isBackward ? "hasNextPage" : "hasPreviousPage").GetBoolean());
            at = info.GetProperty(isBackward ? "hasPreviousPage" : "hasNextPage").GetBoolean() ? info.GetProperty(isBackward ? "startCursor" : "endCursor").GetString() : null;
        }
        while (at is not null);
        return found;
    }
}
