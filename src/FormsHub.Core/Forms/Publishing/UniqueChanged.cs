using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>A field whose values may no longer repeat, or may again.</summary>
internal sealed class UniqueChanged : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Before: { } before, After: { } after } || before.Definition.Unique == after.Definition.Unique) yield break;
        yield return after.Definition.Unique
            ? new FormChange("unique_added", pair.Path + "/unique", pair.Name, new Message(
                $"The values of \"{Label(after, Language.English)}\" may no longer repeat.", $"字段“{Label(after, Language.Chinese)}”的值不再允许重复。"))
            {
                Impact = pair.Stays ? new Impact(after.Id, _ => Verdict.Stays) { DemandsUnique = true } : null,
            }
            : new FormChange("unique_removed", pair.Path + "/unique", pair.Name, new Message(
                $"The values of \"{Label(after, Language.English)}\" may repeat.", $"字段“{Label(after, Language.Chinese)}”的值可以重复。"));
    }
}
