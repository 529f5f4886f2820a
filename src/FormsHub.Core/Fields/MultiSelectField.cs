using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>Several options out of a list, stored by their keys in the order of the options.</summary>
public sealed class MultiSelectField : FieldType<IReadOnlyList<string>, MultiSelectField.MultiSelectOptions>
{
    public sealed record MultiSelectOptions(IReadOnlyList<Choice> Options, int? MinItems = null, int? MaxItems = null);

    public override string Name => "multiSelect";
    public override SqlType SqlType => SqlType.TextArray;
    public override FilterOperators Operators => FilterOperators.Listed;

    public override bool IsMany(Field field) => true;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.MinItems < 0 || options.MinItems > (options.MaxItems ?? options.Options.Count))
            yield return new FieldError("out_of_range", $"The fewest items must be between 0 and the most.", $"最少项数须在 0 到最多项数之间。").Under("/minItems");
        if (options.MaxItems < 1)
            yield return new FieldError("out_of_range", $"The most items must be 1 or more.", $"最多项数至少为 1。").Under("/maxItems");
        foreach (var error in Choices.Check(options.Options)) yield return error;
    }

    protected override Parsed<IReadOnlyList<string>> Parse(JsonElement input, MultiSelectOptions options)
    {
        if (Keys(input, options, acceptGone: false, out var given) is { } wrong) return wrong;
        if (given.Count is 0) return Parsed<IReadOnlyList<string>>.Empty();

        var chosen = InOrder(given, options);
        return given.Count == chosen.Count
            ? chosen
            : Parsed<IReadOnlyList<string>>.Repaired(chosen, [new Repair(
                "",
                "duplicates_removed",
                new Message($"Options given twice were kept once.", $"重复的选项已合并。"),
                input,
                JsonSerializer.SerializeToElement(chosen))]);
    }

    /// <summary>One item may be asked for without a list around it; records may still hold an option that was removed.</summary>
    protected override Parsed<IReadOnlyList<string>> ParseOperand(JsonElement input, MultiSelectOptions options)
    {
        if (input.ValueKind is JsonValueKind.String) return new List<string> { input.GetString()! };
        return Keys(input, options, acceptGone: true, out var given) is { } wrong ? wrong
            : given.Count is 0 ? Parsed<IReadOnlyList<string>>.Empty()
            : InOrder(given, options);
    }

    public override IEnumerable<Choice> AllOptions(Field field) => OptionsOf(field).Options;

    protected override FieldError? CheckOperand(IReadOnlyList<string> value, Field field) =>
        value.Select(key => Choices.Never(field, key, OptionsOf(field).Options)).FirstOrDefault(error => error is not null);

    private static FieldError? Keys(JsonElement input, MultiSelectOptions options, bool acceptGone, out List<string> keys)
    {
        keys = [];
        if (input.ValueKind is not JsonValueKind.Array)
            return new FieldError("wrong_type", $"Must be a list of options.", $"必须是选项的列表。");
        var index = 0;
        foreach (var item in input.EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.String)
                return new FieldError("wrong_type", $"Must be the key of an option.", $"必须是选项标识。").Under($"/{index}");
            var key = item.GetString()!;
            if (!acceptGone && Choices.Find(options.Options, key) is null) return Choices.Unknown(options.Options, key).Under($"/{index}");
            keys.Add(key);
            index++;
        }
        return null;
    }

    private static List<string> InOrder(IEnumerable<string> keys, MultiSelectOptions options)
    {
        var left = keys.ToHashSet();
        return [.. options.Options.Select(option => option.Key).Where(left.Remove).ToList(), .. left];
    }

    protected override IEnumerable<FieldError> Check(IReadOnlyList<string> value, MultiSelectOptions options)
    {
        if (value.Count < options.MinItems) yield return new("too_few_items", $"Choose at least {options.MinItems}.", $"请至少选择 {options.MinItems} 项。");
        if (value.Count > options.MaxItems) yield return new("too_many_items", $"Choose at most {options.MaxItems}.", $"最多选择 {options.MaxItems} 项。");
    }

    protected override JsonElement Write(IReadOnlyList<string> value, JsonElement input) => StoredLists.Write(value, input);

    public override string Display(JsonElement value, Field field, Language language) => string.Join(
        new Message($", ", $"、").In(language),
        StoredLists.Read(value).Select(key => Choices.Label(OptionsOf(field).Options, key, language)));

    public override string? SearchText(JsonElement value, Field field) =>
        string.Join(' ', StoredLists.Read(value).Select(key => Choices.SearchText(OptionsOf(field).Options, key)));

    public override Value ToValue(JsonElement value, Field field) => StoredLists.ToValue(value);

    public override int Compare(JsonElement left, JsonElement right) => StoredLists.Compare(left, right);

    /// <summary>A list keeps the options that are known; text is split at commas and matched with keys and labels.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        var names = value.ValueKind is JsonValueKind.Array && from.Type.Links is LinkKind.None && from.Type.SqlType is SqlType.TextArray
            ? [.. StoredLists.Read(value)]
            : value.ValueKind is JsonValueKind.String && Choices.Named(OptionsOf(to).Options, value.GetString()!) is { } one ? [one.Key]
            : from.Type.Plain(value, from)?.Split([',', '、', '\uff0c', ';', '\uff1b', '/', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names is null) return Conversion.Impossible;
        return Known(names, to);
    }

    protected override Conversion CarrySame(JsonElement value, Field from, Field to) => Known([.. StoredLists.Read(value)], to);

    private static Conversion Known(string[] names, Field to)
    {
        var keys = names.Select(name => Choices.Named(OptionsOf(to).Options, name)?.Key).OfType<string>().Distinct().ToList();
        return keys.Count is 0 ? Conversion.Impossible : new(JsonSerializer.SerializeToElement(keys), Lossy: keys.Count < names.Length);
    }
}
