using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A path through a tree of options, stored as the keys from the root to a leaf.</summary>
public sealed class CascadeField : FieldType<IReadOnlyList<string>, CascadeField.CascadeOptions>
{
    private const int MostLevels = 10;

    public sealed record CascadeOptions(IReadOnlyList<Branch> Options);

    /// <summary>An option, and those below it.</summary>
    public sealed record Branch(string Key, Localized? Label = null, string? Color = null, IReadOnlyList<Branch>? Children = null)
    {
        internal Choice Choice => new(Key, Label, Color);
    }

    public override string Name => "cascade";
    public override SqlType SqlType => SqlType.TextArray;

    /// <summary>contains asks for a key on any level.</summary>
    public override FilterOperators Operators => FilterOperators.Listed;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog) => CheckLevel(OptionsOf(field).Options, "/options", 1);

    private static IEnumerable<FieldError> CheckLevel(IReadOnlyList<Branch> level, string path, int depth)
    {
        if (depth > MostLevels)
        {
            yield return new FieldError("too_many_levels", $"At most {MostLevels} levels are allowed.", $"最多 {MostLevels} 级。").Under(path);
            yield break;
        }
        foreach (var error in Choices.Check([.. level.Select(branch => branch.Choice)], path)) yield return error;
        for (var i = 0; i < level.Count; i++)
        {
            if (level[i].Children is not { Count: > 0 } children) continue;
            foreach (var error in CheckLevel(children, $"{path}/{i}/children", depth + 1)) yield return error;
        }
    }

    protected override Parsed<IReadOnlyList<string>> Parse(JsonElement input, CascadeOptions options)
    {
        if (Keys(input, out var keys) is { } wrong) return wrong;
        if (keys.Count is 0) return Parsed<IReadOnlyList<string>>.Empty();

        var level = options.Options;
        for (var i = 0; i < keys.Count; i++)
        {
            if (level.FirstOrDefault(branch => branch.Key == keys[i]) is not { } branch)
                return Choices.Unknown([.. level.Select(each => each.Choice)], keys[i]).Under($"/{i}");
            level = branch.Children ?? [];
        }
        return level.Count is 0 ? keys : new FieldError("incomplete_path", $"Choose down to the last level.", $"请选择到最后一级。");
    }

    /// <summary>One key may be asked for without a list around it.</summary>
    protected override Parsed<IReadOnlyList<string>> ParseOperand(JsonElement input, CascadeOptions options) =>
        input.ValueKind is JsonValueKind.String ? new List<string> { input.GetString()! }
        : Keys(input, out var keys) is { } wrong ? wrong
        : keys.Count is 0 ? Parsed<IReadOnlyList<string>>.Empty()
        : keys;

    public override IEnumerable<Choice> AllOptions(Field field)
    {
        var level = OptionsOf(field).Options;
        while (level.Count > 0)
        {
            foreach (var branch in level) yield return branch.Choice;
            level = [.. level.SelectMany(branch => branch.Children ?? [])];
        }
    }

    protected override FieldError? CheckOperand(IReadOnlyList<string> value, Field field) =>
        value.Select(key => Choices.Never(field, key, [.. OptionsOf(field).Options.Select(branch => branch.Choice)])).FirstOrDefault(error => error is not null);

    private static FieldError? Keys(JsonElement input, out List<string> keys)
    {
        keys = [];
        if (input.ValueKind is not JsonValueKind.Array || input.GetArrayLength() > MostLevels || input.EnumerateArray().Any(item => item.ValueKind is not JsonValueKind.String))
            return new FieldError("wrong_type", $"Must be a list of option keys, from the first level to the last.", $"必须是从第一级到最后一级的选项标识列表。");
        keys.AddRange(StoredLists.Read(input));
        return null;
    }

    protected override JsonElement Write(IReadOnlyList<string> value, JsonElement input) => StoredLists.Write(value, input);

    public override string Display(JsonElement value, Field field, Language language) =>
        string.Join(" / ", Path(value, field).Select(choice => choice.In(language)));

    public override string? SearchText(JsonElement value, Field field) =>
        string.Join(' ', Path(value, field).Select(choice => Choices.SearchText([choice], choice.Key)));

    /// <summary>The options on the path; keys that were removed stand for themselves.</summary>
    private static IEnumerable<Choice> Path(JsonElement value, Field field)
    {
        var level = OptionsOf(field).Options;
        foreach (var key in StoredLists.Read(value))
        {
            var branch = level.FirstOrDefault(each => each.Key == key);
            level = branch?.Children ?? [];
            yield return branch?.Choice ?? new Choice(key);
        }
    }

    public override Value ToValue(JsonElement value, Field field) => StoredLists.ToValue(value);

    public override int Compare(JsonElement left, JsonElement right) => StoredLists.Compare(left, right);

    /// <summary>Text becomes the path whose keys or labels it names, parted by slashes; one key alone the path that ends with it.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        if (from.Type.Plain(value, from) is not { } text) return Conversion.Impossible;
        var names = text.Split(['/', '>'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var path = Follow(OptionsOf(to).Options, names)
            ?? (value.ValueKind is JsonValueKind.String ? Follow(OptionsOf(to).Options, [value.GetString()!]) : null)
            ?? (names is [var last] ? Ending(OptionsOf(to).Options, last) : null);
        return path is null ? Conversion.Impossible : new(JsonSerializer.SerializeToElement(path), Lossy: false);
    }

    private static List<string>? Follow(IReadOnlyList<Branch> level, string[] names)
    {
        var path = new List<string>();
        foreach (var name in names)
        {
            if (Choices.Named([.. level.Select(branch => branch.Choice)], name) is not { } choice) return null;
            path.Add(choice.Key);
            level = level.First(branch => branch.Key == choice.Key).Children ?? [];
        }
        return path.Count is 0 ? null : path;
    }

    private static List<string>? Ending(IReadOnlyList<Branch> level, string name)
    {
        foreach (var branch in level)
        {
            if (branch.Children is { Count: > 0 } children)
            {
                if (Ending(children, name) is { } below) return [branch.Key, .. below];
            }
            else if (Choices.Named([branch.Choice], name) is not null)
            {
                return [branch.Key];
            }
        }
        return null;
    }
}
