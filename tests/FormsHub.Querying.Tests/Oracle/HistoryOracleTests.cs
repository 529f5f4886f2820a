using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Querying.History;
using FormsHub.Querying.Records;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Querying.Tests.Oracle;

/// <summary>Generated histories: what is read of the past must be what the states were when they were made.</summary>
public sealed class HistoryOracleTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly Random _random = new(7);
    private readonly TestForms _forms = new();
    private readonly Dictionary<Guid, List<State>> _histories = [];
    private Form _form = null!;

    private sealed record State(int Rev, DateTime At, RevisionOp Op, Dictionary<string, JsonElement> Data, Guid? Owner);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RevisionReader Revisions => new(database.Source, _forms, new People(), new FakeClock());

    public async ValueTask InitializeAsync()
    {
        _form = _forms.Add("contact", "name", """
            [{"key": "name", "type": "text"}, {"key": "amount", "type": "number"}, {"key": "note", "type": "longText"},
             {"key": "calls", "type": "table", "fields": [{"key": "minutes", "type": "number"}]}]
            """);
        await TestRecords.MakeTablesAsync(database.Source, _form);
        for (var i = 0; i < 40; i++) await SaveAsync(Guid.CreateVersion7(), History());
    }

    public async ValueTask DisposeAsync() => await TestRecords.RunAsync(database.Source, "drop table records_1, revisions_1; delete from change_sets");

    [Fact]
    public async Task A_list_as_of_a_moment_is_as_it_was()
    {
        var reader = new RecordReader(database.Source, _forms, new People(), new FakeClock());
        for (var hour = 0; hour < 30; hour += 2)
        {
            var moment = Start.AddHours(hour);
            var expected = _histories.Select(history => (Id: history.Key, State: history.Value.LastOrDefault(state => state.At <= moment)))
                .Where(each => each.State is not null && each.State.Op is not RevisionOp.Delete)
                .ToDictionary(each => each.Id, each => each.State!);
            var output = new ArrayBufferWriter<byte>();

            var answer = await reader.QueryAsync(People.Li, _form, new RecordQuery { AsOf = new DateTimeOffset(moment), First = 1000, Count = true, Sort = ["name"] }, output, Ct);

            Assert.Null(answer.Problem);
            var page = JsonElement.Parse(output.WrittenSpan);
            Assert.Equal(expected.Count, page.GetProperty("totalCount").GetInt32());
            foreach (var item in page.GetProperty("items").EnumerateArray()) AssertSame(expected[item.GetProperty("id").GetGuid()], item);
        }
    }

    [Fact]
    public async Task A_filter_as_of_a_moment_asks_the_values_of_then()
    {
        var reader = new RecordReader(database.Source, _forms, new People(), new FakeClock());
        var moment = Start.AddHours(9);
        var query = new RecordQuery { AsOf = new DateTimeOffset(moment), First = 1000, Filter = JsonElement.Parse("""{"amount": {"gte": 5}}""") };
        var expected = _histories.Select(history => (Id: history.Key, State: history.Value.LastOrDefault(state => state.At <= moment)))
            .Where(each => each.State is { } state && state.Op is not RevisionOp.Delete && state.Data.TryGetValue("f2", out var amount) && amount.GetDecimal() >= 5)
            .Select(each => each.Id).Order();
        var output = new ArrayBufferWriter<byte>();

        await reader.QueryAsync(People.Li, _form, query, output, Ct);

        Assert.Equal(expected, JsonElement.Parse(output.WrittenSpan).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()).Order());
    }

    [Fact]
    public async Task Each_revision_is_as_it_was_left()
    {
        foreach (var (id, states) in _histories)
        {
            foreach (var state in states)
            {
                var output = new ArrayBufferWriter<byte>();
                Assert.Null((await Revisions.GetAsync(People.Li, _form, id, state.Rev, (_, _) => Task.FromResult<Form?>(null), output, Ct)).Problem);
                var record = JsonElement.Parse(output.WrittenSpan);
                AssertSame(state, record);
                Assert.Equal(state.Op is RevisionOp.Delete, record.GetProperty("deletedAt").ValueKind is not JsonValueKind.Null);
            }
        }
    }

    [Fact]
    public async Task A_difference_names_the_fields_whose_values_differ_and_rows_by_their_id()
    {
        foreach (var (id, states) in _histories)
        {
            var (from, to) = (states[_random.Next(states.Count)], states[_random.Next(states.Count)]);
            var output = new ArrayBufferWriter<byte>();

            await Revisions.DiffAsync(People.Li, _form, id, from.Rev, to.Rev, output, Ct);

            var found = JsonElement.Parse(output.WrittenSpan).GetProperty("changes").EnumerateArray().ToDictionary(change => change.GetProperty("field").GetString()!);
            foreach (var field in _form.Fields)
            {
                var (before, after) = (Wire(from.Data.GetValueOrDefault(field.Id), field), Wire(to.Data.GetValueOrDefault(field.Id), field));
                var differs = before is null || after is null ? before is null != after is null : !JsonElement.DeepEquals(before.Value, after.Value);
                Assert.Equal(differs, found.ContainsKey(field.Key));
                if (!differs) continue;
                AssertEqual(before, found[field.Key].GetProperty("before"));
                AssertEqual(after, found[field.Key].GetProperty("after"));
            }
            if (found.TryGetValue("calls", out var calls)) Assert.NotEmpty(calls.GetProperty("rows").EnumerateArray());
        }
    }

    [Fact]
    public async Task Revisions_are_listed_newest_first_by_pages()
    {
        var (id, states) = _histories.First(history => history.Value.Count > 3);
        var revs = new List<int>();
        int? before = null;
        do
        {
            var output = new ArrayBufferWriter<byte>();
            await Revisions.ListAsync(People.Li, _form, id, 2, before, output, Ct);
            var page = JsonElement.Parse(output.WrittenSpan);
            revs.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("rev").GetInt32()));
            before = page.GetProperty("pageInfo").GetProperty("endCursor").GetString() is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : null;
        }
        while (before is not null);

        Assert.Equal(states.Select(state => state.Rev).Reverse(), revs);
    }

    [Fact]
    public async Task An_unknown_revision_is_told()
    {
        var id = _histories.Keys.First();

        var read = await Revisions.GetAsync(People.Li, _form, id, 99, (_, _) => Task.FromResult<Form?>(null), new ArrayBufferWriter<byte>(), Ct);
        var compared = await Revisions.DiffAsync(People.Li, _form, id, 1, 99, new ArrayBufferWriter<byte>(), Ct);
        var listed = await Revisions.ListAsync(People.Li, _form, Guid.CreateVersion7(), 10, null, new ArrayBufferWriter<byte>(), Ct);

        Assert.Equal("revision_not_found", read.Problem!.Code);
        Assert.Equal("revision_not_found", compared.Problem!.Code);
        Assert.Equal(ProblemKind.NotFound, listed.Problem!.Kind);
    }

    private List<State> History()
    {
        var at = Start.AddMinutes(_random.Next(0, 600));
        var states = new List<State> { new(1, at, RevisionOp.Create, Change([]), null) };
        for (var rev = 2; rev <= _random.Next(1, 9); rev++)
        {
            at = at.AddMinutes(_random.Next(1, 400));
            var last = states[^1];
            states.Add(last.Op is RevisionOp.Delete ? last with { Rev = rev, At = at, Op = RevisionOp.Restore }
                : _random.Next(5) is 0 ? last with { Rev = rev, At = at, Op = RevisionOp.Delete }
                : new State(rev, at, RevisionOp.Update, Change(last.Data), _random.Next(3) is 0 ? People.Li.Id : last.Owner));
        }
        return states;
    }

    private Dictionary<string, JsonElement> Change(Dictionary<string, JsonElement> before)
    {
        var data = new Dictionary<string, JsonElement>(before);
        foreach (var field in _form.Fields)
        {
            if (_random.Next(3) is 0) data.Remove(field.Id);
            else if (_random.Next(2) is 0) data[field.Id] = Value(field, before.GetValueOrDefault(field.Id));
        }
        return data;
    }

    private JsonElement Value(Field field, JsonElement before) => field.Key switch
    {
        "amount" => JsonSerializer.SerializeToElement(_random.Next(0, 10)),
        "calls" => JsonSerializer.SerializeToElement(Rows(before).OrderBy(_ => _random.Next()).Take(3)
            .Append(new Dictionary<string, object> { ["id"] = Guid.CreateVersion7(), ["f5"] = _random.Next(9) })),
        _ => JsonSerializer.SerializeToElement("文" + _random.Next(5).ToString(CultureInfo.InvariantCulture)),
    };

    private static IEnumerable<Dictionary<string, object>> Rows(JsonElement table) => table.ValueKind is JsonValueKind.Array
        ? table.EnumerateArray().Select(row => row.EnumerateObject().ToDictionary(cell => cell.Name, cell => (object)cell.Value))
        : [];

    private async Task SaveAsync(Guid id, List<State> states)
    {
        _histories[id] = states;
        var last = states[^1];
        var deleted = last.Op is RevisionOp.Delete ? last.At : (DateTime?)null;
        await TestRecords.AddManyAsync(database.Source, _form,
            [new TestRecord(id, JsonSerializer.SerializeToElement(last.Data), last.At, last.Owner, deleted, last.Rev, states[0].At)]);
        var before = new State(0, Start, RevisionOp.Create, [], null);
        foreach (var state in states)
        {
            var changes = Changes.Between(before.Data, state.Data);
            if (before.Owner != state.Owner) changes.Add(new Change(Changes.Owner, Text(before.Owner), Text(state.Owner)));
            await using var command = database.Source.CreateCommand("""
                with s as (insert into change_sets (id, at, via, summary, forms, records) values ($1, $5, 'ui', '{}', '{1}', 1))
                insert into revisions (form, record, rev, at, by, op, change_set, version, changes) values ($2, $3, $4, $5, $6, $7, $1, 1, $8)
                """);
            command.Parameters.AddWithValue(Guid.CreateVersion7());
            command.Parameters.AddWithValue(_form.Number);
            command.Parameters.AddWithValue(id);
            command.Parameters.AddWithValue(state.Rev);
            command.Parameters.AddWithValue(state.At);
            command.Parameters.AddWithValue(People.Li.Id);
            command.Parameters.AddWithValue(state.Op.ToString().ToLowerInvariant());
            command.Parameters.Add(new NpgsqlParameter { Value = Changes.Write(changes), NpgsqlDbType = NpgsqlDbType.Jsonb });
            await command.ExecuteNonQueryAsync(Ct);
            before = state;
        }
    }

    private void AssertSame(State state, JsonElement record)
    {
        Assert.Equal(state.Rev, record.GetProperty("rev").GetInt32());
        Assert.Equal(state.At, record.GetProperty("updatedAt").GetDateTime());
        Assert.Equal(state.Owner, record.GetProperty("owner").ValueKind is JsonValueKind.Null ? null : record.GetProperty("owner").GetProperty("id").GetGuid());
        Assert.Equal(state.Data.TryGetValue("f1", out var name) ? name.GetString() : "", record.GetProperty("title").GetString());
        Assert.Equal(state.Data.Count, record.GetProperty("data").EnumerateObject().Count());
        foreach (var (id, value) in state.Data)
        {
            var field = _form.ById(id)!;
            AssertEqual(Wire(value, field), record.GetProperty("data").GetProperty(field.Key));
        }
    }

    private static JsonElement? Wire(JsonElement value, Field field) => value.ValueKind is JsonValueKind.Undefined ? null
        : field.Columns.Count is 0 ? value
        : JsonElement.Parse(value.GetRawText().Replace("\"f5\"", "\"minutes\"", StringComparison.Ordinal));

    private static void AssertEqual(JsonElement? expected, JsonElement actual)
    {
        if (expected is { } value) Assert.True(JsonElement.DeepEquals(value, actual), $"{value} is not {actual}");
        else Assert.Equal(JsonValueKind.Null, actual.ValueKind);
    }

    private static JsonElement? Text(Guid? id) => id is { } known ? JsonSerializer.SerializeToElement(known) : null;
}
