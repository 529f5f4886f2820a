using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Every field has a known type; only a sub-table has columns, and no column is a sub-table or layout.</summary>
internal sealed class TypesExist : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        foreach (var place in draft.Places)
        {
            var name = place.Definition.Type;
            if (FieldTypes.Find(name) is not { } type)
            {
                yield return Near.Find(name, FieldTypes.All.Select(each => each.Name)) is { } near
                    ? Error(place.Path + "/type", "unknown_type",
                        $"There is no field type \"{name}\". Did you mean \"{near}\"?", $"没有字段类型“{name}”，是不是“{near}”？")
                    : Error(place.Path + "/type", "unknown_type", $"There is no field type \"{name}\".", $"没有字段类型“{name}”。");
                continue;
            }

            if (place.Table is not null && (name is "table" || type.Role is FieldRole.Layout))
            {
                yield return Error(place.Path + "/type", "type_not_in_table",
                    $"A column of a sub-table cannot be of type \"{name}\".", $"子表的列不能是“{name}”类型。");
            }
            if (name is "table" && place.Definition.Fields.Count is 0)
                yield return Error(place.Path + "/fields", "required", $"A sub-table needs at least one column.", $"子表至少需要一列。");
            if (name is not "table" && place.Definition.Fields.Count > 0)
                yield return Error(place.Path + "/fields", "unknown_property", $"Only a sub-table has columns.", $"只有子表才能包含列。");
        }

        foreach (var error in draft.AttributeErrors) yield return error;
    }
}
