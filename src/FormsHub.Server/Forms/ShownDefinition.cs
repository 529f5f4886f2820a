using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;

namespace FormsHub.Server.Forms;

/// <summary>
/// A definition without what somebody may not know of: fields and columns that are hidden in every record, and all that names them. An
/// expression or filter names a field where its key is a word of it, which now and then leaves out too much and never too little.
/// </summary>
internal sealed partial class ShownDefinition
{
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _ids = [];
    private readonly HashSet<string> _paths = [];

    private ShownDefinition(FormRights rights)
    {
        foreach (var field in rights.Unknown)
        {
            _ids.Add(field.Id);
            var table = field.Table is { } of ? of.Key + "." : "";
            foreach (var name in field.Definition.Aliases.Prepend(field.Key))
            {
                _names.Add(name);
                _paths.Add(table + name);
            }
        }
        foreach (var field in rights.UnknownElsewhere) _names.UnionWith(field.Definition.Aliases.Prepend(field.Key));
    }

    public static FormDefinition Of(FormDefinition definition, FormRights rights) =>
        IsAll(rights) ? definition : new ShownDefinition(rights).Of(definition);

    public static ViewDefinition Of(ViewDefinition view, FormRights rights) => IsAll(rights) ? view : new ShownDefinition(rights).Of(view);

    private static bool IsAll(FormRights rights) => rights.Unknown.Count is 0 && rights.UnknownElsewhere.Count is 0;

    private FormDefinition Of(FormDefinition definition) => definition with
    {
        TitleField = definition.TitleField is { } title && _paths.Contains(title) ? null : definition.TitleField,
        Fields = [.. definition.Fields.Where(field => !_ids.Contains(field.Id)).Select(Of)],
        Rules = [.. definition.Rules.Where(rule => !Names(rule.When)).Select(Of).Where(rule => rule.Set.Count > 0)],
        Views = [.. definition.Views.Select(Of)],
        Layout = definition.Layout is { } layout && Without(JsonSerializer.SerializeToNode(layout)) is { } left ? JsonSerializer.SerializeToElement(left) : null,
    };

    private FieldDefinition Of(FieldDefinition field) => field with
    {
        DefaultExpression = Names(field.DefaultExpression) ? null : field.DefaultExpression,
        Fields = [.. field.Fields.Where(column => !_ids.Contains(column.Id)).Select(Of)],
        Options = new JsonObject(field.Options
            .Where(option => option.Key is not ("expression" or "filter" or "field" or "reference") || !Names(option.Value?.ToJsonString()))
            .Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone()))),
    };

    private RuleDefinition Of(RuleDefinition rule) => rule with { Set = [.. rule.Set.Where(effect => !_paths.Contains(effect.Field) && !Names(effect.Field) && !Names(effect.Value))] };

    private ViewDefinition Of(ViewDefinition view) => view with
    {
        Filter = view.Filter is { } filter && Names(filter.GetRawText()) ? null : view.Filter,
        Sort = [.. view.Sort.Where(sort => !Names(sort))],
        Columns = [.. view.Columns.Where(column => !Names(column.Field))],
        GroupBy = Names(view.GroupBy) ? null : view.GroupBy,
    };

    private JsonNode? Without(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Where(item => !IsNamed(item)).Select(Without)]),
        JsonObject item => new JsonObject(item.Where(member => !IsNamed(member.Value) && !_paths.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, Without(member.Value)))),
        _ => node?.DeepClone(),
    };

    /// <summary>Whether an item of a layout is such a field, or stands for one.</summary>
    private bool IsNamed(JsonNode? item) => item switch
    {
        JsonValue value when value.GetValueKind() is JsonValueKind.String => _paths.Contains(value.GetValue<string>()) || _ids.Contains(value.GetValue<string>()),
        JsonObject of => of.Any(member => member.Key is "field" or "key" or "id" && IsNamed(member.Value)),
        _ => false,
    };

    private bool Names(string? text)
    {
        foreach (var word in Words().EnumerateMatches(text))
        {
            if (_names.Contains(text!.Substring(word.Index, word.Length))) return true;
        }
        return false;
    }

    [GeneratedRegex(@"\w+", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
