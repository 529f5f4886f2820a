using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Aggregates;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Records;
using FormsHub.Querying.Searching;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests.Oracle;

/// <summary>
/// Generated rules over generated records: the gate in SQL must show, cell by cell and by every way of reading, what the oracle in
/// memory says may be seen. For hours: FORMSHUB_ACCESS_MINUTES.
/// </summary>
public sealed class AccessOracleTests
{
    private const int Rules = 30;

    private static readonly string[] Searches = ["张三", "anna", "张", "a", "1380", "b"];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task The_gate_shows_what_the_rules_say(int seed, bool on15)
    {
        var most = TimeSpan.FromMinutes(int.Parse(Environment.GetEnvironmentVariable("FORMSHUB_ACCESS_MINUTES") ?? "0", CultureInfo.InvariantCulture));
        var begun = TimeProvider.System.GetTimestamp();
        do
        {
            await using var database = on15 ? await TestDatabase.Postgres15Async() : await TestDatabase.CreateAsync();
            var world = new OracleWorld(seed);
            await world.SaveAsync(database.Source);
            var filters = new FilterGenerator(world);
            var rules = new AccessGenerator(world, filters);
            for (var i = 0; i < Rules; i++)
            {
                var caller = rules.Caller();
                var run = new Run(database, world, caller, $"seed {seed}, rules {i}: {Describe(caller)}");
                await run.ListsAsync(world.Contact);
                await run.ListsAsync(world.Customer);
                for (var j = 0; j < 4; j++) await run.FilterAsync(JsonSerializer.SerializeToElement(filters.Contact()));
                foreach (var search in Searches) await run.SearchAsync(search);
                await run.GroupsAsync("level");
                await run.GroupsAsync("customerLevel");
                await run.SingleRecordsAsync();
                await run.ExplanationsAsync();
            }
            seed += 1000;
        }
        while (TimeProvider.System.GetElapsedTime(begun) < most);
    }

    private static string Describe(Caller caller) => string.Join(" | ", caller.Grants.Select(held =>
        $"{held.Grant.Form} [{string.Join(',', held.Grant.Actions)}] rows {held.Grant.Rows?.GetRawText() ?? "all"} fields {string.Join(',', held.Grant.Fields.Select(field => $"{field.Key}:{field.Value.Sees}"))}"))
        + string.Concat(caller.Restrictions.Select(each => $" | restricted {each.Form} {each.Rows.GetRawText()}"));

    private sealed class Run(TestDatabase database, OracleWorld world, Caller caller, string name)
    {
        private readonly FilterContext _context = FilterContext.Of(caller, new FakeClock());
        private readonly AccessOracle _oracle = new(world, caller, FilterContext.Of(caller, new FakeClock()));
        private readonly RecordReader _reader = new(database.Source, world.Forms, new People(), new FakeClock());

        private static CancellationToken Ct => TestContext.Current.CancellationToken;

        private bool MayRead(Form form) => caller.Grants.Any(held => held.Grant.Form == form.Key && held.Grant.Actions.Contains(FormAction.Read));

        /// <summary>Every record and every cell, and none that the rules do not give.</summary>
        public async Task ListsAsync(Form form)
        {
            var (problem, page) = await QueryAsync(caller, form, new RecordQuery { First = 1000, Sort = ["id"], Count = true });
            if (!MayRead(form))
            {
                Assert.Equal(caller.Grants.Any(held => held.Grant.Form == form.Key) ? "forbidden" : "form_not_found", problem);
                return;
            }
            var all = (await QueryAsync(People.Li, form, new RecordQuery { First = 1000, Sort = ["id"] })).Page.GetProperty("items").EnumerateArray().ToDictionary(Id);
            var seen = world.Of(form).Where(record => record.DeletedAt is null && _oracle.Sees(record)).ToDictionary(record => record.Id);
            var items = page.GetProperty("items").EnumerateArray().ToDictionary(Id);
            Assert.True(seen.Keys.Order().SequenceEqual(items.Keys.Order()), $"{name}\n{form.Key}: {seen.Count} records are to be seen, {items.Count} are.");
            Assert.Equal(items.Count, page.GetProperty("totalCount").GetInt32());
            foreach (var (id, item) in items) Compare(seen[id], all[id], item);
        }

