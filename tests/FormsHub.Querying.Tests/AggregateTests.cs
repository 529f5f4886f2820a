using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Querying.Aggregates;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests;

public sealed class AggregateTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly TestForms _forms = new();
    private Form _order = null!;
    private Guid _acme;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var customer = _forms.Add("customer", "name", """[{"key": "name", "type": "text"}]""");
        _order = _forms.Add("order", "city", """
            [{"key": "city", "type": "text"}, {"key": "amount", "type": "number"}, {"key": "paid", "type": "boolean"}, {"key": "day", "type": "date"},
             {"key": "tags", "type": "multiSelect", "options": [{"key": "a"}, {"key": "b"}]}, {"key": "customer", "type": "reference", "target": "customer"},
             {"key": "place", "type": "dateRange"}]
            """);
        await TestRecords.RunAsync(database.Source, "drop table if exists records_1, records_2, revisions_1, revisions_2");
        await TestRecords.MakeTablesAsync(database.Source, customer);
        await TestRecords.MakeTablesAsync(database.Source, _order);
        _acme = Guid.CreateVersion7();
        await TestRecords.AddAsync(database.Source, customer, _acme, """{"name": "安可"}""", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        string[] orders =
        [
            $$"""{"city": "上海", "amount": 0.1, "paid": true, "day": "2026-01-31", "tags": ["a", "b"], "customer": "{{_acme}}"}""",
            """{"city": "上海", "amount": 0.2, "paid": false, "day": "2026-02-01", "tags": ["a"]}""",
            """{"city": "北京", "amount": 10, "day": "2026-02-28"}""",
            """{"amount": 5}""",
        ];
        for (var i = 0; i < orders.Length; i++)
            await TestRecords.AddAsync(database.Source, _order, Guid.CreateVersion7(), orders[i], new DateTime(2026, 3, 1 + i, 23, 0, 0, DateTimeKind.Utc), People.Li.Id);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("{}", """[{"count":4}]""")]
    [InlineData("""{"groupBy": ["city"], "measures": [{"count": "*"}, {"sum": "amount"}]}""", """[{"city":"上海","count":2,"sum_amount":0.3},{"city":"北京","count":1,"sum_amount":10},{"city":null,"count":1,"sum_amount":5}]""")]
    [InlineData("""{"groupBy": ["city"], "sort": ["-sum_amount"], "measures": [{"sum": "amount"}], "first": 1}""", """[{"city":"北京","sum_amount":10}]""")]
    [InlineData("""{"groupBy": ["city"], "having": {"count": {"gt": 1}}}""", """[{"city":"上海","count":2}]""")]
    [InlineData("""{"groupBy": ["paid"]}""", """[{"paid":false,"count":1},{"paid":true,"count":1},{"paid":null,"count":2}]""")]
    [InlineData("""{"groupBy": [{"field": "day", "by": "month"}]}""", """[{"day_month":"2026-01","count":1},{"day_month":"2026-02","count":2},{"day_month":null,"count":1}]""")]
    [InlineData("""{"groupBy": [{"field": "day", "by": "week"}], "filter": {"day": {"lt": "2026-02-02"}}}""", """[{"day_week":"2026-01-26","count":2}]""")]
    [InlineData("""{"groupBy": [{"field": "createdAt", "by": "quarter"}]}""", """[{"createdAt_quarter":"2026-Q1","count":4}]""")]
    [InlineData("""{"groupBy": ["tags"]}""", """[{"tags":"a","count":2},{"tags":"b","count":1},{"tags":null,"count":2}]""")]
    [InlineData("""{"measures": [{"avg": "amount"}, {"min": "day"}, {"max": "amount"}, {"count": "city"}]}""", """[{"avg_amount":3.825,"min_day":"2026-01-31","max_amount":10,"count_city":3}]""")]
    [InlineData("""{"filter": {"city": {"eq": "广州"}}, "measures": [{"sum": "amount"}, {"avg": "amount"}]}""", """[{"sum_amount":0,"avg_amount":null}]""")]
    [InlineData("""{"groupBy": ["city", "city"], "filter": {"city": {"eq": "北京"}}, "measures": [{"count": "*"}, {"count": "*"}]}""", """[{"city":"北京","count":1}]""")]
    public async Task Groups_and_their_measures(string question, string expected)
    {
        var output = new ArrayBufferWriter<byte>();

        var answer = await Reader.AggregateAsync(People.Li, _order, AggregateQuery.Read(JsonElement.Parse(question)).Value, output, Ct);

        Assert.Null(answer.Problem);
        Assert.Equal(expected, JsonElement.Parse(output.WrittenSpan).GetProperty("items").GetRawText());
    }

    [Fact]
    public async Task Links_are_grouped_with_their_titles()
    {
        var output = new ArrayBufferWriter<byte>();
        var query = AggregateQuery.Read(JsonElement.Parse("""{"groupBy": ["customer", "owner"], "filter": {"customer": {"isEmpty": false}}}""")).Value;

        await Reader.AggregateAsync(People.Li, _order, query, output, Ct);

        var item = JsonElement.Parse(output.WrittenSpan).GetProperty("items")[0];
        Assert.Equal($$"""{"id":"{{_acme}}","title":"安可"}""", item.GetProperty("customer").GetRawText());
        Assert.Equal("李雷", item.GetProperty("owner").GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("""{"groupBy": ["citty"]}""", "/groupBy/0")]
    [InlineData("""{"groupBy": ["place"]}""", "/groupBy/0")]
    [InlineData("""{"groupBy": [{"field": "city", "by": "month"}]}""", "/groupBy/0")]
    [InlineData("""{"groupBy": [{"field": "day", "by": "hour"}]}""", "/groupBy/0/by")]
    [InlineData("""{"measures": [{"sum": "city"}]}""", "/measures/0/sum")]
    [InlineData("""{"measures": [{"median": "amount"}]}""", "/measures/0/median")]
    [InlineData("""{"sort": ["x"]}""", "/sort/0")]
    [InlineData("""{"having": {"sum_x": {"gt": 1}}}""", "/having/sum_x")]
    [InlineData("""{"having": {"count": {"like": 1}}}""", "/having/count/like")]
    public async Task What_is_wrong_is_told(string question, string path)
    {
        var query = AggregateQuery.Read(JsonElement.Parse(question));

        var problem = query.Problem ?? (await Reader.AggregateAsync(People.Li, _order, query.Value, new ArrayBufferWriter<byte>(), Ct)).Problem;

        Assert.Equal(path, problem!.Errors[0].Path);
    }

    [Fact]
    public async Task A_sum_larger_than_any_number_is_told_and_numbers_that_differ_are_groups_apart()
    {
        var form = _forms.Add("large", "city", """[{"key": "city", "type": "text"}, {"key": "amount", "type": "number"}]""");
        await TestRecords.MakeTablesAsync(database.Source, form);
        string[] amounts = [.. Enumerable.Repeat("9999999999999990000000000000", 9), "1e-28", "2e-28"];
        foreach (var amount in amounts)
            await TestRecords.AddAsync(database.Source, form, Guid.CreateVersion7(), $$"""{"amount": {{amount}}}""", new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        var (sum, groups) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());

        await Reader.AggregateAsync(People.Li, form, AggregateQuery.Read(JsonElement.Parse("""{"measures": [{"sum": "amount"}]}""")).Value, sum, Ct);
        await Reader.AggregateAsync(People.Li, form, AggregateQuery.Read(JsonElement.Parse("""{"groupBy": ["amount"]}""")).Value, groups, Ct);

        Assert.Equal("89999999999999910000000000000", JsonElement.Parse(sum.WrittenSpan).GetProperty("items")[0].GetProperty("sum_amount").GetRawText());
        Assert.Equal(3, JsonElement.Parse(groups.WrittenSpan).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("amount").GetRawText()).Distinct().Count());
    }

    [Fact]
    public void A_group_and_a_measure_of_one_name_are_refused()
    {
        var read = AggregateQuery.Read(JsonElement.Parse("""{"groupBy": ["count"], "measures": [{"count": "*"}]}"""));

        Assert.Equal("name_taken", read.Problem!.Errors.Single().Code);
    }

    private AggregateReader Reader => new(database.Source, _forms, new People(), new FakeClock());
}
