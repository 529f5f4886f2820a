using System.Text.Json;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Reads one JSON object of a definition; what is wrong is collected, and reading goes on.</summary>
internal sealed class DefinitionReader(JsonElement json, string path, List<FieldError> errors)
{
    private readonly HashSet<string> _known = [];

    public string Path => path;

    public bool IsObject { get; } = Check(json, path, errors);

    public string? Text(string name, int max = 2000)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is not JsonValueKind.String) return Wrong<string>(name, $"must be a text", $"必须是文本");
        var text = value.GetString()!;
        return text.Length <= max ? text : Wrong<string>(name, $"must have at most {max} characters", $"最多 {max} 个字符", "too_long");
    }

    public string RequiredText(string name)
    {
        var known = errors.Count;
        var text = Text(name);
        if (string.IsNullOrEmpty(text) && errors.Count == known) Add(name, "required", $"is required", $"不能为空");
        return text ?? "";
    }

    public bool? Flag(string name) => Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : Add<bool?>(name, "wrong_type", $"must be true or false", $"必须是 true 或 false");

    public int? Number(string name, int min, int max) => Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max ? number
        : Add<int?>(name, "wrong_type", $"must be a whole number from {min} to {max}", $"必须是 {min} 到 {max} 的整数");

    public Localized? Localized(string name)
    {
        if (Find(name) is not { } value) return null;
        try
        {
            return value.Deserialize<Localized>(JsonSerializerOptions.Default);
        }
        catch (JsonException)
        {
            return Wrong<Localized>(name, $"must be a text, or one per language: {{\"zh-CN\": \"…\", \"en\": \"…\"}}", $"必须是文本，或每种语言一个：{{\"zh-CN\": \"…\", \"en\": \"…\"}}");
        }
    }

    /// <summary>Any JSON, as it is.</summary>
    public JsonElement? Any(string name) => Find(name)?.Clone();

    public IReadOnlyList<T> List<T>(string name, int max, Func<JsonElement, string, T?> read)
        where T : class
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind is not JsonValueKind.Array) return Wrong<IReadOnlyList<T>>(name, $"must be a list", $"必须是列表") ?? [];
        if (value.GetArrayLength() > max)
            return Add<IReadOnlyList<T>>(name, "too_many", $"must have at most {max} entries", $"最多 {max} 项") ?? [];

        var items = new List<T>(value.GetArrayLength());
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (read(item, $"{path}/{name}/{index++}") is { } one) items.Add(one);
        }
        return items;
    }

    public IReadOnlyList<string> Texts(string name, int max) => List(name, max, (item, at) =>
    {
        if (item.ValueKind is JsonValueKind.String) return item.GetString();
        errors.Add(new FieldError(at, "wrong_type", new Message($"must be a text", $"必须是文本")));
        return null;
    });

    /// <summary>The properties that nobody asked for.</summary>
    public IEnumerable<JsonProperty> Others() => IsObject ? json.EnumerateObject().Where(property => !_known.Contains(property.Name)) : [];

    /// <summary>Refuses the properties that nobody asked for, with the name that was probably meant.</summary>
    public void End()
    {
        foreach (var property in Others()) errors.Add(Unknown(path, property.Name, _known));
    }

    public void Add(string name, string code, FormattableString english, FormattableString chinese) =>
        errors.Add(new FieldError($"{path}/{name}", code, new Message(english, chinese)));

    public static FieldError Unknown(string path, string name, IEnumerable<string> known) =>
        new(path + JsonPointer.To(name), "unknown_property", Suggestion.For(name, known) is { } near
            ? new Message($"There is no property \"{name}\" here. Did you mean \"{near}\"?", $"这里没有属性“{name}”，是不是“{near}”？")
            : new Message($"There is no property \"{name}\" here.", $"这里没有属性“{name}”。"));

    private static bool Check(JsonElement json, string path, List<FieldError> errors)
    {
        if (json.ValueKind is JsonValueKind.Object) return true;
        errors.Add(new FieldError(path, "wrong_type", new Message($"must be an object", $"必须是对象")));
        return false;
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        return IsObject && json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
    }

    private T? Wrong<T>(string name, FormattableString english, FormattableString chinese, string code = "wrong_type")
        where T : class => Add<T?>(name, code, english, chinese);

    private T? Add<T>(string name, string code, FormattableString english, FormattableString chinese)
    {
        Add(name, code, english, chinese);
        return default;
    }
}
