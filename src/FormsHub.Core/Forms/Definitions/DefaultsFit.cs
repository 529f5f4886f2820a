using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>A default is a value that the field itself would take; there is one source of it, not two.</summary>
internal sealed class DefaultsFit : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        foreach (var (definition, path, _, field) in draft.Places)
        {
            if (definition.Default is null && definition.DefaultExpression is null) continue;
            if (definition.Default is not null && definition.DefaultExpression is not null)
            {
                yield return Error(path + "/defaultExpression", "contradiction",
                    $"\"{definition.Key}\" has a default and a default expression; keep one.", $"“{definition.Key}”同时有默认值和默认公式，请保留一个。");
            }
            if (field is null) continue;
            if (field.Type.Role is not FieldRole.Input)
            {
                yield return Error(path + (definition.Default is null ? "/defaultExpression" : "/default"), "does_not_fit",
                    $"A field of type \"{definition.Type}\" has no default.", $"“{definition.Type}”类型的字段不能有默认值。");
                continue;
            }
            if (definition.Default is not { } value) continue;
            foreach (var error in field.Type.Read(value, field).Errors ?? []) yield return error.Under(path + "/default");
        }
    }
}
