using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>No rule demands what, under the same condition, it or another hides. Plain opposites are found with the expressions.</summary>
internal sealed class EffectsDoNotContradict : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        var rules = draft.Definition.Rules;
        var hidden = rules.SelectMany(rule => rule.Set.Where(effect => effect.Visible is false).Select(effect => (Bare(rule.When), effect.Field))).ToHashSet();
        for (var r = 0; r < rules.Count; r++)
        {
            for (var e = 0; e < rules[r].Set.Count; e++)
            {
                var effect = rules[r].Set[e];
                if (effect.Required is not true || !hidden.Contains((Bare(rules[r].When), effect.Field))) continue;
                yield return Error($"/rules/{r}/set/{e}/required", "contradicting_rules",
                    $"\"{effect.Field}\" is hidden and required under the same condition: nobody could fill it in.",
                    $"“{effect.Field}”在相同条件下既隐藏又必填，用户无法填写。");
            }
        }
    }

    private static string Bare(string when) => string.Concat(when.Where(c => !char.IsWhiteSpace(c)));
}
