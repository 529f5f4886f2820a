using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Tests.Samples;
using Npgsql;

namespace FormsHub.Querying.Tests.Oracle;

/// <summary>Two forms with every kind of value, and generated records of theirs, in a database and in memory.</summary>
internal sealed class OracleWorld
{
    public static readonly DateTime At = new(2026, 11, 21, 10, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Texts = ["张三", "李四", "张三丰", "Anna", "anna b", "100%", "a_b", "\\", "'; drop table records; --", "é", "É", "𝒳y", "z\"q", "", " x"];
    private static readonly string[] Levels = ["vip", "high", "low"];
    private static readonly string[] Tags = ["a", "b", "c", "d e"];
    private readonly Random _random;

    public OracleWorld(int seed)
    {
        _random = new Random(seed);
        Customer = Forms.Add("customer", "name", """
            [{"key": "name", "type": "text"}, {"key": "level", "type": "select", "options": [{"key": "vip"}, {"key": "high"}, {"key": "low"}]},
             {"key": "score", "type": "number", "indexed": true}, {"key": "parent", "type": "reference", "target": "customer"},
             {"key": "contacts", "type": "rollup", "function": "count", "source": "contact", "reference": "customer"},
             {"key": "paid", "type": "rollup", "function": "sum", "source": "contact", "reference": "customer", "field": "amount", "filter": {"done": {"eq": true}}},
             {"key": "partnered", "type": "rollup", "function": "max", "source": "contact", "reference": "partners", "field": "day"},
             {"key": "parentLevel", "type": "lookup", "reference": "parent", "field": "level"}]
            """);
        Contact = Forms.Add("contact", "name", """
            [{"key": "name", "type": "text", "indexed": true}, {"key": "note", "type": "longText"}, {"key": "amount", "type": "number", "indexed": true},
             {"key": "done", "type": "boolean"}, {"key": "day", "type": "date", "indexed": true}, {"key": "at", "type": "dateTime"},
             {"key": "level", "type": "select", "indexed": true, "options": [{"key": "vip"}, {"key": "high"}, {"key": "low"}]},
             {"key": "tags", "type": "multiSelect", "indexed": true, "options": [{"key": "a"}, {"key": "b"}, {"key": "c"}, {"key": "d e"}]},
             {"key": "period", "type": "dateRange"}, {"key": "who", "type": "user"}, {"key": "team", "type": "department"},
             {"key": "people", "type": "users"}, {"key": "customer", "type": "reference", "target": "customer"},
             {"key": "partners", "type": "references", "target": "customer"},
             {"key": "calls", "type": "table", "fields": [{"key": "minutes", "type": "number"}, {"key": "kind", "type": "text"}, {"key": "with", "type": "reference", "target": "customer"}]},
             {"key": "customerLevel", "type": "lookup", "reference": "customer", "field": "level"},
             {"key": "customerParent", "type": "lookup", "reference": "customer", "field": "parentLevel"},
             {"key": "customerPaid", "type": "lookup", "reference": "customer", "field": "paid"},
             {"key": "minutes", "type": "rollup", "function": "sum", "table": "calls", "field": "minutes", "filter": {"kind": {"eq": "a"}}},
             {"key": "mobile", "type": "phone"}, {"key": "weighed", "type": "formula", "expression": "amount * customer.score", "result": "number"}]
            """);
        for (var i = 0; i < 25; i++) Add(Customer, CustomerData);
        for (var i = 0; i < 200; i++) Add(Contact, ContactData);
    }

    public TestForms Forms { get; } = new();
    public Form Customer { get; }
    public Form Contact { get; }
    public List<OracleRecord> Records { get; } = [];
    public Random Random => _random;

    public static readonly FilterContext Context = FilterContext.Of(People.Li, new FormsHub.Testing.FakeClock());

    public IEnumerable<OracleRecord> Of(Form form) => Records.Where(record => record.Form == form);

    public async Task SaveAsync(NpgsqlDataSource source)
    {
        foreach (var form in Forms.All) await TestRecords.MakeTablesAsync(source, form);
        foreach (var form in Forms.All)
        {
            await TestRecords.AddManyAsync(source, form, [.. Of(form).Select(record =>
                new TestRecord(record.Id, record.Data, record.UpdatedAt, record.Owner, record.DeletedAt, record.Rev))]);
        }
    }

    /// <summary>The record as filters see it, with what is referenced looked up among all.</summary>
    public FilterRecord View(OracleRecord record) => new(
        field => Value(record, field),
        system => system.Name switch
        {
            "id" => Json(record.Id),
            "rev" => Json(record.Rev),
            "version" => Json(1),
            "title" => Json(record.Title),
            "state" => Json("active"),
            "owner" => record.Owner is { } owner ? Json(owner) : null,
            "createdAt" or "updatedAt" => Json(record.UpdatedAt),
            _ => null,
        },
        (form, id) => Records.Find(each => each.Form == form && each.Id == id) is { } found ? View(found) : null);

    /// <summary>A stored value, or a computed one by the plain meaning of its definition.</summary>
    private JsonElement? Value(OracleRecord record, Field field) => field.Key switch
    {
        "customerLevel" => Looked(record, "customer", Customer["level"]!),
        "customerParent" => Looked(record, "customer", Customer["parentLevel"]!),
        "customerPaid" => Looked(record, "customer", Customer["paid"]!),
        "parentLevel" => Looked(record, "parent", Customer["level"]!),
        "contacts" => Json(Pointing(record, "customer").Count()),
        "paid" => Json(Pointing(record, "customer").Where(each => Stored(each, "done") is { ValueKind: JsonValueKind.True })
            .Sum(each => Stored(each, "amount")?.GetDecimal() ?? 0)),
        "partnered" => Pointing(record, "partners").Select(each => Stored(each, "day")?.GetString()).Where(day => day is not null).Max() is { } last ? Json(last) : null,
        "minutes" => Json((Stored(record, "calls")?.EnumerateArray() ?? default)
            .Where(row => row.TryGetProperty(Contact["calls"]!.Column("kind")!.Id, out var kind) && kind.GetString() is "a")
            .Sum(row => row.TryGetProperty(Contact["calls"]!.Column("minutes")!.Id, out var minutes) ? minutes.GetDecimal() : 0)),
        _ => Stored(record, field.Key),
    };

    private JsonElement? Looked(OracleRecord record, string reference, Field field) =>
        Stored(record, reference) is { } id && Records.Find(each => each.Form == Customer && each.Id == id.GetGuid()) is { } found ? Value(found, field) : null;

    private IEnumerable<OracleRecord> Pointing(OracleRecord target, string reference) => Of(Contact).Where(each => each.DeletedAt is null
        && Stored(each, reference) is { } link
        && (link.ValueKind is JsonValueKind.Array ? link.EnumerateArray().Any(item => item.GetGuid() == target.Id) : link.GetGuid() == target.Id));

    private static JsonElement? Stored(OracleRecord record, string key) =>
        record.Form[key] is { } known && record.Data.TryGetProperty(known.Id, out var value) ? value : null;

    public T Pick<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public string Text() => Pick(Texts);

    public string Level() => Pick(Levels);

    public string Tag() => Pick(Tags);

    public decimal Number() => Pick(_random.Next(-3, 6), _random.Next(0, 30) / 10m, 1_000_000.25m, 0m);

    public string Day() => new DateOnly(2026, 11, 21).AddDays(_random.Next(-4, 5)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Moment() => At.AddHours(_random.Next(-50, 50)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public Guid AnyCustomer() => _random.Next(12) is 0 ? Guid.CreateVersion7() : Pick(Of(Customer).ToList()).Id;

    private void Add(Form form, Func<JsonObject> data)
    {
        var stored = new JsonObject(data().Select(each => KeyValuePair.Create(form[each.Key]!.Id, each.Value?.DeepClone())));
        Records.Add(new OracleRecord(
            form,
            Guid.CreateVersion7(new DateTimeOffset(At.AddSeconds(Records.Count))),
            JsonSerializer.SerializeToElement(stored),
            At.AddMinutes(_random.Next(0, 40)).AddTicks(_random.Next(0, 3) * 10),
            _random.Next(3) is 0 ? null : Pick(People.Li.Id, People.Stranger.Id),
            _random.Next(10) is 0 ? At : null,
            _random.Next(1, 4)));
    }

    private JsonObject CustomerData()
    {
        var data = new JsonObject();
        Maybe(data, "name", () => Text());
        Maybe(data, "level", () => Level());
        Maybe(data, "score", () => Number());
        if (Records.Count > 0) Maybe(data, "parent", () => Records[_random.Next(Records.Count)].Id.ToString());
        return data;
    }

    private JsonObject ContactData()
    {
        var data = new JsonObject();
        Maybe(data, "name", () => Text());
        Maybe(data, "note", () => Text() + Text());
        Maybe(data, "amount", () => Number());
        Maybe(data, "done", () => _random.Next(2) is 0);
        Maybe(data, "day", () => Day());
        Maybe(data, "at", () => Moment());
        Maybe(data, "level", () => Level());
        Maybe(data, "tags", () => Some(Tag));
        Maybe(data, "period", () => new JsonObject { ["from"] = Day(), ["to"] = Day() });
        Maybe(data, "who", () => Pick(People.Li.Id, People.Stranger.Id).ToString());
        Maybe(data, "team", () => Pick(People.Service, Guid.CreateVersion7()).ToString());
        Maybe(data, "people", () => Some(() => Pick(People.Li.Id, People.Stranger.Id).ToString()));
        Maybe(data, "customer", () => AnyCustomer().ToString());
        Maybe(data, "partners", () => Some(() => AnyCustomer().ToString()));
        Maybe(data, "mobile", () => $"+861380013{_random.Next(1000, 9999)}");
        Maybe(data, "weighed", () => Number());
        Maybe(data, "calls", () => new JsonArray([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (JsonNode)Row())]));
        return data;
    }

    private JsonObject Row()
    {
        var row = new JsonObject { ["id"] = Guid.CreateVersion7().ToString() };
        var table = Contact["calls"]!;
        if (_random.Next(4) > 0) row[table.Column("minutes")!.Id] = Number();
        if (_random.Next(4) > 0) row[table.Column("kind")!.Id] = Pick("a", "b");
        if (_random.Next(3) > 0) row[table.Column("with")!.Id] = AnyCustomer().ToString();
        return row;
    }

    private JsonArray Some(Func<string> item) =>
        [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => item()).Distinct().Select(each => (JsonNode)each)];

    private void Maybe(JsonObject data, string key, Func<JsonNode> value)
    {
        if (_random.Next(4) is 0) return;
        var node = value();
        if (node is not JsonValue text || text.ToString().Length > 0) data[key] = node;
    }

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}

/// <summary>A record in memory; its data is keyed by field id.</summary>
internal sealed record OracleRecord(Form Form, Guid Id, JsonElement Data, DateTime UpdatedAt, Guid? Owner, DateTime? DeletedAt, int Rev)
{
    public string Title => Form.TitleField is { } named && Data.TryGetProperty(named.Id, out var value) ? value.ToString() : "";
}
