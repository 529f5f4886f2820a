using System.Globalization;
using FormsHub.Core.Expressions;
using FormsHub.Formulas.Dates;

namespace FormsHub.Formulas;

/// <summary>Values as plain text, the same in every language: 1234.5, true, 2026-11-21, 2026-11-21 18:00.</summary>
internal static class Rendition
{
    /// <summary>The text; null: a record or a list has none.</summary>
    public static string? Of(Value value, TimeZoneInfo zone) => value switch
    {
        Value.Nothing => "",
        Value.Text text => text.Content,
        Value.Number number => Of(number.Amount),
        Value.Logical logical => logical.Holds ? "true" : "false",
        Value.Date date => date.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Value.Moment moment => LocalTime.Of(moment.At, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => null,
    };

    public static string Of(decimal number) => ValueJson.Trim(number).ToString(CultureInfo.InvariantCulture);
}
