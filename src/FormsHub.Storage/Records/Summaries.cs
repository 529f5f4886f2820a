using FormsHub.Core.Records;
using FormsHub.Core.Results;

namespace FormsHub.Storage.Records;

/// <summary>A sentence for a change set that nobody named.</summary>
internal static class Summaries
{
    public static Message Of(IReadOnlyList<PendingWrite> writes)
    {
        var asked = writes.Where(write => write.Operation >= 0).ToList();
        var first = asked[0];
        var ops = asked.Select(write => write.Op).Distinct().ToList();
        var (english, chinese) = ops.Count is 1 ? Verb(ops[0]) : ("Changed", "修改");
        var form = first.Form.Definition.Title;
        var name = first.After.Title;
        var others = writes.Count - asked.Count;
        var (along, together) = others is 0 ? ("", "") : ($", and {others} that follow", $"，连带 {others} 条");
        if (asked.Count is 1 && !string.IsNullOrWhiteSpace(name)) return new Message($"{english} \"{name}\"{along}", $"{chinese}“{name}”{together}");
        if (asked.Select(write => write.Form.Number).Distinct().Count() is > 1 and var forms)
            return new Message($"{english} {asked.Count} records of {forms} forms{along}", $"{chinese} {forms} 个表单的 {asked.Count} 条记录{together}");
        var (ofForm, formOf) = (form?.In(Language.English, first.Form.Key) ?? first.Form.Key, form?.In(Language.Chinese, first.Form.Key) ?? first.Form.Key);
        return asked.Count is 1
            ? new Message($"{english} an untitled record of \"{ofForm}\"{along}", $"{chinese}“{formOf}”的一条未命名记录{together}")
            : new Message($"{english} {asked.Count} records of \"{ofForm}\"{along}", $"{chinese}“{formOf}”的 {asked.Count} 条记录{together}");
    }

    private static (string English, string Chinese) Verb(RevisionOp op) => op switch
    {
        RevisionOp.Create => ("Created", "新建"),
        RevisionOp.Update => ("Edited", "修改"),
        RevisionOp.Delete => ("Deleted", "删除"),
        RevisionOp.Restore => ("Restored", "恢复"),
        RevisionOp.Revert => ("Reverted", "回滚"),
        RevisionOp.Purge => ("Purged", "彻底删除"),
    };
}
