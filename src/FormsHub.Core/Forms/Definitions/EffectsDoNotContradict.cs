using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Rules with the same condition do not want opposite things of one field, and none demands what it hides.</summary>
internal sealed class EffectsDoNotContradict : DefinitionRule
{
    private sealed record Wish(string When, string Field, string What, bool Value);

    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        var wishes = new Dictionary<(string When, string Field, string What), (bool Value, int Rule)>();
        for (var r = 0; r < draft.Definition.Rules.Count; r++)
        {
            var rule = draft.Definition.Rules[r];
            var when = string.Concat(rule.When.Where(c => !char.IsWhiteSpace(c)));
            for (var e = 0; e < rule.Set.Count; e++)
            {
                var effect = rule.Set[e];
                var path = $"/rules/{r}/set/{e}";
                foreach (var wish in Wishes(when, effect))
                {
                    if (wishes.TryAdd((wish.When, wish.Field, wish.What), (wish.Value, r))) continue;
                    var (value, other) = wishes[(wish.When, wish.Field, wish.What)];
                    if (value == wish.Value) continue;
                    yield return Error($"{path}/{wish.What}", "contradiction",
                        $"Rule {other + 1} wants the opposite for \"{wish.Field}\" under the same condition.",
                        $"规则 {other + 1} 在相同条件下对“{wish.Field}”的要求正好相反。");
                }

                var hidden = wishes.TryGetValue((when, effect.Field, "visible"), out var visible) && !visible.Value;
                if (hidden && effect.Required is true)
                {
                    yield return Error(path + "/required", "contradiction",
                        $"\"{effect.Field}\" is hidden and required under the same condition: nobody could fill it in.",
                        $"“{effect.Field}”在相同条件下既隐藏又必填，用户无法填写。");
                }
            }
        }
    }

    private static IEnumerable<Wish> Wishes(string when, RuleEffect effect)
    {
        if (effect.Visible is { } visible) yield return new Wish(when, effect.Field, "visible", visible);
        if (effect.Required is { } required) yield return new Wish(when, effect.Field, "required", required);
        if (effect.ReadOnly is { } readOnly) yield return new Wish(when, effect.Field, "readOnly", readOnly);
    }
}
