using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Filters;
using FormsHub.Querying.Records;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests.Oracle;

/// <summary>Generated filters over generated records: SQL must answer what the evaluator in memory answers.</summary>
public sealed class FilterOracleTests
{
    private const int Filters = 250;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public async Task A_filter_finds_in_sql_what_it_finds_in_memory(int seed, bool on15)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = on15 ? await TestDatabase.Postgres15Async() : await TestDatabase.CreateAsync();
        var world = new OracleWorld(seed);
        await world.SaveAsync(database.Source);
        var reader = new RecordReader(database.Source, world.Forms, new People(), new FakeClock());
        var generator = new FilterGenerator(world);
        var parser = new FilterParser(world.Forms, new People(), FilterRights.All);

        for (var i = 0; i < Filters; i++)
        {
            var json = generator.Contact().ToJsonString();
            var filter = parser.Parse(JsonElement.Parse(json), world.Contact);
            Assert.True(filter.Problem is null, $"{json}: {filter.Problem?.Message}");
            var expected = world.Of(world.Contact)
                .Where(record => record.DeletedAt is null && FilterEvaluator.Holds(filter.Value, world.View(record), OracleWorld.Context))
                .Select(record => record.Id).Order();
            var output = new ArrayBufferWriter<byte>();

            var answer = await reader.QueryAsync(People.Li, world.Contact, new RecordQuery { Filter = JsonElement.Parse(json), First = 1000, Sort = ["id"], Count = true }, output, ct);

            Assert.True(answer.Problem is null, $"{json}: {answer.Problem?.Message}");
            var page = JsonElement.Parse(output.WrittenSpan);
            var found = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).ToList();
            Assert.True(expected.SequenceEqual(found.Order()), $"seed {seed}, filter {i}: {json}\nmissing: {string.Join(' ', expected.Except(found))}\ntoo many: {string.Join(' ', found.Except(expected))}");
            Assert.Equal(found.Count, page.GetProperty("totalCount").GetInt32());
        }
    }
}
