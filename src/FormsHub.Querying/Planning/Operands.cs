using System.Text.Json;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// Values to compare with, as typed parameters. A number may stand in a text, as cursors have it, because an average may have more
/// digits than a JSON number should.
/// </summary>
internal static class Operands
{
    public static SqlText Sql(JsonElement value, ValueKind kind) => kind switch
    {
        ValueKind.Text => $"{Text(value)}",
        ValueKind.Number when value.ValueKind is JsonValueKind.String => $"{value.GetString()!}::numeric",
        ValueKind.Number => $"{value.GetDecimal()}",
        ValueKind.Uuid => $"{value.GetGuid()}",
        ValueKind.Moment => $"{Moment(value)}",
        ValueKind.TextArray or ValueKind.Json => throw new NotSupportedException($"A value of kind {kind} is not compared as one."),
    };

    /// <summary>All values as one array parameter.</summary>
    public static SqlText Array(IEnumerable<JsonElement> values, ValueKind kind) => kind switch
    {
        ValueKind.Text => $"{values.Select(Text).ToArray()}",
        ValueKind.Number => $"{values.Select(value => value.GetDecimal()).ToArray()}",
        ValueKind.Uuid => $"{values.Select(value => value.GetGuid()).ToArray()}",
        ValueKind.Moment => $"{values.Select(Moment).ToArray()}",
        ValueKind.TextArray or ValueKind.Json => throw new NotSupportedException($"A value of kind {kind} is not compared as one."),
    };

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static DateTime Moment(JsonElement value) => value.GetDateTimeOffset().UtcDateTime;
}
