using FormsHub.Core.Results;

namespace FormsHub.Core.Forms;

/// <summary>All that can be said against a form, its draft or its publication.</summary>
public static class FormProblems
{
    public static Problem NotFound(string key, string? near = null) => near is null
        ? Problem.NotFound("form_not_found", $"There is no form \"{key}\".", $"没有表单“{key}”。")
        : Problem.NotFound("form_not_found", $"There is no form \"{key}\". Did you mean \"{near}\"?", $"没有表单“{key}”，是不是“{near}”？");

    public static Problem VersionNotFound(string key, int version) => Problem.NotFound(
        "version_not_found", $"The form \"{key}\" has no version {version}.", $"表单“{key}”没有第 {version} 版。");

    public static Problem NotPublished(string key) => Problem.NotFound(
        "form_not_published", $"The form \"{key}\" has not been published yet.", $"表单“{key}”尚未发布。");

    public static Problem NoDraft(string key) => Problem.Conflict(
        "nothing_to_publish",
        $"The form \"{key}\" has no draft: nothing has changed since its last version.",
        $"表单“{key}”没有草稿：自上一版以来没有修改。");

    public static Problem KeyTaken(string key, string holder) => Problem.Conflict(
        "key_taken", $"The name \"{key}\" already belongs to the form \"{holder}\".", $"名称“{key}”已被表单“{holder}”使用。");

    public static Problem Invalid(IReadOnlyList<FieldError> errors) => Problem.Invalid(
        "invalid_form", $"The form has {errors.Count} errors.", $"表单有 {errors.Count} 处错误。") with
    {
        Errors = errors,
    };

    public static Problem Stale(int rev, object current) => new(ProblemKind.Stale, "draft_changed", new Message(
        $"Somebody else changed the draft: it is at revision {rev} now.", $"草稿已被他人修改，当前为第 {rev} 版。"))
    {
        Details = new Dictionary<string, object?> { ["rev"] = rev, ["current"] = current },
    };

    public static Problem NotDeleted(string key) => Problem.Conflict(
        "form_not_deleted", $"The form \"{key}\" is not in the recycle bin.", $"表单“{key}”不在回收站中。");

    public static Problem ConfirmDelete(string key, long records, IReadOnlyList<string> usedBy, int operations) => Problem.Conflict(
        "confirm_delete",
        $"The form \"{key}\" holds {records} records, is used by {usedBy.Count} other forms and asked by {operations} GraphQL operations of programs. Send confirm={records} to delete it.",
        $"表单“{key}”有 {records} 条记录，被 {usedBy.Count} 个其他表单和 {operations} 个程序的 GraphQL 操作使用。确认删除请带上 confirm={records}。") with
    {
        Details = new Dictionary<string, object?> { ["records"] = records, ["usedBy"] = usedBy, ["operations"] = operations },
    };

    public static Problem Busy(string key) => Problem.Conflict(
        "form_busy",
        $"The form \"{key}\" is in heavy use at this moment and could not be published. Nothing was changed; try again.",
        $"表单“{key}”正在被大量使用，暂时无法发布。未做任何修改，请重试。");
}
