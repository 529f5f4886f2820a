using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>The named parts of values that are objects.</summary>
internal static class Part
{
    /// <summary>A part is a field whose id and key are its name in the stored object.</summary>
    public static Field Of(string name, FieldType type) =>
        new(new FieldDefinition { Id = name, Key = name, Type = type.Name }, type, type.ReadOptions(new JsonObject()), []);

    /// <summary>An error for the first property that is no part.</summary>
    public static FieldError? Unknown(JsonElement input, IReadOnlyList<Field> parts)
    {
        foreach (var property in input.EnumerateObject())
        {
            if (parts.Any(part => property.NameEquals(part.Key))) continue;
            var names = string.Join(", ", parts.Select(part => $"\"{part.Key}\""));
            var name = property.Name.Length <= 60 ? property.Name : property.Name[..60] + "…";
            return new("unknown_part", $"There is no \"{name}\" here; use {names}.", $"这里没有“{name}”；可用的有 {names}。");
        }
        return null;
    }

    public static Value ToRow(JsonElement value, IReadOnlyList<Field> parts) => new Value.Row(
        value.GetRawText(),
        key => parts.FirstOrDefault(part => part.Key == key) is { } part && value.TryGetProperty(key, out var given)
            ? part.Type.ToValue(given, part)
            : Value.Empty);
}
