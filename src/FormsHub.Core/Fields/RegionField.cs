using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// A place of China by its divisions (省市区) and street:
/// <c>{"province": "广东省", "city": "深圳市", "district": "南山区", "street": "科技路 1 号", "code": "440305"}</c>.
/// </summary>
public sealed class RegionField : FieldType<IReadOnlyDictionary<string, string>, RegionField.RegionOptions>
{
    private const int LongestStreet = 200;
    private static readonly string[] Levels = ["province", "city", "district"];
    private static readonly FieldType Words = new TextField();

    /// <param name="Levels">How deep it goes: 1 province, 2 city, 3 district.</param>
    public sealed record RegionOptions(int Levels = 3, bool Street = true);

    public override string Name => "region";
    public override SqlType SqlType => SqlType.Json;
    public override FilterOperators Operators => FilterOperators.IsEmpty;
    public override IReadOnlyList<Field> Parts { get; } = [.. Levels.Append("street").Append("code").Select(name => Part.Of(name, Words))];

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        if (OptionsOf(field).Levels is < 1 or > 3)
            yield return new FieldError("out_of_range", $"Levels must be 1 (province), 2 (city) or 3 (district).", $"级数须为 1（省）、2（市）或 3（区县）。").Under("/levels");
    }

    protected override Parsed<IReadOnlyDictionary<string, string>> Parse(JsonElement input, RegionOptions options)
    {
        if (input.ValueKind is not JsonValueKind.Object)
            return new FieldError("wrong_type", $"Must be an object with \"province\", \"city\" and \"district\".", $"必须是带有“province”、“city”和“district”的对象。");
        if (Part.Unknown(input, Parts) is { } unknown) return unknown;

        var given = new Dictionary<string, string>();
        foreach (var part in Parts)
        {
            if (!input.TryGetProperty(part.Key, out var value)) continue;
            var reading = part.Type.Read(value, part);
            if (reading.Errors is [var error, ..]) return error.Under("/" + part.Key);
            if (reading.Value is { } text) given[part.Key] = text.GetString()!;
        }
        return given.Count is 0 ? Parsed<IReadOnlyDictionary<string, string>>.Empty() : Locate(given, options);
    }

    private static Parsed<IReadOnlyDictionary<string, string>> Locate(Dictionary<string, string> given, RegionOptions options)
    {
        var street = given.GetValueOrDefault("street");
        var code = given.GetValueOrDefault("code");
        if (street is not null && !options.Street) return new FieldError("no_street", $"No street is asked for here.", $"这里不需要填写街道。").Under("/street");
        if (street?.Length > LongestStreet)
            return new FieldError("too_long", $"Must have at most {LongestStreet} characters.", $"最多 {LongestStreet} 个字符。").Under("/street");

        var path = new List<Division>();
        var repairs = new List<Repair>();
        if (!Levels.Any(given.ContainsKey))
        {
            if (code is null) return new FieldError("region_incomplete", $"Choose the province first.", $"请先选择省份。").Under("/province");
            if (Divisions.ByCode(code) is not { } deepest) return UnknownCode();
            path.AddRange(deepest.Path);
        }
        else if (Follow(given, path, repairs) is { } error)
        {
            return error;
        }

        if (path.Count > options.Levels)
            return new FieldError("too_deep", $"Only {options.Levels} levels are asked for here.", $"这里只需选择 {options.Levels} 级。").Under("/" + Levels[options.Levels]);
        var own = path[^1].OfficialCode;
        if (code is not null && code != own && !(street is not null && code.StartsWith(own, StringComparison.Ordinal) && code.All(char.IsAsciiDigit) && code.Length <= 12))
        {
            return Divisions.ByCode(code) is null
                ? UnknownCode()
                : new FieldError("region_code_mismatch", $"The code is not that of the place named; leave it out.", $"代码与所选地区不符，可不填写代码。").Under("/code");
        }
        return Parsed<IReadOnlyDictionary<string, string>>.Repaired(Stored(path, street, code ?? own), repairs.Count > 0 ? repairs : null);
    }

    private static FieldError UnknownCode() =>
        new FieldError("unknown_region", $"No division of China has this code.", $"没有这个行政区划代码。").Under("/code");

    /// <summary>From the province down, by full or short names; a level that is left out is found by the one below.</summary>
    private static FieldError? Follow(Dictionary<string, string> given, List<Division> path, List<Repair> repairs)
    {
        var among = Divisions.Provinces;
        for (var level = 0; level < Levels.Length; level++)
        {
            var key = Levels[level];
            if (!given.TryGetValue(key, out var name))
            {
                if (level + 1 >= Levels.Length || !Levels.Skip(level + 1).Any(given.ContainsKey)) return null;
                among = [.. among.SelectMany(division => division.Children)];
                continue;
            }
            var matches = Divisions.Named(among, name);
            if (matches.Count is 0 && level is 1 && path is [var municipality] && municipality.IsCalled(name)) matches = municipality.Children.Take(1).ToList();
            if (matches.Count is 0)
            {
                var nearest = Suggestion.For(name, among.Select(division => division.Name));
                return new FieldError("unknown_region", $"There is no \"{name}\" here.{Suggestion.English(nearest)}", $"这里没有“{name}”。{Suggestion.Chinese(nearest)}").Under("/" + key);
            }
            if (matches.Count > 1)
                return new FieldError("ambiguous_region", $"There are several \"{name}\"; name the level above too.", $"有多个“{name}”，请同时填写上一级。").Under("/" + key);

            var found = matches[0];
            path.Clear();
            path.AddRange(found.Path);
            if (found.Name != name)
            {
                repairs.Add(new Repair(
                    "/" + key,
                    "region_name_completed",
                    new Message($"\"{name}\" was written as \"{found.Name}\".", $"“{name}”已写为“{found.Name}”。"),
                    JsonSerializer.SerializeToElement(name),
                    JsonSerializer.SerializeToElement(found.Name)));
            }
            among = found.Children;
        }
        return null;
    }

    private static Dictionary<string, string> Stored(List<Division> path, string? street, string code)
    {
        var stored = new Dictionary<string, string>();
        for (var level = 0; level < path.Count; level++) stored[Levels[level]] = path[level].Name;
        if (street is not null) stored["street"] = street;
        stored["code"] = code;
        return stored;
    }

    protected override JsonElement Write(IReadOnlyDictionary<string, string> value, JsonElement input) => JsonSerializer.SerializeToElement(value);

    /// <summary>As an address is written, without 市辖区, which names nothing.</summary>
    public override string Display(JsonElement value, Field field, Language language) => string.Concat(Parts
        .Where(part => part.Key is not "code" && value.TryGetProperty(part.Key, out _))
        .Select(part => value.GetProperty(part.Key).GetString()!)
        .Where(name => !Division.IsNameless(name)));

    public override string? SearchText(JsonElement value, Field field) => Display(value, field, Language.Chinese);

    public override Value ToValue(JsonElement value, Field field) => Part.ToRow(value, Parts);

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetRawText(), right.GetRawText());

    /// <summary>An address in one text is read from the province on; what is left is the street.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        if (from.Type.Plain(value, from) is not { } text || Divisions.Provinces.FirstOrDefault(each => each.Begins(text)) is not { } division)
            return Conversion.Impossible;

        var place = new Dictionary<string, string>();
        var rest = text;
        for (var level = 0; level < OptionsOf(to).Levels; level++)
        {
            place[Levels[level]] = division.Name;
            rest = division.Behind(rest).TrimStart();
            var next = division.Children.FirstOrDefault(each => each.Begins(rest))
                ?? division.Children.FirstOrDefault(each => each.IsUnnamed && each.Children.Any(child => child.Begins(division.Behind(rest).TrimStart())));
            if (next is null) break;
            division = next;
        }
        if (rest.Trim() is { Length: > 0 } street) place["street"] = street;
        return new(JsonSerializer.SerializeToElement(place), Lossy: false);
    }
}
