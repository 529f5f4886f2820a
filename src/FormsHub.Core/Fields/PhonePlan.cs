using System.Text.Json;
using System.Text.RegularExpressions;

namespace FormsHub.Core.Fields;

/// <summary>The numbering plan of one country, as tools/data/phones.mjs made it of libphonenumber's metadata.</summary>
/// <param name="Code">The calling code, without +.</param>
/// <param name="Idd">Matches what is dialled before a foreign number: "00".</param>
/// <param name="Pattern">Matches a national number without its national prefix.</param>
/// <param name="Trunk">The national prefix, "0" in most countries.</param>
/// <param name="TrunkPattern">Matches the prefix where it is more than <paramref name="Trunk"/>.</param>
/// <param name="Rewrite">What replaces the match of <paramref name="TrunkPattern"/>.</param>
internal sealed record PhonePlan(
    string Code, string Idd, string Pattern, IReadOnlyList<int> Lengths, string? Trunk, string? TrunkPattern, string? Rewrite, string? Leading)
{
    private static readonly Lazy<Plans> All = new(Load);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private Regex? _whole;
    private Regex? _trunk;
    private Regex? _idd;

    public string Country { get; private set; } = "";

    public static PhonePlan? Of(string country) => All.Value.Countries.GetValueOrDefault(country);

    /// <summary>The plans of the countries whose calling code the digits begin with, the main one first.</summary>
    public static IEnumerable<PhonePlan> Calling(string digits)
    {
        for (var length = 1; length <= Math.Min(3, digits.Length); length++)
        {
            if (All.Value.CallingCodes.TryGetValue(digits[..length], out var countries)) return countries.Select(country => Of(country)!);
        }
        return [];
    }

    /// <summary>Whether it is a whole number of this country, without national prefix.</summary>
    public bool Fits(string national) =>
        Lengths.Contains(national.Length) && (_whole ??= Compile($@"\A(?:{Pattern})\z")).IsMatch(national);

    /// <summary>
    /// Whether it may be a number of this country: of a foreign one only the length is demanded, because new ranges open before the
    /// data knows them, and nobody shall be kept from writing down how to reach a person.
    /// </summary>
    public bool MayBe(string national) => Country is not "CN" && Lengths.Contains(national.Length);

    /// <summary>The number without the prefix that is dialled only within the country.</summary>
    public string WithoutTrunk(string digits)
    {
        if (TrunkPattern is null && Trunk is null) return digits;
        _trunk ??= Compile($@"\A(?:{TrunkPattern ?? Regex.Escape(Trunk!)})");
        if (_trunk.Match(digits) is not { Success: true, Length: > 0 } match) return digits;

        var stripped = Rewrite is not null && match.Groups[^1].Success ? _trunk.Replace(digits, Rewrite, 1) : digits[match.Length..];
        return Fits(digits) && !Fits(stripped) ? digits : stripped;
    }

    /// <summary>The digits after the international prefix; null if they do not begin with one.</summary>
    public string? AfterInternationalPrefix(string digits) =>
        (_idd ??= Compile($@"\A(?:{Idd})")).Match(digits) is { Success: true, Length: > 0 } match && match.Length < digits.Length ? digits[match.Length..]
        : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
        : null;

    /// <summary>Patterns of the data use no look-around; where .NET needs groups to replace, the input is short.</summary>
    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant, Limit);

    private static Plans Load()
    {
        using var stream = typeof(PhonePlan).Assembly.GetManifestResourceStream("phones.json")!;
        var plans = JsonSerializer.Deserialize<Plans>(stream, JsonSerializerOptions.Web)!;
        foreach (var (country, plan) in plans.Countries) plan.Country = country;
        return plans;
    }

    private sealed record Plans(Dictionary<string, string[]> CallingCodes, Dictionary<string, PhonePlan> Countries);
}
