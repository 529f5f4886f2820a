using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>A formula that computes otherwise; existing records are computed anew after the publication.</summary>
internal sealed class FormulaChanged : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Before: { } before, After: { } after } || after.Type.Name is not "formula") yield break;
        if (FormChanges.Option(before, "expression") == FormChanges.Option(after, "expression")) yield break;
        yield return new FormChange("formula_changed", pair.Path + "/expression", pair.Name, new Message(
            $"The formula of \"{Label(after, Language.English)}\" changes.", $"“{Label(after, Language.Chinese)}”的公式有变化。"));
    }
}
