using FormsHub.Core.Results;

namespace FormsHub.Core.Audit;

/// <summary>What can go wrong with the audit.</summary>
public static class AuditProblems
{
    public static readonly Problem Unavailable = Problem.Conflict(
        "audit_unavailable",
        $"This cannot be done now, because it could not be entered in the audit. Try again; an administrator finds the reason in the log.",
        $"该操作无法写入操作日志，因此未执行。请稍后重试；管理员可在服务日志中查看原因。");
}
