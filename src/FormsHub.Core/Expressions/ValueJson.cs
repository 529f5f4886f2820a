using System.Globalization;
using System.Text.Json;

namespace FormsHub.Core.Expressions;

/// <summary>Expression values as the JSON that records store.</summary>
public static class ValueJson
{
    /// <summary>The format of stored moments: fixed width, UTC, so that text order is time order.</summary>
    public const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static JsonElement? Write(Value value) => value switch
    {
        Value.Number number => JsonSerializer.SerializeToElement(Trim(number.Amount)),
        Value.Text text => JsonSerializer.SerializeToElement(text.Content),
        Value.Logical logical => JsonSerializer.SerializeToElement(logical.Holds),
        Value.Date date => JsonSerializer.SerializeToElement(date.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Value.Moment moment => JsonSerializer.SerializeToElement(Write(moment.At)),
        Value.List list => JsonSerializer.SerializeToElement(list.Items.Select(Write).Where(item => item is not null)),
        Value.Row row => JsonSerializer.SerializeToElement(row.Id),
        _ => null,
    };

    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture);

    /// <summary>A moment as every answer tells it.</summary>
    public static void WriteTo(Utf8JsonWriter json, DateTime utc)
    {
        Span<byte> text = stackalloc byte[24];
        utc.TryFormat(text, out var length, MomentFormat, CultureInfo.InvariantCulture);
        json.WriteStringValue(text[..length]);
    }

    /// <summary>The same number without trailing zeros, so that equal numbers are equal texts.</summary>
    public static decimal Trim(decimal value) => value / 1.000000000000000000000000000000000m;
}
