using FormsHub.Core.Access;
using FormsHub.Core.Results;

namespace FormsHub.Querying;

/// <summary>What can be said against a question.</summary>
public static class QueryProblems
{
    public static Problem FormNotFound(string key) =>
        Problem.NotFound("form_not_found", $"There is no form \"{key}\".", $"没有表单“{key}”。");

    public static Problem RecordNotFound(string form, Guid id) =>
        Problem.NotFound("record_not_found", $"Form \"{form}\" has no record {id}.", $"表单“{form}”没有记录 {id}。");

    public static Problem RevisionNotFound(Guid id, int rev) =>
        Problem.NotFound("revision_not_found", $"Record {id} has no revision {rev}.", $"记录 {id} 没有版本 {rev}。");

    public static Problem ViewNotFound(string view) => Problem.Invalid(
        "view_not_found", $"There is no view \"{view}\" for you.", $"没有您可用的视图“{view}”。") with
    { Errors = [new("/view", "view_not_found", new Message($"There is no view \"{view}\".", $"没有视图“{view}”。"))] };

    public static Problem Forbidden(string form, FormAction action) =>
        Problem.Forbidden("forbidden", $"You may not {English(action)} in form \"{form}\".", $"您无权在表单“{form}”中{Chinese(action)}。");

    private static string English(FormAction action) => action switch
    {
        FormAction.ViewHistory => "see the history",
        FormAction.Reveal => "reveal masked values",
        FormAction.Manage => "change the form",
        FormAction.Read or FormAction.Create or FormAction.Update or FormAction.Delete or FormAction.Restore or FormAction.Purge or FormAction.Import
            or FormAction.Export or FormAction.Print or FormAction.Revert or FormAction.Share => $"{action.ToString().ToLowerInvariant()} records",
    };

    private static string Chinese(FormAction action) => action switch
    {
        FormAction.Read => "查看记录",
        FormAction.Create => "新建记录",
        FormAction.Update => "修改记录",
        FormAction.Delete => "删除记录",
        FormAction.Restore => "恢复记录",
        FormAction.Purge => "彻底删除记录",
        FormAction.Import => "导入",
        FormAction.Export => "导出",
        FormAction.Print => "打印",
        FormAction.ViewHistory => "查看版本记录",
        FormAction.Revert => "回滚记录",
        FormAction.Reveal => "显示脱敏内容",
        FormAction.Share => "分享",
        FormAction.Manage => "修改表单",
    };

    public static Problem Invalid(IReadOnlyList<FieldError> errors) => Problem.Invalid(
        "invalid_query", $"The question cannot be answered as asked: {errors[0].Message}", $"查询无效：{errors[0].Message.Chinese}") with
    { Errors = errors };
}
