using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Records;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests;

public sealed class RecordReaderTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTime At = new(2026, 11, 21, 10, 0, 0, DateTimeKind.Utc);
    private readonly TestForms _forms = new();
    private readonly List<Guid> _contacts = [];
    private Form _customer = null!;
    private Form _contact = null!;
    private Guid _acme;

    private RecordReader Reader => new(database.Source, _forms, new People(), new FakeClock());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _customer = _forms.Add("customer", "name", """
            [{"key": "name", "type": "text"}, {"key": "keeper", "type": "user"}, {"key": "contacts", "type": "rollup", "function": "count", "source": "contact", "reference": "customer"}]
            """);
        _contact = _forms.Add("contact", "name", """
            [{"key": "name", "type": "text"}, {"key": "customer", "type": "reference", "target": "customer"}, {"key": "calls", "type": "number"},
             {"key": "visits", "type": "table", "fields": [{"key": "day", "type": "date"}, {"key": "with", "type": "reference", "target": "customer"}]},
             {"key": "customerName", "type": "lookup", "reference": "customer", "field": "name"}, {"key": "keeper", "type": "lookup", "reference": "customer", "field": "keeper"},
             {"key": "rows", "type": "rollup", "function": "count", "table": "visits"},
             {"key": "busy", "type": "formula", "expression": "IF(rows > 0, CONCAT(customer.name, '!'), 'no')", "result": "text"}]
            """);
        await TestRecords.RunAsync(database.Source, "drop table if exists records_1, records_2, revisions_1, revisions_2");
        await TestRecords.MakeTablesAsync(database.Source, _customer);
        await TestRecords.MakeTablesAsync(database.Source, _contact);
        _acme = Guid.CreateVersion7();
        await TestRecords.AddAsync(database.Source, _customer, _acme, $$"""{"name": "安可", "keeper": "{{People.Li.Id}}"}""", At);
        for (var i = 0; i < 7; i++)
        {
            _contacts.Add(Guid.CreateVersion7(new DateTimeOffset(At.AddMinutes(i))));
            await TestRecords.AddAsync(database.Source, _contact, _contacts[i], $$"""
                {"name": "张{{i}}", "customer": "{{_acme}}", "visits": [{"id": "{{Guid.CreateVersion7()}}", "f5": "2026-01-0{{i + 1}}", "f6": "{{_acme}}"}]{{(i % 2 is 0 ? $", \"calls\": {i}.50" : "")}}}
                """, At.AddMinutes(i), People.Li.Id);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_record_is_answered_in_the_contracts_shape()
    {
        var output = new ArrayBufferWriter<byte>();

        var rev = await Reader.GetAsync(People.Li, _contact, _contacts[2], deleted: false, output, Ct);

        var record = JsonElement.Parse(output.WrittenSpan);
        Assert.Equal(1, rev.Value);
        Assert.Equal(_contacts[2], record.GetProperty("id").GetGuid());
        Assert.Equal("张2", record.GetProperty("title").GetString());
        Assert.Equal("李雷", record.GetProperty("owner").GetProperty("title").GetString());
        Assert.Equal("2026-11-21T10:02:00.000Z", record.GetProperty("updatedAt").GetString());
        Assert.Equal(JsonValueKind.Null, record.GetProperty("deletedAt").ValueKind);
        var data = record.GetProperty("data");
        Assert.Equal($$"""{"id":"{{_acme}}","title":"安可"}""", data.GetProperty("customer").GetRawText());
        Assert.Equal("2.50", data.GetProperty("calls").GetRawText());
        Assert.Equal("安可", data.GetProperty("visits")[0].GetProperty("with").GetProperty("title").GetString());
        Assert.Equal("2026-01-03", data.GetProperty("visits")[0].GetProperty("day").GetString());
    }

    [Fact]
    public async Task Lookups_roll_ups_and_formulas_of_them_are_computed_at_the_read()
    {
        var page = await QueryAsync("""{"first": 1, "select": ["customerName", "keeper", "rows", "busy"]}""");
        var output = new ArrayBufferWriter<byte>();
        await Reader.GetAsync(People.Li, _customer, _acme, deleted: false, output, Ct);

        var expected = $$"""{"customerName":"安可","keeper":{"id":"{{People.Li.Id}}","title":"李雷"},"rows":1,"busy":"安可!"}""";
        Assert.Equal(expected, page.GetProperty("items")[0].GetProperty("data").GetRawText());
        Assert.Equal(7, JsonElement.Parse(output.WrittenSpan).GetProperty("data").GetProperty("contacts").GetInt32());
    }

    [Theory]
    [InlineData("""{"filter": {"busy": {"eq": "no"}}}""", "/filter/busy")]
    [InlineData("""{"sort": ["busy"]}""", "/sort/0")]
    [InlineData("""{"sort": ["visits"]}""", "/sort/0")]
    [InlineData("""{"search": "x", "asOf": "2026-01-01T00:00:00Z"}""", "/search")]
    [InlineData("""{"search": "\ud800"}""", "/search")]
    [InlineData("""{"sort": ["\u0000"]}""", "/sort/0")]
    [InlineData("""{"asOf": "soon"}""", "/asOf")]
    [InlineData("""{"view": "nowhere"}""", "/view")]
    [InlineData("""{"first": 1.5}""", "/first")]
    [InlineData("[]", "")]
    public async Task What_cannot_be_asked_is_told(string question, string path)
    {
        var query = RecordQuery.Read(JsonElement.Parse(question));

        var problem = query.Problem ?? (await Reader.QueryAsync(People.Li, _contact, query.Value, new ArrayBufferWriter<byte>(), Ct)).Problem;

        Assert.Equal(path, problem!.Errors[0].Path);
    }

    [Fact]
    public async Task A_forged_cursor_is_refused()
    {
        var cursor = (await QueryAsync("""{"first": 2}""")).GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
        string[] forged = [cursor[..^1], cursor + "AA", "B" + cursor[1..], cursor[..20] + (cursor[20] is 'A' ? 'B' : 'A') + cursor[21..], "", "%%%", new string('A', 19_999)];

        foreach (var each in forged)
        {
            var answer = await Reader.QueryAsync(People.Li, _contact, new RecordQuery { After = each }, new ArrayBufferWriter<byte>(), Ct);
            Assert.Equal("bad_cursor", answer.Problem!.Errors[0].Code);
        }
        var ofAnotherOrder = await Reader.QueryAsync(People.Li, _contact, new RecordQuery { After = cursor, Sort = ["name"] }, new ArrayBufferWriter<byte>(), Ct);
        Assert.Equal("bad_cursor", ofAnotherOrder.Problem!.Errors[0].Code);
    }

    [Fact]
    public async Task A_record_knows_what_points_at_it()
    {
        var output = new ArrayBufferWriter<byte>();

        await new BackReferenceReader(database.Source, _forms, new People(), new FakeClock()).WriteAsync(People.Li, _customer, _acme, 3, output, Ct);

        var item = Assert.Single(JsonElement.Parse(output.WrittenSpan).GetProperty("items").EnumerateArray());
        Assert.Equal("contact", item.GetProperty("form").GetString());
        Assert.Equal("customer", item.GetProperty("field").GetString());
        Assert.Equal(7, item.GetProperty("count").GetInt32());
        Assert.Equal(["张6", "张5", "张4"], item.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("title").GetString()!));
    }

    [Fact]
    public async Task A_form_is_as_if_absent_to_a_stranger()
    {
        var output = new ArrayBufferWriter<byte>();

        var answer = await Reader.GetAsync(People.Stranger, _contact, _contacts[0], deleted: false, output, Ct);

        Assert.Equal(ProblemKind.NotFound, answer.Problem!.Kind);
        Assert.Equal(0, output.WrittenCount);
    }

    [Theory]
    [InlineData("[]", "6,5,4,3,2,1,0")]
    [InlineData("""["-calls"]""", "6,4,2,0,5,3,1")]
    [InlineData("""["calls", "name"]""", "0,2,4,6,1,3,5")]
    [InlineData("""["calls", "-name"]""", "0,2,4,6,5,3,1")]
    public async Task Pages_follow_each_other_in_order(string sort, string expected)
    {
        var order = new List<int>();
        string? after = null;
        do
        {
            var page = await QueryAsync($$"""{"sort": {{sort}}, "first": 2, "count": true, "after": {{JsonSerializer.Serialize(after)}}}""");
            order.AddRange(page.GetProperty("items").EnumerateArray().Select(item => _contacts.IndexOf(item.GetProperty("id").GetGuid())));
            Assert.Equal(7, page.GetProperty("totalCount").GetInt32());
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
        while (after is not null);

        Assert.Equal(expected, string.Join(',', order));
    }

    [Theory]
    [InlineData("""{"sort": ["-nme"]}""", "/sort/0", "Did you mean \"name\"")]
    [InlineData("""{"first": 0}""", "/first", "from 1 to 1000")]
    [InlineData("""{"firs": 3}""", "/firs", "Did you mean \"first\"")]
    [InlineData("""{"after": "AQID"}""", "/after", "endCursor")]
    [InlineData("""{"select": ["name", "x"]}""", "/select/1", "no field \"x\"")]
    public async Task What_is_wrong_with_a_question_is_told(string question, string path, string message)
    {
        var query = RecordQuery.Read(JsonElement.Parse(question));

        var problem = query.Problem ?? (await Reader.QueryAsync(People.Li, _contact, query.Value, new ArrayBufferWriter<byte>(), Ct)).Problem;

        Assert.Equal(ProblemKind.Invalid, problem!.Kind);
        Assert.Equal(path, problem.Errors[0].Path);
        Assert.Contains(message, problem.Errors[0].Message.ToString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> QueryAsync(string question)
    {
        var output = new ArrayBufferWriter<byte>();
        var answer = await Reader.QueryAsync(People.Li, _contact, RecordQuery.Read(JsonElement.Parse(question)).Value, output, Ct);
        Assert.Null(answer.Problem);
        return JsonElement.Parse(output.WrittenSpan);
    }
}
