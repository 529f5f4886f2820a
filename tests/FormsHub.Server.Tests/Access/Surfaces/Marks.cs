using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FormsHub.Server.Tests.Access.Surfaces;

/// <summary>
/// Values that stand nowhere else: each holds a number of its own, so that whatever the server says, in whatever shape, tells which cells
/// it has shown. A mask leaves less of it than is looked for.
/// </summary>
internal sealed partial class Marks(Random random)
{
    private const string Lead = "137";
    private readonly HashSet<string> _given = [];

    public string Next()
    {
        string mark;
        do mark = Lead + random.Next(20_000_000, 100_000_000).ToString(CultureInfo.InvariantCulture);
        while (!_given.Add(mark));
        return mark;
    }

    /// <summary>The marks in a text.</summary>
    public IEnumerable<string> In(string text)
    {
        for (var found = Number().Match(text); found.Success; found = Number().Match(text, found.Index + 1))
        {
            if (_given.Contains(found.Value)) yield return found.Value;
        }
    }

    /// <summary>A value of a field's type that holds a mark.</summary>
    public static JsonNode Value(string type, string mark) => type switch
    {
        "phone" => JsonValue.Create("+86" + mark),
        "email" => JsonValue.Create($"m{mark}@example.com"),
        "url" => JsonValue.Create($"https://example.com/{mark}"),
        "number" or "currency" => JsonValue.Create(long.Parse(mark, CultureInfo.InvariantCulture)),
        "json" => new JsonObject { ["of"] = "j" + mark },
        "richText" => JsonNode.Parse($$"""{"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "r{{mark}}"}]}]}""")!,
        _ => JsonValue.Create("t" + mark),
    };

    [GeneratedRegex(@"137\d{8}", RegexOptions.None, 1000)]
    private static partial Regex Number();
}

/// <summary>A cell as it is now, with the marks of its value and of those it had before.</summary>
internal sealed class MarkedCell
{
    public List<string> Now { get; } = [];
    public List<string> Before { get; } = [];

    /// <summary>The file that the cell holds or has held, by its id.</summary>
    public List<string> Files { get; } = [];
}

/// <summary>A record with what rules ask of it.</summary>
internal sealed class MarkedRecord(MarkedForm form)
{
    public MarkedForm Form => form;
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";

    public bool IsDeleted { get; set; }

    /// <summary>The user name of its owner.</summary>
    public string Owner { get; set; } = "";

    /// <summary>The record that it refers to, and those that it referred to before.</summary>
    public MarkedRecord? Client { get; set; }
    public List<MarkedRecord> FormerClients { get; } = [];

    /// <summary>By field key, or "table.column".</summary>
    public Dictionary<string, MarkedCell> Cells { get; } = [];

    public MarkedCell Cell(string field)
    {
        if (!Cells.TryGetValue(field, out var cell)) Cells.Add(field, cell = new MarkedCell());
        return cell;
    }
}

/// <summary>A form with its fields.</summary>
internal sealed record MarkedForm(string Key, IReadOnlyList<MarkedField> Fields)
{
    /// <summary>The fields and columns whose values are marks.</summary>
    public IEnumerable<MarkedField> Marked => Fields.Where(each => each.Type is not ("select" or "reference" or "references" or "lookup" or "rollup" or "table" or "formula"));
}

/// <summary>A field, or a column as "table.column".</summary>
internal sealed record MarkedField(string Key, string Type, bool IsSensitive = false, bool IsUnique = false, bool Discloses = false)
{
    /// <summary>Of a formula: the fields that it joins, "client.…" of the record that it refers to.</summary>
    public IReadOnlyList<string> Reads { get; init; } = [];
    public JsonObject Options { get; init; } = [];

    /// <summary>A mark of its own for who must not know the field.</summary>
    public string Label { get; init; } = "";

    public bool IsEncrypted => Options.ContainsKey("sensitive");

    public bool IsColumn => Key.Contains('.', StringComparison.Ordinal);

    public JsonObject Definition()
    {
        var key = Key.Split('.')[^1];
        var definition = new JsonObject { ["key"] = key, ["type"] = Type, ["label"] = new JsonObject { ["en"] = Label + key } };
        if (IsSensitive) definition["sensitive"] = "mask";
        if (IsUnique) definition["unique"] = true;
        if (Discloses) definition["discloses"] = true;
        foreach (var (name, value) in Options) definition[name] = value?.DeepClone();
        return definition;
    }
}
