using FormsHub.Core.Results;

namespace FormsHub.Server.Sharing;

/// <summary>What can go wrong with shares and links.</summary>
internal static class SharingProblems
{
    public static readonly Problem LinkInvalid = Problem.Forbidden(
        "link_invalid", $"This link does not work: it is unknown, has ended or was revoked.", $"该链接无效：链接不存在、已到期或已被撤销。");

    public static readonly Problem LinkPasswordRequired = Problem.Forbidden("link_password_required", $"This link asks for a password.", $"该链接需要密码。");

    public static readonly Problem LinkPasswordWrong = Problem.Forbidden("link_password_wrong", $"The password is wrong.", $"密码错误。");

    public static readonly Problem LinkTooNarrow = Problem.Forbidden("link_too_narrow", $"A link cannot do this.", $"通过链接不能执行此操作。");

    public static readonly Problem ViewSearches = Problem.Invalid(
        "view_searches", $"This view searches for words, which cannot be shared. Use a filter instead.", $"该视图包含关键词搜索，无法共享。请改用筛选条件。");

    public static readonly Problem MayNotChange = Problem.Forbidden(
        "may_not_change_share", $"Only who shared this, and who may change the form, may change or revoke the share.", $"只有共享人和可以修改表单的人才能修改或撤销该共享。");

    public static Problem NotFound(Guid id) => Problem.NotFound("share_not_found", $"There is no share {id}.", $"没有共享 {id}。");

    public static Problem NothingToSee(string name) => Problem.Conflict(
        "share_shows_nothing", $"\"{name}\" would still not see this record: a restriction keeps it from them.", $"“{name}”仍然看不到这条记录：该记录受限制规则保护。");

    public static Problem CannotFillIn(IReadOnlyList<string> fields) => Problem.Conflict(
        "link_cannot_fill_in", $"Nobody could save this form by a link, because these required fields are not filled in there: {string.Join(", ", fields)}.", $"以下必填字段无法通过链接填写，因此无法保存：{string.Join("、", fields)}。");
}
