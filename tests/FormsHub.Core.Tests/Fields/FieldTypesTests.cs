using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Tests.Fields;

public class FieldTypesTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    /// <summary>For each type options and a stored value (null: it stores none).</summary>
    public static readonly IReadOnlyDictionary<string, (string Options, string? Stored)> Samples = new Dictionary<string, (string, string?)>
    {
        ["text"] = ("{}", "\"a\""),
        ["longText"] = ("{}", "\"a\\nb\""),
        ["richText"] = ("{}", """{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a"}]}]}"""),
        ["number"] = ("{}", "1.5"),
        ["currency"] = ("{}", "1234.5"),
        ["percent"] = ("{}", "0.15"),
        ["rating"] = ("{}", "4"),
        ["boolean"] = ("{}", "true"),
        ["date"] = ("{}", "\"2026-11-21\""),
        ["dateTime"] = ("{}", "\"2026-11-21T10:00:00.000Z\""),
        ["time"] = ("{}", "\"14:30:00\""),
        ["dateRange"] = ("{}", """{"from":"2026-11-21","to":"2026-11-22"}"""),
        ["select"] = ("""{"options": [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]}""", "\"a\""),
        ["multiSelect"] = ("""{"options": [{"key": "a", "label": "A"}, {"key": "b", "label": "B"}]}""", """["a","b"]"""),
        ["cascade"] = ("""{"options": [{"key": "x", "children": [{"key": "a"}]}]}""", """["x","a"]"""),
        ["region"] = ("{}", """{"province":"上海市","code":"31"}"""),
        ["phone"] = ("{}", "\"+8613812345678\""),
        ["email"] = ("{}", "\"li@example.com\""),
        ["url"] = ("{}", "\"https://example.com\""),
        ["idCard"] = ("{}", "\"11010519491231002X\""),
        ["user"] = ("{}", $"\"{Id}\""),
        ["users"] = ("{}", $"[\"{Id}\"]"),
        ["department"] = ("{}", $"\"{Id}\""),
        ["departments"] = ("{}", $"[\"{Id}\"]"),
        ["reference"] = ("""{"target": "customer"}""", $"\"{Id}\""),
        ["references"] = ("""{"target": "customer"}""", $"[\"{Id}\"]"),
        ["lookup"] = ("""{"reference": "customer", "field": "level"}""", null),
        ["rollup"] = ("""{"table": "calls", "function": "count"}""", null),
        ["formula"] = ("""{"expression": "1", "result": "number"}""", "5"),
        ["serial"] = ("""{"pattern": "{000}"}""", "\"001\""),
        ["table"] = ("{}", $"[{{\"id\":\"{Id}\",\"f10\":5}}]"),
        ["file"] = ("{}", $"[{{\"id\":\"{Id}\",\"name\":\"a.png\",\"size\":5,\"mime\":\"image/png\",\"sha256\":\"ab\"}}]"),
        ["image"] = ("{}", $"[{{\"id\":\"{Id}\",\"name\":\"a.png\",\"size\":5,\"mime\":\"image/png\",\"sha256\":\"ab\"}}]"),
        ["signature"] = ("{}", $"[{{\"id\":\"{Id}\",\"name\":\"a.png\",\"size\":5,\"mime\":\"image/png\",\"sha256\":\"ab\"}}]"),
        ["location"] = ("{}", """{"lng":114.05,"lat":22.54}"""),
        ["json"] = ("{}", """{"a":1}"""),
        ["section"] = ("{}", null),
        ["tabs"] = ("{}", null),
        ["divider"] = ("{}", null),
        ["note"] = ("{}", null),
    };

    public static TheoryData<string> Names => [.. FieldTypes.All.Select(type => type.Name)];

    private static Field Sample(string type) => type is "table"
        ? AField.Of(type, "{}", AField.Named("minutes", "f10", "number"))
        : AField.Of(type, Samples[type].Options);

    [Fact]
    public void All_holds_every_field_type_once()
    {
        var types = typeof(FieldType).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FieldType)) && !type.IsAbstract);

        Assert.Equal(types.Order(ByName), FieldTypes.All.Select(type => type.GetType()).Order(ByName));
        Assert.Equal(Samples.Keys.Order(), FieldTypes.All.Select(type => type.Name).Order());
    }

    private static readonly Comparer<Type> ByName = Comparer<Type>.Create((left, right) => string.CompareOrdinal(left.Name, right.Name));

    [Theory, MemberData(nameof(Names))]
    public void A_stored_value_reads_as_itself_and_can_be_shown(string name)
    {
        if (Samples[name].Stored is not { } stored) return;
        var field = Sample(name);
        var value = JsonElement.Parse(stored);

        if (field.Type.Links is not LinkKind.File && field.Type is not TableField) Assert.Equal(stored, AField.Outcome(field.Type.Read(value, field)), Json.Same);
        Assert.NotEqual("", field.Display(stored, Results.Language.Chinese));
        Assert.Equal(0, field.Type.Compare(value, value));
        Assert.NotNull(field.Type.ToValue(value, field));
        Assert.NotEqual("", Wire.Of(field, stored));
        _ = field.Type.SearchText(value, field);
        Assert.Equal(field.Type.Links is not LinkKind.None, field.Type.LinksIn(value, field).Any());
    }

    [Theory, MemberData(nameof(Names))]
    public void Hostile_input_is_refused_without_an_exception(string name)
    {
        var field = Sample(name);
        foreach (var json in Hostile)
        {
            var reading = field.Type.Read(JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 2000 }), field);
            if (reading.Value is { } value) _ = JsonSerializer.Serialize(value);
            _ = field.Type.ReadOperand(JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 2000 }), field);
        }
    }

    private static readonly string[] Hostile =
    [
        "1e400", "-1e99999999999999999999", "0.000000000000000000000000000000000001", "99999999999999999999999999999999999999", "-0", "true", "null",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\"", "\"   \"", "\"+\"", "\"@\"", "\"://\"", "\"\\uffff\"", "\"" + new string('9', 100_000) + "\"",
        "[]", "[[]]", "[null]", "[{}]", "{}", """{"id": {}}""", """{"id": 5}""", """{"type": "doc", "content": 5}""", """{"from": {}, "to": []}""",
        """{"province": 5}""", """{"lng": [], "lat": {}}""", """[{"id": null, "minutes": {}}]""", "[\"a\", 5, {}]", """{"": ""}""",
        new string('[', 1000) + new string(']', 1000), string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000),
        "[" + string.Join(',', Enumerable.Repeat("{}", 5000)) + "]",
    ];

    [Theory, MemberData(nameof(Names))]
    public void Each_type_converts_from_each_without_an_exception(string name)
    {
        var to = Sample(name);
        foreach (var (other, (_, stored)) in Samples)
        {
            if (stored is null) continue;
            var conversion = to.Type.Convert(JsonElement.Parse(stored), Sample(other), to);
            if (conversion.Value is { } value) _ = to.Type.Display(value, to, Results.Language.English);
            Assert.False(conversion.Value is null && !conversion.Lossy);
        }
    }

    [Theory]
    [InlineData("number", "text", "1.5", "\"1.5\"", false)]
    [InlineData("currency", "text", "1234.5", "\"1234.5\"", false)]
    [InlineData("percent", "text", "0.15", "\"0.15\"", false)]
    [InlineData("text", "number", "\" 1,234.50 \"", "1234.5", false)]
    [InlineData("text", "number", "\"１２\"", "12", false)]
    [InlineData("text", "number", "\"¥12\"", "12", false)]
    [InlineData("text", "number", "\"twelve\"", null, true)]
    [InlineData("text", "percent", "\"15%\"", "0.15", false)]
    [InlineData("number", "currency", "1.005", null, true)]
    [InlineData("number", "rating", "4", "4", false)]
    [InlineData("number", "rating", "9", null, true)]
    [InlineData("number", "boolean", "1", "true", false)]
    [InlineData("text", "boolean", "\"是\"", "true", false)]
    [InlineData("text", "boolean", "\"perhaps\"", null, true)]
    [InlineData("boolean", "text", "true", "\"Yes\"", false)]
    [InlineData("boolean", "number", "true", null, true)]
    [InlineData("select", "multiSelect", "\"b\"", "[\"b\"]", false)]
    [InlineData("multiSelect", "select", "[\"b\"]", "\"b\"", false)]
    [InlineData("multiSelect", "select", "[\"a\",\"b\"]", "\"a\"", true)]
    [InlineData("text", "select", "\"A\"", "\"a\"", false)]
    [InlineData("text", "select", "\"b\"", "\"b\"", false)]
    [InlineData("text", "select", "\"c\"", null, true)]
    [InlineData("text", "multiSelect", "\"B、A\"", "[\"a\",\"b\"]", false)]
    [InlineData("text", "multiSelect", "\"A, C\"", "[\"a\"]", true)]
    [InlineData("select", "text", "\"a\"", "\"A\"", false)]
    [InlineData("select", "cascade", "\"a\"", "[\"x\",\"a\"]", false)]
    [InlineData("cascade", "text", "[\"x\",\"a\"]", "\"x / a\"", false)]
    [InlineData("text", "cascade", "\"x/a\"", "[\"x\",\"a\"]", false)]
    [InlineData("date", "dateTime", "\"2026-11-21\"", "\"2026-11-21T00:00:00.000Z\"", false)]
    [InlineData("dateTime", "date", "\"2026-11-21T10:00:00.000Z\"", "\"2026-11-21\"", true)]
    [InlineData("date", "dateRange", "\"2026-11-21\"", """{"from":"2026-11-21","to":"2026-11-21"}""", false)]
    [InlineData("dateRange", "date", """{"from":"2026-11-21","to":"2026-11-22"}""", "\"2026-11-21\"", true)]
    [InlineData("dateRange", "text", """{"from":"2026-11-21","to":"2026-11-22"}""", "\"2026-11-21/2026-11-22\"", false)]
    [InlineData("text", "dateRange", "\"2026-11-21/2026-11-22\"", """{"from":"2026-11-21","to":"2026-11-22"}""", false)]
    [InlineData("text", "date", "\"2026年1月5日\"", "\"2026-01-05\"", false)]
    [InlineData("date", "text", "\"2026-11-21\"", "\"2026-11-21\"", false)]
    [InlineData("text", "phone", "\"138 1234 5678\"", "\"+8613812345678\"", false)]
    [InlineData("phone", "text", "\"+8613812345678\"", "\"+8613812345678\"", false)]
    [InlineData("number", "phone", "13812345678", "\"+8613812345678\"", false)]
    [InlineData("text", "email", "\"li\"", null, true)]
    [InlineData("longText", "text", "\"a\\nb\"", "\"a b\"", true)]
    [InlineData("richText", "text", """{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a"}]}]}""", "\"a\"", true)]
    [InlineData("text", "richText", "\"a\"", """{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"a"}]}]}""", false)]
    [InlineData("user", "users", $"\"{Id}\"", $"[\"{Id}\"]", false)]
    [InlineData("users", "user", $"[\"{Id}\"]", $"\"{Id}\"", false)]
    [InlineData("user", "department", $"\"{Id}\"", null, true)]
    [InlineData("reference", "references", $"\"{Id}\"", $"[\"{Id}\"]", false)]
    [InlineData("reference", "text", $"\"{Id}\"", null, true)]
    [InlineData("number", "json", "1.5", "1.5", false)]
    [InlineData("location", "text", """{"lng":114.05,"lat":22.54}""", "\"114.05, 22.54\"", false)]
    [InlineData("text", "location", "\"114.05, 22.54 科技园\"", """{"lng":114.05,"lat":22.54,"address":"科技园"}""", false)]
    [InlineData("serial", "text", "\"001\"", "\"001\"", false)]
    [InlineData("formula", "number", "5", "5", false)]
    [InlineData("time", "text", "\"14:30:00\"", "\"14:30\"", false)]
    public void A_conversion_carries_over_what_it_can(string from, string to, string stored, string? expected, bool lossy)
    {
        var conversion = Sample(to).Type.Convert(JsonElement.Parse(stored), Sample(from), Sample(to));

        Assert.Equal(expected, conversion.Value?.GetRawText(), Json.Same);
        Assert.Equal(lossy, conversion.Lossy);
    }

    [Fact]
    public void A_reference_to_another_form_is_not_carried_over()
    {
        var to = AField.Of("reference", """{"target": "supplier"}""");

        Assert.Null(to.Type.Convert(JsonElement.Parse($"\"{Id}\""), Sample("reference"), to).Value);
    }
}

/// <summary>JSON texts that differ only in escapes are the same.</summary>
internal sealed class Json : IEqualityComparer<string?>
{
    public static readonly Json Same = new();

    public bool Equals(string? x, string? y) => x == y || (x is not null && y is not null && IsJson(x) && IsJson(y) && JsonElement.DeepEquals(JsonElement.Parse(x), JsonElement.Parse(y)));

    public int GetHashCode(string obj) => 0;

    private static bool IsJson(string text) => text.Length > 0 && (text[0] is '"' or '{' or '[' || char.IsAsciiDigit(text[0]));
}
