using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>The title field is a field of the form that is stored and can be shown as one line.</summary>
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
    }

    internal static FieldError Unknown(string path, string key, IEnumerable<string> names) => Suggestion.For(key, names) is { } near
        ? Error(path, "unknown_field", $"There is no field \"{key}\". Did you mean \"{near}\"?", $"没有字段“{key}”，是不是“{near}”？")
        : Error(path, "unknown_field", $"There is no field \"{key}\".", $"没有字段“{key}”。");
}
