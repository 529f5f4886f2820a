namespace FormsHub.Core.Fields;

/// <summary>A province, city or district of China, as tools/data/regions.mjs listed them.</summary>
internal sealed class Division(string code, string name, Division? parent)
{
    private static readonly string[] Endings =
    [
        "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "自治州", "地区", "盟", "市", "自治县", "自治旗", "新区", "区", "县", "旗",
    ];

    private readonly List<Division> _children = [];

    public string Name => name;
    public IReadOnlyList<Division> Children => _children;

    /// <summary>From the province down to this one.</summary>
    public IReadOnlyList<Division> Path => parent is null ? [this] : [.. parent.Path, this];

    /// <summary>The code of the statistics office; the list has none below the provinces of Hong Kong, Macao and Taiwan.</summary>
    public string OfficialCode => code.All(char.IsAsciiDigit) ? code : parent!.OfficialCode;

    /// <summary>市辖区 and its like stand only for the level, as in 北京市 / 市辖区 / 朝阳区.</summary>
    public bool IsUnnamed => IsNameless(name);

    public static bool IsNameless(string name) => name is "市辖区" or "县" or "省直辖县级行政区划" or "自治区直辖县级行政区划";

    public bool IsCalled(string given) => given == name || given == Short;

    public bool Begins(string text) => !IsUnnamed && (text.StartsWith(name, StringComparison.Ordinal) || (Short.Length > 1 && text.StartsWith(Short, StringComparison.Ordinal)));

    /// <summary>What follows the name in a text.</summary>
    public string Behind(string text) =>
        text.StartsWith(name, StringComparison.Ordinal) ? text[name.Length..]
        : Begins(text) ? text[Short.Length..]
        : text;

    internal void Add(Division child) => _children.Add(child);

    /// <summary>广东 for 广东省, 上海 for 上海市.</summary>
    private string Short => Endings.FirstOrDefault(ending => name.Length > ending.Length + 1 && name.EndsWith(ending, StringComparison.Ordinal)) is { } ending
        ? name[..^ending.Length]
        : name;
}

/// <summary>All divisions of China.</summary>
internal static class Divisions
{
    private static readonly Lazy<Dictionary<string, Division>> All = new(Load);

    public static IReadOnlyList<Division> Provinces => [.. All.Value.Where(each => each.Key.Length is 2).Select(each => each.Value)];

    public static Division? ByCode(string code) => All.Value.GetValueOrDefault(code);

    /// <summary>Those with that full name or, if there is none, with that short name.</summary>
    public static List<Division> Named(IReadOnlyList<Division> among, string name)
    {
        List<Division> exact = [.. among.Where(each => each.Name == name)];
        if (exact.Count > 0) return exact;
        return [.. among.Where(each => each.IsCalled(name))];
    }

    private static Dictionary<string, Division> Load()
    {
        using var reader = new StreamReader(typeof(Divisions).Assembly.GetManifestResourceStream("regions.txt")!);
        var all = new Dictionary<string, Division>();
        while (reader.ReadLine() is { } line)
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            var code = line[..blank];
            var parent = code.Length switch { 2 => null, 9 => all[code[..4]], _ => all[code[..^2]] };
            var division = new Division(code, line[(blank + 1)..], parent);
            parent?.Add(division);
            all.Add(code, division);
        }
        return all;
    }
}
