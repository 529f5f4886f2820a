using System.Text.Json;
using FormsHub.GraphQL.Types;
using Field = FormsHub.Core.Forms.Field;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>The values of an enum by the keys of options; an option that the field has no more is empty.</summary>
internal sealed class ChoiceHole(ChoiceNames names, bool isMany) : Hole
{
    public override void Write(JsonElement made, Utf8JsonWriter json)
    {
        if (!isMany)
        {
            if (NameOf(made) is { } name) json.WriteStringValue(name);
            else json.WriteNullValue();
            return;
        }
        json.WriteStartArray();
        foreach (var name in made.ValueKind is JsonValueKind.Array ? made.EnumerateArray().Select(NameOf).OfType<string>().ToList() : []) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private string? NameOf(JsonElement key) => key.ValueKind is JsonValueKind.String ? names.NameOf(key.GetString()!) : null;
}

/// <summary>The options of a choice under names that GraphQL allows.</summary>
internal sealed class ChoiceNames
{
    private readonly Dictionary<string, string> _names = [];

    public ChoiceNames(string type, Field kind)
    {
        var taken = new HashSet<string> { "true", "false", "null" };
        var options = kind.Type.AllOptions(kind).DistinctBy(option => option.Key).ToList();
        foreach (var option in options.Where(option => IsName(option.Key) && taken.Add(option.Key))) _names.Add(option.Key, option.Key);
        foreach (var option in options.Where(option => !_names.ContainsKey(option.Key)))
        {
            var safe = Safe(option.Label?.English is { Length: > 0 } english && !option.Key.Any(char.IsAsciiLetterOrDigit) ? english : option.Key);
            var name = safe;
            for (var number = 2; !taken.Add(name); number++) name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{safe}_{number}");
            _names.Add(option.Key, name);
        }
        Type = new EnumType(type, [.. options.Select(option => new EnumValue(_names[option.Key]) { Description = option.Label is { } label ? Texts.Of(label) : null, Value = option.Key })]);
    }

    public EnumType Type { get; }

    public string? NameOf(string key) => _names.GetValueOrDefault(key);

    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_') && !text.StartsWith("__", StringComparison.Ordinal);

    private static string Safe(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')).Trim('_');
        return name.Length is 0 ? "option" : char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }
}
