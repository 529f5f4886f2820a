using System.Text.Json.Serialization;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>One option of a choice: stored by its key, shown by its label.</summary>
public sealed record Choice(string Key, Localized? Label = null, string? Color = null)
{
    public string In(Language language) => Label?.In(language, Key) ?? Key;
}

/// <summary>A list of options, as the choices share it.</summary>
internal static class Choices
{
    private const int Most = 2000;
    private const int LongestKey = 100;

    public static Choice? Find(IReadOnlyList<Choice> options, string key)
    {
        foreach (var option in options)
        {
            if (option.Key == key) return option;
        }
        return null;
    }

    public static string Label(IReadOnlyList<Choice> options, string key, Language language) => Find(options, key)?.In(language) ?? key;

    /// <summary>The labels in both languages: either finds the record.</summary>
    public static string SearchText(IReadOnlyList<Choice> options, string key) => Find(options, key)?.Label is { } label
        ? string.Join(' ', new[] { label.Chinese, label.English }.Where(text => text is not null).Distinct())
        : key;

    /// <summary>The option with that key or, as people write it, with that label.</summary>
    public static Choice? Named(IReadOnlyList<Choice> options, string name)
    {
        name = name.Trim();
        return Find(options, name)
            ?? options.FirstOrDefault(option => Same(option.Key, name) || Same(option.Label?.Chinese, name) || Same(option.Label?.English, name));

        static bool Same(string? label, string name) => string.Equals(label?.Trim(), name, StringComparison.OrdinalIgnoreCase);
    }

    public static FieldError Unknown(IReadOnlyList<Choice> options, string key)
    {
        var nearest = Named(options, key)?.Key ?? Suggestion.For(key, options.Select(option => option.Key));
        return new(
            "unknown_option",
            $"\"{Short(key)}\" is not one of the options.{Suggestion.English(nearest)}",
            $"“{Short(key)}”不在选项中。{Suggestion.Chinese(nearest)}");
    }

    /// <summary>What a filter may not ask for: an option that the field never had. One that was removed may still be in records.</summary>
    public static FieldError? Never(Field field, string key, IReadOnlyList<Choice> options) =>
        field.FormerOptions.Contains(key) || field.Type.OptionKeys(field).Contains(key) ? null : Unknown(options, key);

    public static IEnumerable<FieldError> Check(IReadOnlyList<Choice> options, string path = "/options")
    {
        if (options.Count is 0) yield return new FieldError("no_options", $"Add at least one option.", $"请至少添加一个选项。").Under(path);
        if (options.Count > Most) yield return new FieldError("too_many_options", $"At most {Most} options are allowed.", $"最多 {Most} 个选项。").Under(path);

        var keys = new HashSet<string>();
        for (var i = 0; i < options.Count; i++)
        {
            var key = options[i].Key;
            if (string.IsNullOrWhiteSpace(key) || key.Length > LongestKey || key != key.Trim() || key.Any(char.IsControl))
            {
                yield return new FieldError(
                    "invalid_option_key",
                    $"An option's key has 1 to {LongestKey} characters and no blanks around it.",
                    $"选项标识为 1 到 {LongestKey} 个字符，首尾不能有空白。").Under($"{path}/{i}/key");
            }
            else if (!keys.Add(key))
            {
                yield return new FieldError("duplicate_option", $"The option key \"{key}\" is used twice.", $"选项标识“{key}”重复。").Under($"{path}/{i}/key");
            }
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

/// <summary>The options of a select; display is "dropdown" or "radio".</summary>
public sealed record SelectOptions(
    [property: JsonRequired] IReadOnlyList<Choice> Options, string? Display = null);
