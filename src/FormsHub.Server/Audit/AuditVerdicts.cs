using FormsHub.Core.Results;
using FormsHub.Storage.Audit;

namespace FormsHub.Server.Audit;

/// <summary>What a verification of the audit found, as a sentence.</summary>
internal static class AuditVerdicts
{
    public static Message Say(AuditVerdict verdict, int heads) => verdict.Break switch
    {
        null => new Message(
            $"All {verdict.Entries} entries are what they were when they were written. Ends noted outside the database that agree: {heads}.",
            $"全部 {verdict.Entries} 条日志与写入时一致。相符的外部链尾记录：{heads} 个。"),
        { Kind: AuditBreak.Missing, Id: var id } => new Message($"Entry {id} is missing. The {verdict.Entries} entries before it are whole.", $"第 {id} 条日志缺失。此前的 {verdict.Entries} 条完好。"),
        { Kind: AuditBreak.Altered, Id: var id } => new Message($"Entry {id} was altered. The {verdict.Entries} entries before it are whole.", $"第 {id} 条日志被改动。此前的 {verdict.Entries} 条完好。"),
        { Kind: AuditBreak.Replaced, Id: var id } => new Message(
            $"Entry {id} or one before it was replaced: the chain was computed anew, and does not agree with the end noted outside the database.",
            $"第 {id} 条或之前的日志被替换：链被重新计算，与数据库之外记录的链尾不符。"),
        { Id: var id } => new Message(
            $"Entry {id} and those after it are missing: the end noted outside the database lies further on. The {verdict.Entries} entries before it are whole.",
            $"第 {id} 条及之后的日志缺失：数据库之外记录的链尾在其后。此前的 {verdict.Entries} 条完好。"),
    };
}
