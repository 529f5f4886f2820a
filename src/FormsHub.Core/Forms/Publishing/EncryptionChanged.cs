using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>A field whose stored values are encrypted from now on, or no longer; those that are there follow, in the history too.</summary>
internal sealed class EncryptionChanged : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Stays: true, Before: { } before, After: { } after } || before.IsEncrypted == after.IsEncrypted) yield break;
        yield return new FormChange(after.IsEncrypted ? "encryption_added" : "encryption_removed", pair.Path + "/sensitive", pair.Name, after.IsEncrypted
            ? new Message(
                $"The values of \"{Label(after, Language.English)}\" are encrypted, those of the history too. It is no longer searched as text, sorted, grouped or compared other than for equality and its last 4 characters.",
                $"“{Label(after, Language.Chinese)}”的值（含历史记录）将加密保存，此后不能全文搜索、排序、分组，只能按相等或末 4 位查找。")
            : new Message(
                $"The values of \"{Label(after, Language.English)}\" are stored in clear again, those of the history too.",
                $"“{Label(after, Language.Chinese)}”的值（含历史记录）将恢复为明文保存。"))
        {
            Impact = pair.ImpactOf(value => value is null ? Verdict.Stays : new Verdict(VerdictKind.Sealed, null)),
        };
    }
}
