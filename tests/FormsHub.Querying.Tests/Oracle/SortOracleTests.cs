using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Querying.Records;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests.Oracle;

/// <summary>Generated orders over generated records: the pages, one after the other, are the whole list in order.</summary>
public sealed class SortOracleTests
{
    private static readonly string[] Keys =
        ["name", "amount", "day", "at", "level", "done", "title", "rev", "updatedAt", "createdAt", "id", "customer", "customerLevel", "customerPaid", "minutes", "who", "owner"];

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public async Task Pages_in_any_order_are_the_whole_list(int seed, bool on15)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = on15 ? await TestDatabase.Postgres15Async() : await TestDatabase.CreateAsync();
        await TestRecords.RunAsync(database.Source, $"insert into users (id, user_name, normalized_user_name, display_name) values ('{People.Li.Id}', 'li', 'LI', '李雷')");
        var world = new OracleWorld(seed);
        await world.SaveAsync(database.Source);
        var reader = new RecordReader(database.Source, world.Forms, new People(), new FakeClock());

        for (var i = 0; i < 60; i++)
        {
            var sort = Enumerable.Range(0, world.Random.Next(1, 4)).Select(_ => world.Pick("", "-") + world.Pick(Keys)).DistinctBy(key => key.TrimStart('-')).ToList();
            var expected = world.Of(world.Contact).Where(record => record.DeletedAt is null).ToList();
            expected.Sort((left, right) => Compare(world, sort, left, right));
            var found = new List<Guid>();
            string? after = null;
            do
            {
                var output = new ArrayBufferWriter<byte>();
                var answer = await reader.QueryAsync(
                    People.Li, world.Contact, new RecordQuery { Sort = sort, First = world.Pick(3, 17, 60), After = after, Select = [] }, output, ct);
                Assert.True(answer.Problem is null, $"{string.Join(',', sort)}: {answer.Problem?.Message}");
                var page = JsonElement.Parse(output.WrittenSpan);
                found.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
                after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            }
            while (after is not null);

            Assert.True(expected.Select(record => record.Id).SequenceEqual(found), $"seed {seed}, sort {string.Join(',', sort)}");
        }
    }

    private static int Compare(OracleWorld world, List<string> sort, OracleRecord left, OracleRecord right)
    {
        var descends = false;
        foreach (var key in sort)
        {
            descends = key.StartsWith('-');
            var subject = Subject.Find(world.Contact, key.TrimStart('-'), world.Forms, FilterRights.All)!;
            var (a, b) = (Shown(world, subject, left), Shown(world, subject, right));
            if (a is null && b is null) continue;
            if (a is null) return 1;
            if (b is null) return -1;
            var order = subject.Links is LinkKind.None ? subject.Compare(a.Value, b.Value) : CodePoints.Compare(a.Value.GetString()!, b.Value.GetString()!);
            if (order is not 0) return descends ? -order : order;
        }
        var ids = string.CompareOrdinal(left.Id.ToString(), right.Id.ToString());
        return descends ? -ids : ids;
    }

    /// <summary>Links are ordered by title.</summary>
    private static JsonElement? Shown(OracleWorld world, Subject subject, OracleRecord record)
    {
        var value = world.View(record) is var view && subject is Subject.OfSystem { System: var system } ? view.System(system) : view.Field(((Subject.OfField)subject).Field);
        return value is not { } id ? null : subject.Links switch
        {
            LinkKind.Record => world.Records.Find(each => each.Id == id.GetGuid()) is { } found ? JsonSerializer.SerializeToElement(found.Title) : null,
            LinkKind.User => id.GetGuid() == People.Li.Id ? JsonSerializer.SerializeToElement("李雷") : null,
            _ => value,
        };
    }
}