        /// <summary>A caller's filter asks what the caller sees, as if all else were empty; it may not name what is hidden.</summary>
        public async Task FilterAsync(JsonElement json)
        {
            if (!MayRead(world.Contact)) return;
            var (problem, page) = await QueryAsync(caller, world.Contact, new RecordQuery { Filter = json, First = 1000, Sort = ["id"] });
            if (problem is not null)
            {
                Assert.Equal("invalid_filter", problem == "invalid_query" ? "invalid_filter" : problem);
                return;
            }
            var filter = new FilterParser(world.Forms, new People(), FilterRights.All).Parse(json, world.Contact).Value;
            var expected = world.Of(world.Contact)
                .Where(record => record.DeletedAt is null && _oracle.Sees(record) && FilterEvaluator.Holds(filter, _oracle.View(record), _context))
                .Select(record => record.Id).Order().ToList();
            var found = page.GetProperty("items").EnumerateArray().Select(Id).Order().ToList();
            Assert.True(expected.SequenceEqual(found), $"{name}\nfilter {json.GetRawText()}\nmissing: {string.Join(' ', expected.Except(found))}\ntoo many: {string.Join(' ', found.Except(expected))}");
        }

        public async Task SearchAsync(string words)
        {
            var expected = world.Of(world.Contact).Where(record => record.DeletedAt is null && _oracle.Sees(record) && _oracle.Words(record).Contains(SearchText.Normalize(words), StringComparison.Ordinal))
                .Select(record => record.Id).Order().ToList();
            if (MayRead(world.Contact))
            {
                var page = (await QueryAsync(caller, world.Contact, new RecordQuery { Search = words, First = 1000, Sort = ["id"] })).Page;
                var found = page.GetProperty("items").EnumerateArray().Select(Id).Order().ToList();
                Assert.True(expected.SequenceEqual(found), $"{name}\nsearch {words}\nmissing: {string.Join(' ', expected.Except(found))}\ntoo many: {string.Join(' ', found.Except(expected))}");
            }
            var output = new ArrayBufferWriter<byte>();
            await new SearchReader(database.Source, world.Forms, new People(), new FakeClock()).SearchAsync(caller, words, 100, output, Ct);
            foreach (var hit in JsonElement.Parse(output.WrittenSpan).GetProperty("items").EnumerateArray())
            {
                var record = world.Records.Find(each => each.Id == Id(hit))!;
                Assert.True(_oracle.Sees(record), $"{name}\nsearch {words} found a record that is not to be seen");
                Assert.Equal(Title(record), hit.GetProperty("title").GetString());
                var text = SearchText.Unmarked(_oracle.Words(record));
                Assert.True(hit.GetProperty("text").GetString()!.Split(' ').All(piece => text.Contains(piece, StringComparison.Ordinal)), $"{name}\nsearch {words} showed \"{hit.GetProperty("text")}\" of \"{text}\"");
            }
        }

        public async Task GroupsAsync(string key)
        {
            if (!MayRead(world.Contact)) return;
            var output = new ArrayBufferWriter<byte>();
            var answer = await new AggregateReader(database.Source, world.Forms, new People(), new FakeClock())
                .AggregateAsync(caller, world.Contact, new AggregateQuery { GroupBy = [new GroupKey(key)] }, output, Ct);
            if (answer.Failed) return;
            var field = world.Contact[key]!;
            var expected = world.Of(world.Contact).Where(record => record.DeletedAt is null && _oracle.Sees(record))
                .GroupBy(record => _oracle.View(record).Field(field)?.GetString() ?? "").ToDictionary(group => group.Key, group => group.Count());
            var found = JsonElement.Parse(output.WrittenSpan).GetProperty("items").EnumerateArray()
                .ToDictionary(item => item.GetProperty(key).GetString() ?? "", item => item.GetProperty("count").GetInt32());
            Assert.True(expected.OrderBy(each => each.Key).SequenceEqual(found.OrderBy(each => each.Key)), $"{name}\ngroups of {key}: {string.Join(',', expected)} but {string.Join(',', found)}");
        }

