using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Each effect of a rule names a field of the form and does something that this field can have done to it.</summary>
internal sealed class EffectsNameFields : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        for (var r = 0; r < draft.Definition.Rules.Count; r++)
        {
            var rule = draft.Definition.Rules[r];
            if (rule.Set.Count is 0)
                yield return Error($"/rules/{r}/set", "required", $"The rule does nothing: name at least one field.", $"规则没有任何效果：请至少指定一个字段。");

            for (var e = 0; e < rule.Set.Count; e++)
            {
                var effect = rule.Set[e];
                var path = $"/rules/{r}/set/{e}";
                if (effect is { Visible: null, Required: null, ReadOnly: null, Value: null, Error: null })
                    yield return Error(path, "required", $"Nothing is done to \"{effect.Field}\".", $"没有对“{effect.Field}”设置任何效果。");

                var place = draft.Find(effect.Field);
                if (place is null)
                {
                    yield return TitleFieldIsText.Unknown(path + "/field", effect.Field, draft.Names);
                    continue;
                }
                if (place.Field?.Type.Role is not { } role || role is FieldRole.Input) continue;
                if (effect.Value is not null) yield return DoesNotFit(path + "/value", place.Definition);
                if (effect.Required is true) yield return DoesNotFit(path + "/required", place.Definition);
            }
        }
    }

    private static FieldError DoesNotFit(string path, FieldDefinition field) => Error(path, "does_not_fit",
        $"\"{field.Key}\" of type \"{field.Type}\" is not filled in by people.", $"“{field.Type}”类型的字段“{field.Key}”不由用户填写。");
}
