using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A moment, entered with its offset (RFC 3339) and held in UTC to the millisecond: <c>2026-11-21T10:00:00.000Z</c>.</summary>
public sealed partial class DateTimeField : FieldType<DateTimeOffset, DateTimeField.DateTimeOptions>
{
    public sealed record DateTimeOptions(string? Min = null, string? Max = null)
    {
        internal DateTimeOffset? Earliest { get; } = Min is null ? null : Moment(Min);
        internal DateTimeOffset? Latest { get; } = Max is null ? null : Moment(Max);
    }

    public override string Name => "dateTime";

    public override string GraphQLTypeOf(Field field) => "DateTime";
    public override SqlType SqlType => SqlType.Text;
    public override FilterOperators Operators => FilterOperators.Comparable;
    public override bool CanBeUnique => true;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.Min is not null && options.Earliest is null) yield return Invalid().Under("/min");
        if (options.Max is not null && options.Latest is null) yield return Invalid().Under("/max");
        if (options.Earliest > options.Latest)
            yield return new FieldError("out_of_range", $"The earliest moment is after the latest.", $"最早时间晚于最晚时间。").Under("/min");
    }

    protected override Parsed<DateTimeOffset> Parse(JsonElement input, DateTimeOptions options)
    {
        if (input.ValueKind is not JsonValueKind.String) return Invalid() with { Code = "wrong_type" };
        var repairing = new Repairing(input.GetString()!).HalfWidth().Trimmed();
        if (repairing.Text.Length is 0) return Parsed<DateTimeOffset>.Empty(repairing.Repairs);
        if (Moment(repairing.Text) is not { } moment) return WithoutOffset().IsMatch(repairing.Text) ? OffsetMissing() : Invalid();

        if (repairing.Text.Length > "2026-11-21T10:00:00.000Z".Length && Finer().Match(repairing.Text) is { Success: true } finer)
        {
            repairing.Step(
                "cut_to_milliseconds",
                repairing.Text.Remove(finer.Groups["rest"].Index, finer.Groups["rest"].Length),
                $"Fractions of a millisecond were cut off.",
                $"已舍去毫秒以下的部分。",
                loses: true);
        }
        return Parsed<DateTimeOffset>.Repaired(moment, repairing.Repairs);
    }

    protected override IEnumerable<FieldError> Check(DateTimeOffset value, DateTimeOptions options)
    {
        if (value < options.Earliest) yield return new("too_early", $"Must be {options.Min} or later.", $"不能早于 {options.Min}。");
        if (value > options.Latest) yield return new("too_late", $"Must be {options.Max} or earlier.", $"不能晚于 {options.Max}。");
    }

    protected override JsonElement Write(DateTimeOffset value, JsonElement input)
    {
        var text = ValueJson.Write(value);
        return input.ValueKind is JsonValueKind.String && input.ValueEquals(text) ? input : JsonSerializer.SerializeToElement(text);
    }

    /// <summary>In UTC, as it says; browsers show it in the reader's own zone.</summary>
    public override string Display(JsonElement value, Field field, Language language) =>
        Moment(value.GetString()!) is { } moment
            ? moment.UtcDateTime.ToString(moment.Second is 0 && moment.Millisecond is 0 ? "yyyy-MM-dd HH:mm 'UTC'" : "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)
            : value.GetString()!;

    public override string Plain(JsonElement value, Field field) => value.GetString()!;

    public override Value ToValue(JsonElement value, Field field) => Moment(value.GetString()!) is { } moment ? new Value.Moment(moment) : Value.Empty;

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetString()!, right.GetString()!);

    /// <summary>A day becomes its first moment in UTC.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to) => from.Type.Plain(value, from) switch
    {
        null => Conversion.Impossible,
        var text when DateField.TryExact(text.Trim(), out _) => new(JsonSerializer.SerializeToElement(text.Trim() + "T00:00:00Z"), Lossy: false),
        var text => new(JsonSerializer.SerializeToElement(text), Lossy: false),
    };

    /// <summary>https://www.rfc-editor.org/rfc/rfc3339#section-5.6, without leap seconds.</summary>
    internal static DateTimeOffset? Moment(string text)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var stored))
            return new DateTimeOffset(stored, TimeSpan.Zero);
        if (Rfc3339().Match(text) is not { Success: true } match) return null;
        var local = match.Groups["local"].ValueSpan;
        if (!DateTime.TryParseExact($"{local[..10]} {local[11..]}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;

        var fraction = match.Groups["fraction"].Value.PadRight(3, '0')[..3];
        var minutes = match.Groups["sign"] is { Success: true, Value: var sign }
            ? (sign is "-" ? -1 : 1) * ((Number(match, "hours") * 60) + Number(match, "minutes"))
            : 0;
        var ticks = day.Ticks
            + (int.Parse(fraction, CultureInfo.InvariantCulture) * TimeSpan.TicksPerMillisecond)
            - (minutes * TimeSpan.TicksPerMinute);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static FieldError Invalid() => new(
        "invalid_date_time",
        $"Must be a moment with its offset from UTC, such as 2026-11-21T18:00:00+08:00 or 2026-11-21T10:00:00Z.",
        $"必须是带时区偏移的时间，例如 2026-11-21T18:00:00+08:00 或 2026-11-21T10:00:00Z。");

    private static FieldError OffsetMissing() => new(
        "offset_missing",
        $"The offset from UTC is missing: add \"Z\" or, for China, \"+08:00\" at the end.",
        $"缺少时区偏移：请在末尾加上“Z”，中国时间请加上“+08:00”。");

    [GeneratedRegex(@"\A(?<local>\d{4}-\d{2}-\d{2}[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(?<fraction>\d{1,20}))?(?:[Zz]|(?<sign>[+-])(?<hours>[01]\d|2[0-3]):(?<minutes>[0-5]\d))\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WithoutOffset();

    [GeneratedRegex(@"\.\d{3}(?<rest>\d*[1-9]\d*)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Finer();
}
