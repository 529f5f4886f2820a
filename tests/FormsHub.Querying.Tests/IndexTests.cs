using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Tests.Oracle;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests;

/// <summary>A form with 100,000 records: questions that an index can answer are answered by it.</summary>
public sealed class IndexTests(IndexTests.Large large) : IClassFixture<IndexTests.Large>
{
    public sealed class Large : TestDatabase, IAsyncLifetime
    {
        internal TestForms Forms { get; } = new();
        internal Form Contact { get; private set; } = null!;

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Forms.Add("customer", "name", """[{"key": "name", "type": "text"}]""");
            Contact = Forms.Add("contact", "name", """
                [{"key": "name", "type": "text"}, {"key": "phone", "type": "text", "unique": true}, {"key": "city", "type": "text", "indexed": true},
                 {"key": "score", "type": "number", "indexed": true}, {"key": "customer", "type": "reference", "target": "customer"},
                 {"key": "partners", "type": "references", "target": "customer"}, {"key": "verified", "type": "date", "indexed": true}]
                """);
            foreach (var form in Forms.All) await TestRecords.MakeTablesAsync(Source, form);
            await TestRecords.RunAsync(Source, """
                insert into records (form, id, rev, version, title, created_at, updated_at, data, search, grams)
                select 2, gen_random_uuid(), 1, 1, 'n' || i, now(), now() - i * interval '1 second',
                  jsonb_build_object('f1', 'n' || i, 'f2', (13800000000 + i)::text, 'f3', 'city' || i % 300, 'f4', i % 5000,
                    'f5', md5((i % 20000)::text)::uuid, 'f6', jsonb_build_array(md5((i % 20000)::text)::uuid))
                    || case when i % 3 = 0 then jsonb_build_object('f7', '2026-01-01'::date + i % 300) else '{}' end,
                  'n' || i || ' ' || (13800000000 + i), array[(55296 << 16) | i % 10000, (110 << 16) | (48 + i % 10)]
                from generate_series(1, 100000) i
                """);
            await TestRecords.RunAsync(Source, "vacuum analyze records_2");
        }
    }

    [Theory]
    [InlineData("""{"filter": {"phone": {"eq": "13800000007"}}}""", "records_2_f2_unique")]
    [InlineData("""{"filter": {"city": {"eq": "city7"}}}""", "records_2_f3_eq")]
    [InlineData("""{"filter": {"city": {"in": ["city7", "city8"]}}, "first": 1000}""", "records_2_f3_eq")]
    [InlineData("""{"filter": {"score": {"between": [10, 12]}}}""", "records_2_f4_eq")]
    [InlineData("""{"filter": {"customer": {"eq": "c4ca4238-a0b9-2382-0dcc-509a6f75849b"}}}""", "records_2_f5_links")]
    [InlineData("""{"filter": {"partners": {"contains": "c4ca4238-a0b9-2382-0dcc-509a6f75849b"}}}""", "records_2_f6_links")]
    [InlineData("""{"filter": {"partners": {"some": {"eq": "c4ca4238-a0b9-2382-0dcc-509a6f75849b"}}}}""", "records_2_f6_links")]
    [InlineData("""{"search": "1234"}""", "grams")]
    [InlineData("{}", "updated_at")]
    [InlineData("""{"filter": {"not": {"city": {"eq": "city7"}}}, "first": 25}""", "updated_at")]
    [InlineData("""{"sort": ["verified"], "first": 25}""", "records_2_f7_eq")]
    [InlineData("""{"sort": ["-verified"], "first": 25}""", "records_2_f7_eq")]
    [InlineData("""{"sort": ["-score"], "first": 25}""", "records_2_f4_eq")]
    [InlineData("""{"sort": ["-phone"], "first": 25}""", "records_2_f2_unique")]
    public async Task An_index_answers(string question, string index)
    {
        var plan = await ExplainAsync(question, null);

        Assert.True(IndexesIn(plan).Any(each => each.Contains(index, StringComparison.Ordinal)), plan);
        Assert.DoesNotContain("Seq Scan on records_2", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"first": 25}""")]
    [InlineData("""{"sort": ["verified"], "first": 25}""")]
    [InlineData("""{"sort": ["-verified"], "first": 25}""")]
    [InlineData("""{"sort": ["-score"], "first": 25}""")]
    public async Task The_page_after_begins_in_the_index(string question)
    {
        var plan = await ExplainAsync(question, 2);

        Assert.Contains("Index Cond", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on records_2", plan, StringComparison.Ordinal);
    }

    private static IEnumerable<string> IndexesIn(string plan) =>
        plan.Split('\n').Where(line => line.Contains("Index", StringComparison.Ordinal) && line.Contains(" on ", StringComparison.Ordinal));

    /// <summary>The plan of the first page, or of one after it.</summary>
    private async Task<string> ExplainAsync(string question, int? page)
    {
        var ct = TestContext.Current.CancellationToken;
        var query = RecordQuery.Read(JsonElement.Parse(question)).Value;
        var gate = FormGate.For(People.Li, large.Contact, FormAction.Read).Value;
        var world = new QueryWorld(People.Li, large.Forms, new People(), OracleWorld.Context);
        for (var i = 1; i < page; i++)
        {
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            await new RecordReader(large.Source, large.Forms, new People(), new FakeClock()).QueryAsync(People.Li, large.Contact, query, output, ct);
            query = query with { After = JsonElement.Parse(output.WrittenSpan).GetProperty("pageInfo").GetProperty("endCursor").GetString() };
        }
        var command = ListPlan.Of(gate, query, null, world).Value.Page.ToBatchCommand();
        command.CommandText = "explain " + command.CommandText;
        await using var batch = large.Source.CreateBatch();
        batch.BatchCommands.Add(command);
        await using var row = await batch.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        while (await row.ReadAsync(ct)) lines.Add(row.GetString(0));
        return string.Join('\n', lines);
    }
}
