using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A day of the calendar, without time or zone: <c>2026-11-21</c>.</summary>
public sealed class DateField : FieldType<DateOnly, DateField.DateOptions>
{
    public sealed record DateOptions(DateOnly? Min = null, DateOnly? Max = null);

    public override string Name => "date";

    public override string GraphQLTypeOf(Field field) => "Date";
    public override SqlType SqlType => SqlType.Text;
    public override FilterOperators Operators => FilterOperators.Comparable;
    public override bool CanBeUnique => true;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.Min > options.Max)
            yield return new FieldError("out_of_range", $"The earliest day is after the latest.", $"最早日期晚于最晚日期。").Under("/min");
    }

    protected override Parsed<DateOnly> Parse(JsonElement input, DateOptions options)
    {
        if (input.ValueKind is not JsonValueKind.String)
            return new FieldError("wrong_type", $"Must be a date as text, such as \"2026-11-21\".", $"必须是文本形式的日期，例如“2026-11-21”。");

        var text = input.GetString()!;
        if (TryExact(text, out var day)) return day;

        var repairing = new Repairing(text).HalfWidth().Trimmed();
        if (repairing.Text.Length is 0) return Parsed<DateOnly>.Empty(repairing.Repairs);
        if (YearFirst(repairing.Text) is { } iso)
            repairing.Step("date_form", iso, $"The date was written as year-month-day.", $"日期已改写为“年-月-日”格式。");
        return TryExact(repairing.Text, out day)
            ? Parsed<DateOnly>.Repaired(day, repairing.Repairs)
            : new FieldError(
                "invalid_date",
                $"Must be a day that exists, written as year-month-day, such as 2026-11-21.",
                $"必须是真实存在的日期，格式为“年-月-日”，例如 2026-11-21。");
    }

    protected override IEnumerable<FieldError> Check(DateOnly value, DateOptions options)
    {
        if (value < options.Min) yield return new("too_early", $"Must be {Iso(options.Min.Value)} or later.", $"不能早于 {Iso(options.Min.Value)}。");
        if (value > options.Max) yield return new("too_late", $"Must be {Iso(options.Max.Value)} or earlier.", $"不能晚于 {Iso(options.Max.Value)}。");
    }

    protected override JsonElement Write(DateOnly value, JsonElement input)
    {
        var iso = Iso(value);
        return input.ValueKind is JsonValueKind.String && input.ValueEquals(iso) ? input : JsonSerializer.SerializeToElement(iso);
    }

    public override string Display(JsonElement value, Field field, Language language) => value.GetString()!;

    public override Value ToValue(JsonElement value, Field field) =>
        TryExact(value.GetString()!, out var day) ? new Value.Date(day) : Value.Empty;

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetString()!, right.GetString()!);

    /// <summary>Of a moment its day in UTC is kept, of a range its first day.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to) => from.Type.Plain(value, from) switch
    {
        null => Conversion.Impossible,
        { Length: > 10 } text when TryExact(text[..10], out var day) => new(JsonSerializer.SerializeToElement(Iso(day)), Lossy: true),
        var text => new(JsonSerializer.SerializeToElement(text), Lossy: false),
    };

    internal static bool TryExact(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>2026/1/5, 2026.1.5, 2026-1-5 and 2026年1月5日 mean one day only; 5/1/2026 does not.</summary>
    private static string? YearFirst(string text)
    {
        var parts = text.Replace("年", "-", StringComparison.Ordinal).Replace("月", "-", StringComparison.Ordinal).TrimEnd('日', '号')
            .Split('-', '/', '.');
        return parts is [{ Length: 4 } year, { Length: 1 or 2 } month, { Length: 1 or 2 } day]
            ? $"{year}-{month.Trim().PadLeft(2, '0')}-{day.Trim().PadLeft(2, '0')}"
            : null;
    }
}
