using System.Text.Json;
using FormsHub.Core.Expressions;

namespace FormsHub.Core.Fields;

/// <summary>Stored arrays of texts, which all types with several values share.</summary>
internal static class StoredLists
{
    public static JsonElement Write(IReadOnlyList<string> items, JsonElement input)
    {
        if (input.ValueKind is not JsonValueKind.Array || input.GetArrayLength() != items.Count) return JsonSerializer.SerializeToElement(items);
        var i = 0;
        foreach (var item in input.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.String || !item.ValueEquals(items[i++])) return JsonSerializer.SerializeToElement(items);
        }
        return input;
    }

    public static IEnumerable<string> Read(JsonElement value) => value.EnumerateArray().Select(item => item.GetString()!);

    public static Value ToValue(JsonElement value) => new Value.List([.. Read(value).Select(item => new Value.Text(item))]);

    /// <summary>As PostgreSQL orders jsonb arrays: shorter first, then item by item.</summary>
    public static int Compare(JsonElement left, JsonElement right)
    {
        var length = left.GetArrayLength().CompareTo(right.GetArrayLength());
        return length is not 0
            ? length
            : Read(left).Zip(Read(right), CodePoints.Compare).FirstOrDefault(order => order is not 0);
    }
}
