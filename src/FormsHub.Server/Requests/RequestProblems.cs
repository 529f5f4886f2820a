using FormsHub.Core.Access;
using FormsHub.Core.Results;

namespace FormsHub.Server.Requests;

/// <summary>What can be said against asking and deciding.</summary>
internal static class RequestProblems
{
    public static readonly Problem NotNeeded = Problem.Conflict(
        "no_second_person_needed", $"Nobody has to agree to this, or somebody has already: try it.", $"此操作无需第二人确认，或已有人确认，请直接操作。");

    public static readonly Problem Decided = Problem.Conflict("request_decided", $"This request is no longer open.", $"该申请已不在待处理状态。");

    public static readonly Problem WouldNotHelp = Problem.Conflict(
        "would_not_help", $"A restriction keeps this for certain roles, so that granting it would change nothing. Give one of those roles for a time instead.",
        $"受限制的记录仅对特定角色开放，同意后也不会生效。请改为在一段时间内授予其中一个角色。");

    public static Problem NotFound(Guid id) => Problem.NotFound("request_not_found", $"There is no request \"{id}\".", $"没有申请“{id}”。");

    public static Problem TooMany(int most) => Problem.Conflict(
        "request_limit", $"You have asked {most} times and nobody has decided yet. Wait, or withdraw a request.", $"您有 {most} 个申请尚未处理，请等待或撤回部分申请。");

    public static Problem MayNotGrant(FormAction action) => Problem.Forbidden(
        "may_not_grant", $"You do not have \"{GrantReader.NameOf(action)}\" on all of this yourself, so you cannot grant it.", $"您自己并不完全拥有“{GrantReader.NameOf(action)}”权限，因此不能授予。");

    public static FieldError Wrong(string path, string code, FormattableString english, FormattableString chinese) => new(path, code, new Message(english, chinese));
}
