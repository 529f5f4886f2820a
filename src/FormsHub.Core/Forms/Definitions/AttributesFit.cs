using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>The common attributes have known values and stand only on fields that can have them.</summary>
internal sealed class AttributesFit : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        foreach (var (definition, path, table, field) in draft.Places)
        {
            if (definition.Sensitive is not (null or "none" or "mask" or "encrypt"))
                yield return OneOf(path + "/sensitive", "\"none\", \"mask\", \"encrypt\"");
            if (definition.Width is not (null or "full" or "half")) yield return OneOf(path + "/width", "\"full\", \"half\"");
            if (field is null) continue;

            var type = field.Type;
            if (definition.Unique && (table is not null || !type.CanBeUnique)) yield return DoesNotFit(path + "/unique", definition);
            if (definition.Indexed && (table is not null || type.Role is FieldRole.Computed or FieldRole.Layout))
                yield return DoesNotFit(path + "/indexed", definition);
            if (definition.Discloses && type.Role is not (FieldRole.Computed or FieldRole.Formula)) yield return DoesNotFit(path + "/discloses", definition);
            if (definition.Required && type.Role is not FieldRole.Input) yield return DoesNotFit(path + "/required", definition);
        }
    }

    private static FieldError OneOf(string path, string values) =>
        Error(path, "unknown_value", $"must be one of {values}", $"必须是以下之一：{values}");

    private static FieldError DoesNotFit(string path, FieldDefinition field) => Error(path, "does_not_fit",
        $"\"{field.Key}\" of type \"{field.Type}\" cannot have this here.", $"“{field.Type}”类型的字段“{field.Key}”不能这样设置。");
}
