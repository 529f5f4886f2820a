using System.Text.Json;
using FormsHub.Core.Expressions;

namespace FormsHub.Core.Fields;

/// <summary>Values whose type only their JSON tells, as computed fields have them.</summary>
internal static class AnyValue
{
    public static int Compare(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind) return left.ValueKind.CompareTo(right.ValueKind);
        return left.ValueKind switch
        {
            JsonValueKind.Number => left.GetDecimal().CompareTo(right.GetDecimal()),
            JsonValueKind.String => CodePoints.Compare(left.GetString()!, right.GetString()!),
            _ => CodePoints.Compare(left.GetRawText(), right.GetRawText()),
        };
    }

    public static string Display(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Display)),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Object when value.TryGetProperty("title"u8, out var title) => Display(title),
        _ => value.GetRawText(),
    };

    public static Value ToValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => new Value.Number(value.GetDecimal()),
        JsonValueKind.String => new Value.Text(value.GetString()!),
        JsonValueKind.True or JsonValueKind.False => new Value.Logical(value.GetBoolean()),
        JsonValueKind.Array => new Value.List([.. value.EnumerateArray().Select(ToValue)]),
        JsonValueKind.Object => new Value.Row(
            value.TryGetProperty("id"u8, out var id) ? Display(id) : value.GetRawText(),
            key => value.TryGetProperty(key, out var part) ? ToValue(part) : Value.Empty),
        _ => Value.Empty,
    };
}
