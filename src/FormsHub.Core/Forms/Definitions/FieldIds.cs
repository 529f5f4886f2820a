using System.Globalization;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>
/// Gives the fields of a definition their ids. A field that comes with an id keeps it; one without takes the id of the field with the
/// same key in the definition before; any other gets the next number. Numbers are never given twice.
/// </summary>
public sealed class FieldIds
{
    private readonly IReadOnlyList<FormDefinition> _earlier;
    private readonly IReadOnlySet<string> _known;
    private readonly List<FieldError> _errors = [];
    private readonly HashSet<string> _taken = [];

    private FieldIds(IReadOnlyList<FormDefinition> earlier, IReadOnlySet<string> known, int next)
    {
        _earlier = earlier;
        _known = known;
        Next = next;
    }

    /// <summary>The next number to give.</summary>
    public int Next { get; private set; }

    /// <param name="earlier">The definitions that came before: the draft, then the published one.</param>
    /// <param name="known">Ids that the form has or once had.</param>
    public static Result<(FormDefinition Definition, int Next)> Assign(
        FormDefinition definition, IReadOnlyList<FormDefinition> earlier, IReadOnlySet<string> known, int next)
    {
        var ids = new FieldIds(earlier, known, next);
        foreach (var id in definition.Fields.Concat(definition.Fields.SelectMany(field => field.Fields)).Select(field => field.Id))
            ids._taken.Add(id);
        var fields = ids.Give(definition.Fields, "/fields", [.. earlier.Select(each => each.Fields)]);
        return ids._errors.Count is 0 ? (definition with { Fields = fields }, ids.Next) : FormProblems.Invalid(ids._errors);
    }

    /// <summary>For a new form, whose definition may come from elsewhere with ids: they are kept, and numbering goes on behind them.</summary>
    public static Result<(FormDefinition Definition, int Next)> AssignNew(FormDefinition definition)
    {
        var given = definition.Fields.Concat(definition.Fields.SelectMany(field => field.Fields))
            .Where(field => NumberOf(field.Id) is not null).Select(field => field.Id).ToHashSet();
        return Assign(definition, [], given, given.Select(id => NumberOf(id)!.Value).DefaultIfEmpty(0).Max() + 1);
    }

    /// <summary>Replaces ids by new ones, for fields whose stored values the new type cannot hold.</summary>
    public static FormDefinition Replace(FormDefinition definition, IReadOnlyDictionary<string, string> newIds)
    {
        return definition with { Fields = Map(definition.Fields) };

        IReadOnlyList<FieldDefinition> Map(IReadOnlyList<FieldDefinition> fields) =>
            [.. fields.Select(field => field with { Id = newIds.GetValueOrDefault(field.Id, field.Id), Fields = Map(field.Fields) })];
    }

    private List<FieldDefinition> Give(
        IReadOnlyList<FieldDefinition> fields, string path, IReadOnlyList<IReadOnlyList<FieldDefinition>> earlier)
    {
        var given = new List<FieldDefinition>(fields.Count);
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            var at = $"{path}/{i}";
            if (field.Id.Length > 0 && !_known.Contains(field.Id))
            {
                _errors.Add(new FieldError(at + "/id", "unknown_field_id", new Message(
                    $"This form never had a field \"{field.Id}\". Leave the id out for a new field.",
                    $"该表单没有过字段“{field.Id}”。新增字段请不要填写 id。")));
            }
            var same = Same(field, earlier);
            var id = field.Id.Length > 0 ? field.Id : same is not null && _taken.Add(same.Id) ? same.Id : New();
            var columns = earlier.Select(each => (IReadOnlyList<FieldDefinition>)(each.FirstOrDefault(other => other.Id == id)?.Fields ?? [])).ToList();
            var aliases = field.Aliases.Count > 0 ? field.Aliases : same?.Aliases ?? [];
            given.Add(field with
            {
                Id = id,
                Aliases = [.. aliases.Where(alias => fields.All(other => other.Key != alias))],
                Fields = Give(field.Fields, at + "/fields", columns),
            });
        }
        return given;
    }

    /// <summary>The field that this one was before: the one with its id, else the one with its key.</summary>
    private static FieldDefinition? Same(FieldDefinition field, IReadOnlyList<IReadOnlyList<FieldDefinition>> earlier) =>
        earlier.Select(each => each.FirstOrDefault(other => field.Id.Length > 0 ? other.Id == field.Id : other.Key == field.Key))
            .FirstOrDefault(found => found is not null);

    private string New()
    {
        string id;
        do id = string.Create(CultureInfo.InvariantCulture, $"f{Next++}");
        while (!_taken.Add(id));
        return id;
    }

    private static int? NumberOf(string id) =>
        id.Length is > 1 and < 9 && id[0] is 'f' && id[1] is not '0' && int.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
