using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>A consent is given by a person: it has a text, stands in the record itself, and neither a default nor a rule sets it.</summary>
internal sealed class ConsentsFit : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        foreach (var (definition, path, table, field) in draft.Places)
        {
            if (field?.Type is not BooleanField || BooleanField.ConsentOf(field) is not { } consent) continue;
            if (consent.Text.In(Language.English).Length is 0)
                yield return Error(path + "/consent/text", "required", $"Say what is consented to.", $"请填写征求同意的内容。");
            if (table is not null)
                yield return Error(path + "/consent", "does_not_fit", $"A column of a sub-table is no consent.", $"子表的列不能作为同意项。");
            if (definition.Default is not null) yield return Refused(path + "/default", definition.Key);
            if (definition.DefaultExpression is not null) yield return Refused(path + "/defaultExpression", definition.Key);
            for (var r = 0; r < draft.Definition.Rules.Count; r++)
            {
                for (var e = 0; e < draft.Definition.Rules[r].Set.Count; e++)
                {
                    if (draft.Definition.Rules[r].Set[e] is { Value: not null } effect && draft.Find(effect.Field)?.Field == field)
                        yield return Refused($"/rules/{r}/set/{e}/value", definition.Key);
                }
            }
        }
    }

    private static FieldError Refused(string path, string key) => Error(path, "consent_is_given",
        $"\"{key}\" is a consent: only a person gives it, so nothing sets it.", $"“{key}”是同意项，只能由本人勾选，不能自动赋值。");
}
