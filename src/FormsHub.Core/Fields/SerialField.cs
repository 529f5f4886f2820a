using System.Globalization;
using System.Text;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A number that the server gives each new record by a pattern (流水号): <c>KH-{yyyy}{MM}-{0000}</c> → KH-202611-0001.</summary>
public sealed class SerialField : TextualField<SerialField.SerialOptions>
{
    private const int LongestSerial = 100;

    /// <param name="Reset">When counting begins anew: "never", "year", "month" or "day".</param>
    public sealed record SerialOptions(string Pattern = "{0000}", string Reset = "never")
    {
        private SerialPattern? _parsed;

        internal SerialPattern? Parsed => _parsed ??= SerialPattern.Parse(Pattern) is { Failed: false } result ? result.Value : null;
    }

    public override string Name => "serial";
    public override FieldRole Role => FieldRole.Generated;
    public override bool CanBeColumn => false;

    /// <summary>The pattern and the reset of a published field.</summary>
    public static (SerialPattern Pattern, string Reset) Counting(Field field) => (OptionsOf(field).Parsed!, OptionsOf(field).Reset);

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        var parsed = SerialPattern.Parse(options.Pattern);
        if (parsed.Failed)
        {
            yield return new FieldError("/pattern", parsed.Problem.Code, parsed.Problem.Message);
            yield break;
        }
        if (options.Reset is not ("never" or "year" or "month" or "day"))
        {
            yield return new FieldError("unknown_reset", $"Use \"never\", \"year\", \"month\" or \"day\".", $"请使用“never”、“year”、“month”或“day”。").Under("/reset");
        }
        else if (!parsed.Value.Tells(options.Reset))
        {
            yield return new FieldError(
                "serial_repeats",
                $"Counting begins anew each {options.Reset}, so the pattern must hold the date down to it ({{yyyy}}, {{MM}}, {{dd}}); else numbers repeat.",
                $"编号按“{options.Reset}”重新计数，格式中必须包含相应的日期（{{yyyy}}、{{MM}}、{{dd}}），否则会重复。").Under("/pattern");
        }
    }

    protected override Parsed<string> ParseText(string text, SerialOptions options)
    {
        var repairing = new Repairing(text).OneLine().Trimmed();
        return LengthOf(repairing.Text) is var length && length > LongestSerial ? TooLong(LongestSerial, length) : repairing.Done;
    }

    protected override Parsed<string> ParsePart(string text, SerialOptions options) => text;
}

/// <summary>How serial numbers are written: text, parts of the date and one counter of at least as many digits as it has zeros.</summary>
public sealed class SerialPattern
{
    private const int LongestPattern = 60;
    private const int MostDigits = 12;

    private readonly IReadOnlyList<string> _pieces;

    private SerialPattern(IReadOnlyList<string> pieces) => _pieces = pieces;

    /// <summary>Takes <c>KH-{yyyy}{MM}-{0000}</c> apart.</summary>
    public static Result<SerialPattern> Parse(string pattern)
    {
        if (pattern.Length is 0 or > LongestPattern || pattern.Any(char.IsControl))
            return Invalid($"It has 1 to {LongestPattern} characters.", $"长度为 1 到 {LongestPattern} 个字符。");

        var pieces = new List<string>();
        var at = 0;
        while (at < pattern.Length)
        {
            var end = pattern[at] is '{' ? pattern.IndexOf('}', at) + 1 : pattern.AsSpan(at).IndexOfAny('{', '}') is >= 0 and var next ? at + next : pattern.Length;
            if (end <= at) return Invalid($"A brace is not closed, or closes nothing.", $"花括号不成对。");
            var piece = pattern[at..end];
            if (piece[0] is '{' && !IsCounter(piece) && piece is not ("{yyyy}" or "{yy}" or "{MM}" or "{dd}"))
                return Invalid($"\"{piece}\" is unknown; use {{yyyy}}, {{yy}}, {{MM}}, {{dd}} and {{0000}}.", $"无法识别“{piece}”，请使用 {{yyyy}}、{{yy}}、{{MM}}、{{dd}} 和 {{0000}}。");
            pieces.Add(piece);
            at = end;
        }
        return pieces.Count(IsCounter) is 1
            ? new SerialPattern(pieces)
            : Invalid($"It needs exactly one counter, such as {{0000}}.", $"需要且只能有一个计数，例如 {{0000}}。");
    }

    /// <summary>The number of a record made on that day. A counter that outgrows its zeros gets more digits.</summary>
    public string Format(DateOnly day, long number)
    {
        var text = new StringBuilder();
        foreach (var piece in _pieces)
        {
            text.Append(piece[0] is not '{' ? piece
                : IsCounter(piece) ? number.ToString(CultureInfo.InvariantCulture).PadLeft(piece.Length - 2, '0')
                : day.ToString(piece[1..^1], CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }

    /// <summary>The name of the period that counts by itself: "" for never, "2026", "2026-11" or "2026-11-21".</summary>
    public static string Period(string reset, DateOnly day) => reset switch
    {
        "year" => day.ToString("yyyy", CultureInfo.InvariantCulture),
        "month" => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        "day" => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>Whether numbers of different periods differ.</summary>
    internal bool Tells(string reset)
    {
        var (year, month, day) = (_pieces.Any(piece => piece is "{yyyy}" or "{yy}"), _pieces.Contains("{MM}"), _pieces.Contains("{dd}"));
        return reset is "never" || (year && (reset is "year" || (month && (reset is "month" || day))));
    }

    private static bool IsCounter(string piece) => piece is ['{', '0', .., '}'] && piece.Length - 2 <= MostDigits && piece.AsSpan(1, piece.Length - 2).IndexOfAnyExcept('0') < 0;

    private static Problem Invalid(FormattableString english, FormattableString chinese) => Problem.Invalid(
        "invalid_pattern", $"The pattern cannot be used. {english.ToString(null)}", $"编号格式无法使用。{chinese.ToString(null)}");
}
