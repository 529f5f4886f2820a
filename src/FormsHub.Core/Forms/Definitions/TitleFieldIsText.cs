using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>
/// The title field is a field of the form that is stored and can be shown as one line. What a link shows belongs to another record
/// and changes there: a formula over the reference, which is computed again then, may be the title instead.
/// </summary>
internal sealed class TitleFieldIsText : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        if (draft.Definition.TitleField is not { } key) yield break;
        var place = draft.Places.FirstOrDefault(each => each.Table is null && each.Definition.Key == key);
        if (place is null)
        {
            yield return Unknown("/titleField", key, draft.Definition.Fields.Select(field => field.Key));
            yield break;
        }
        if (place.Field?.Type is not { } type) yield break;
        if (type.Role is FieldRole.Layout or FieldRole.Computed || type.Name is "table" or "json" or "richText" or "file" or "image" or "signature")
        {
            yield return Error("/titleField", "does_not_fit",
                $"\"{key}\" of type \"{type.Name}\" cannot be the title.", $"“{type.Name}”类型的字段“{key}”不能作为标题。");
        }
        else if (type.Links is LinkKind.Record)
        {
            yield return Error("/titleField", "title_is_a_link",
                $"\"{key}\" points at another record, whose title may change. Make a formula such as \"{key}.name\" the title.",
                $"“{key}”指向另一条记录，其标题可能变化。请用“{key}.name”这样的公式字段作为标题。");
        }
        else if (type.Links is not LinkKind.None)
        {
            yield return Error("/titleField", "title_is_a_link",
                $"\"{key}\" is a link of type \"{type.Name}\", whose name may change: it cannot be the title.", $"“{key}”是“{type.Name}”类型的链接，其名称可能变化，不能作为标题。");
        }
        else if (draft.Form.Logic.Volatile.Contains(place.Field.Id))
        {
            yield return Error("/titleField", "volatile_title",
                $"\"{key}\" is computed when it is read, so it cannot be the title.", $"“{key}”在读取时计算，不能作为标题。");
        }
    }

    internal static FieldError Unknown(string path, string key, IEnumerable<string> names) => Suggestion.For(key, names) is { } near
        ? Error(path, "unknown_field", $"There is no field \"{key}\". Did you mean \"{near}\"?", $"没有字段“{key}”，是不是“{near}”？")
        : Error(path, "unknown_field", $"There is no field \"{key}\".", $"没有字段“{key}”。");
}