        /// <summary>A record that may not be seen is not there: neither to be read, nor behind a reference, nor in the recycle bin.</summary>
        public async Task SingleRecordsAsync()
        {
            var sights = new RecordSights(database.Source, world.Forms, new People(), new FakeClock());
            foreach (var record in world.Records.Where(record => MayRead(record.Form)).Take(40))
            {
                var output = new ArrayBufferWriter<byte>();
                var read = await _reader.GetAsync(caller, record.Form, record.Id, deleted: true, output, Ct);
                Assert.True(read.Failed != _oracle.Sees(record), $"{name}\n{record.Form.Key} {record.Id}");
                if (read.Failed) Assert.Equal("record_not_found", read.Problem.Code);
                var seen = (await sights.OfAsync(caller, record.Form, [record.Id], Ct)).TryGetValue(record.Id, out var sight);
                Assert.Equal(_oracle.Sees(record), seen);
                if (!seen) continue;
                foreach (var field in record.Form.Fields.SelectMany(field => field.Columns.Prepend(field)))
                    Assert.True(_oracle.Sees(record, field) == sight.Of(field), $"{name}\n{record.Form.Key}.{field.Key}: {_oracle.Sees(record, field)} is to be seen, {sight.Of(field)} is.");
            }
        }

        /// <summary>The explainer says what happens, and its clauses add up to it.</summary>
        public async Task ExplanationsAsync()
        {
            var sights = new RecordSights(database.Source, world.Forms, new People(), new FakeClock());
            var explainer = new AccessExplainer(database.Source, sights, new People());
            for (var i = 0; i < 12; i++)
            {
                var record = world.Pick([.. world.Records]);
                var field = world.Random.Next(4) is 0 ? null : world.Pick([.. record.Form.Fields.SelectMany(field => field.Columns.Prepend(field))]);
                var action = field is null ? world.Pick(FormAction.Read, FormAction.ViewHistory, FormAction.Delete) : FormAction.Read;
                var explained = await explainer.ExplainAsync(world.Random.Next(2) is 0 ? caller : People.Li, caller, new AccessQuestion(record.Form, action, record.Id, field), Ct);
                var place = $"{name}\n{action} {record.Form.Key} {record.Id} {field?.Key}\n{JsonSerializer.Serialize(explained)}";
                var expected = MayRead(record.Form) && _oracle.Sees(record) && action is not FormAction.Delete && (field is null || _oracle.Sees(record, field) is Sight.Clear);
                if (action is FormAction.Read) Assert.True(expected == explained.Decision.IsAllowed, place);
                Assert.True(explained.Decision.IsAllowed == (explained.Grants.Any(grant => grant.Allowed) && explained.Because.All(clause => clause.Holds is not false)), place);
            }
        }

        private void Compare(OracleRecord record, JsonElement whole, JsonElement item)
        {
            Assert.Equal(Title(record), item.GetProperty("title").GetString());
            var data = item.GetProperty("data");
            foreach (var field in record.Form.Fields)
            {
                var sight = _oracle.Sees(record, field);
                var place = $"{name}\n{record.Form.Key} {record.Id}, {field.Key}: {sight}";
                var has = data.TryGetProperty(field.Key, out var shown);
                if (sight is Sight.Nothing)
                {
                    Assert.False(has, place);
                }
                else if (field.Type is LookupField or RollupField)
                {
                    CompareComputed(record, field, sight, has ? shown : null, place);
                }
                else
                {
                    Assert.True(has == whole.GetProperty("data").TryGetProperty(field.Key, out var value), place);
                    if (!has) continue;
                    if (sight is Sight.Masked) Assert.True(shown.GetString() == field.Type.Mask(record.Data.GetProperty(field.Id), field), place);
                    else Assert.True(Same(record, field, value, shown), $"{place}\n{value.GetRawText()}\n{shown.GetRawText()}");
                }
            }
        }

