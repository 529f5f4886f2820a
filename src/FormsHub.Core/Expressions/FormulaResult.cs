using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Expressions;

/// <summary>The stored form of what a formula gives: as its field's <c>result</c> and <c>decimals</c> ask.</summary>
public static class FormulaResult
{
    /// <summary>The significant digits that a stored number may have.</summary>
    public const int Digits = 15;

    /// <summary>The value to store (null: empty), or what is wrong with its kind. Numbers are rounded half away from zero.</summary>
    public static Result<JsonElement?> Write(Value value, Field field)
    {
        var result = ResultOf(field);
        switch (result, value)
        {
            case (_, Value.Nothing) or ("text", Value.Text { Content.Length: 0 }):
                return (JsonElement?)null;
            case ("number", Value.Number number):
                var rounded = Round(number.Amount);
                return ValueJson.Write(new Value.Number(
                    DecimalsOf(field) is { } decimals ? decimal.Round(rounded, decimals, MidpointRounding.AwayFromZero) : rounded));
            case ("text", Value.Text) or ("boolean", Value.Logical) or ("date", Value.Date) or ("dateTime", Value.Moment):
                return ValueJson.Write(value);
            default:
                return Problem.Invalid("wrong_kind", $"The formula does not give a {result}.", $"公式的结果不是所要求的类型（{result}）。");
        }
    }

    /// <summary>A stored result as a value again.</summary>
    public static Value Read(JsonElement stored, Field field) => (ResultOf(field), stored.ValueKind) switch
    {
        ("number", JsonValueKind.Number) => new Value.Number(stored.GetDecimal()),
        ("date", JsonValueKind.String) => new Value.Date(DateOnly.ParseExact(stored.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("dateTime", JsonValueKind.String) => new Value.Moment(
            DateTimeOffset.ParseExact(stored.GetString()!, ValueJson.MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        (_, JsonValueKind.String) => new Value.Text(stored.GetString()!),
        (_, JsonValueKind.True or JsonValueKind.False) => new Value.Logical(stored.GetBoolean()),
        _ => Value.Empty,
    };

    /// <summary>"number", "text", "boolean", "date" or "dateTime"; a formula that says nothing gives text.</summary>
    public static string ResultOf(Field field) =>
        field.Definition.Options["result"] is JsonValue result && result.TryGetValue<string>(out var name) ? name : "text";

    private static int? DecimalsOf(Field field) =>
        field.Definition.Options["decimals"] is JsonValue decimals && decimals.TryGetValue<int>(out var count) ? Math.Clamp(count, 0, Digits) : null;

    /// <summary>Rounded half away from zero to the digits that may be stored.</summary>
    public static decimal Round(decimal number)
    {
        if (number is 0) return 0;
        var size = Math.Abs(number);
        var exponent = 0;
        for (var ten = 10m; exponent < 27 && size >= ten; ten *= 10) exponent++;
        if (exponent >= Digits)
        {
            var unit = 1m;
            for (var i = Digits; i <= exponent; i++) unit *= 10;
            return decimal.Round(number / unit, 0, MidpointRounding.AwayFromZero) * unit;
        }
        for (var tenth = 1m; size < tenth && exponent > -Digits; tenth /= 10) exponent--;
        return decimal.Round(number, Math.Min(Digits - 1 - exponent, 28), MidpointRounding.AwayFromZero);
    }
}
