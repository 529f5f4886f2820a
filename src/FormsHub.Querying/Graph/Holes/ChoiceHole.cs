using System.Text.Json;
using FormsHub.Core.Fields;
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
        var present = kind.Type.AllOptions(kind).DistinctBy(option => option.Key).ToList();
        // Records may still hold an option that was removed, or got another key.
        var gone = kind.FormerOptions.Except(present.Select(option => option.Key)).Order(StringComparer.Ordinal).ToHashSet();
        List<Choice> options = [.. present, .. gone.Select(key => new Choice(key))];
        Name(present, taken);
        Name(options, taken);
        Type = new EnumType(type, [.. options.Select(option => new EnumValue(_names[option.Key])
        {
            Description = option.Label is { } label ? Texts.Of(label) : null,
            DeprecationReason = gone.Contains(option.Key) ? "Removed." : null,
            Value = option.Key,
        })]);
    }

    public EnumType Type { get; }

    /// <summary>Those whose keys are names keep them, and the others get what is left.</summary>
    private void Name(List<Choice> options, HashSet<string> taken)
    {
        foreach (var option in options.Where(option => !_names.ContainsKey(option.Key) && IsName(option.Key) && taken.Add(option.Key))) _names.Add(option.Key, option.Key);
        foreach (var option in options.Where(option => !_names.ContainsKey(option.Key)))
        {
            var safe = Safe(option.Label?.English is { Length: > 0 } english && !option.Key.Any(char.IsAsciiLetterOrDigit) ? english : option.Key);
            var name = safe;
            for (var number = 2; !taken.Add(name); number++) name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{safe}_{number}");
            _names.Add(option.Key, name);
        }
    }

    public string? NameOf(string key) => _names.GetValueOrDefault(key);

    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_') && !text.StartsWith("__", StringComparison.Ordinal);

    private static string Safe(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')).Trim('_');
        return name.Length is 0 ? "option" : char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }
}
