using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Every field has a known type with attributes that it knows; only a sub-table has columns.</summary>
internal sealed class TypesExist : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        foreach (var place in draft.Places)
        {
            var name = place.Definition.Type;
            if (FieldTypes.Find(name) is null)
            {
                yield return Suggestion.For(name, FieldTypes.All.Select(each => each.Name)) is { } near
                    ? Error(place.Path + "/type", "unknown_type",
                        $"There is no field type \"{name}\". Did you mean \"{near}\"?", $"没有字段类型“{name}”，是不是“{near}”？")
                    : Error(place.Path + "/type", "unknown_type", $"There is no field type \"{name}\".", $"没有字段类型“{name}”。");
                continue;
            }

            if (name is not "table" && place.Definition.Fields.Count > 0)
                yield return Error(place.Path + "/fields", "unknown_property", $"Only a sub-table has columns.", $"只有子表才能包含列。");
        }

        foreach (var error in draft.AttributeErrors) yield return error;
    }
}