        private void CompareComputed(OracleRecord record, Field field, Sight sight, JsonElement? shown, string place)
        {
            var isMasked = sight is Sight.Masked || (field.Type is LookupField && _oracle.Looked(record, field) is var (found, target) && MasksSomewhere(found, target));
            var value = _oracle.Computed(record, field);
            if (isMasked) Assert.True(shown is null || shown.Value.ValueKind is JsonValueKind.String && shown.Value.GetString() is "***", $"{place}\n{shown}");
            else if (value is null) Assert.True(shown is null, place);
            else Assert.True(shown is not null && (value.Value.ValueKind is JsonValueKind.Number ? value.Value.GetDecimal() == shown.Value.GetDecimal() : JsonElement.DeepEquals(value.Value, shown.Value)), $"{place}\n{value}\n{shown}");
        }

        /// <summary>Whether a mask stands somewhere on the way of lookups.</summary>
        private bool MasksSomewhere(OracleRecord record, Field field) => _oracle.Sees(record, field) is Sight.Masked
            || (field.Type is LookupField && _oracle.Sees(record, field) is Sight.Clear && _oracle.Looked(record, field) is var (next, target) && MasksSomewhere(next, target));

        /// <summary>The same value, but that links have the titles which this caller sees, and rows the cells.</summary>
        private bool Same(OracleRecord record, Field field, JsonElement whole, JsonElement shown)
        {
            if (field.Columns.Count > 0)
            {
                return whole.GetArrayLength() == shown.GetArrayLength() && whole.EnumerateArray().Zip(shown.EnumerateArray()).All(rows => field.Columns.All(column =>
                {
                    var (has, is_) = (rows.First.TryGetProperty(column.Key, out var cell), rows.Second.TryGetProperty(column.Key, out var own));
                    return _oracle.Sees(record, column) switch
                    {
                        Sight.Nothing => !is_,
                        Sight.Masked => has == is_ && (!has || own.ValueKind is JsonValueKind.String && own.GetString()!.Contains('*', StringComparison.Ordinal)),
                        _ => has == is_ && (!has || Same(record, column, cell, own)),
                    };
                }));
            }
            if (field.Type.Links is not LinkKind.Record) return JsonElement.DeepEquals(whole, shown);
            if (whole.ValueKind is JsonValueKind.Array) return whole.GetArrayLength() == shown.GetArrayLength() && whole.EnumerateArray().Zip(shown.EnumerateArray()).All(each => SameLink(each.First, each.Second));
            return SameLink(whole, shown);
        }

        private bool SameLink(JsonElement whole, JsonElement shown)
        {
            if (Id(whole) != Id(shown)) return false;
            var target = world.Records.Find(each => each.Id == Id(whole) && each.Form == world.Customer);
            return shown.GetProperty("title").GetString() == (target is not null && _oracle.Sees(target) ? Title(target) : null);
        }

        private string Title(OracleRecord record) => record.Title.Length is 0 ? "" : _oracle.Sees(record, record.Form.TitleField!) switch
        {
            Sight.Clear => record.Title,
            Sight.Masked => "***",
            _ => "",
        };

        private async Task<(string? Problem, JsonElement Page)> QueryAsync(Caller asking, Form form, RecordQuery query)
        {
            var output = new ArrayBufferWriter<byte>();
            var answer = await _reader.QueryAsync(asking, form, query, output, Ct);
            return answer.Failed ? (answer.Problem.Code, default) : (null, JsonElement.Parse(output.WrittenSpan));
        }

        private static Guid Id(JsonElement item) => item.GetProperty("id").GetGuid();
    }
}
