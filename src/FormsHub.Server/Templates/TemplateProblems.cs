using FormsHub.Core.Results;

namespace FormsHub.Server.Templates;

/// <summary>What can go wrong with templates.</summary>
public static class TemplateProblems
{
    public static readonly Problem MayNotDesign = Problem.Forbidden(
        "may_not_design", $"You may not install templates or export applications.", $"您没有安装模板或导出应用的权限。");

    public static Problem NotFound(string template) =>
        Problem.NotFound("template_not_found", $"There is no template \"{template}\".", $"模板“{template}”不存在。");

    public static Problem AlreadyInstalled(string app, IReadOnlyList<string> forms) =>
        Problem.Conflict("already_installed", $"The application \"{app}\" is installed already.", $"应用“{app}”已安装。") with
        {
            Details = new Dictionary<string, object?> { ["app"] = app, ["forms"] = forms },
        };

    public static Problem FormsExist(string app, IReadOnlyList<string> forms) =>
        Problem.Conflict(
            "forms_exist",
            $"The template needs the keys of forms that belong to something else: {string.Join(", ", forms)}.",
            $"模板需要的表单键已被其他应用使用：{string.Join("、", forms)}。") with
        {
            Details = new Dictionary<string, object?> { ["app"] = app, ["forms"] = forms },
        };

    public static Problem Missing(string file) =>
        Problem.Conflict("template_file_missing", $"The template cannot be installed: it has no {file}.", $"模板无法安装：缺少 {file}。");

    /// <summary>A file that is no JSON, or not of the shape that templates/README.md tells.</summary>
    public static Problem Unreadable(string file, System.Text.Json.JsonException exception)
    {
        var line = (exception.LineNumber ?? 0) + 1;
        return Problem.Conflict(
            "template_unreadable",
            $"The template cannot be installed: {file} is not as a template needs it, at line {line}. templates/README.md says how.",
            $"模板无法安装：{file} 第 {line} 行不符合模板的格式，写法见 templates/README.md。");
    }

    /// <summary>The template itself is wrong: its author must mend it.</summary>
    public static Problem Broken(string file, Problem reason) => reason with
    {
        Kind = ProblemKind.Conflict,
        Message = new Message(
            $"The template cannot be installed because of {file}: {reason.Message.In(Language.English)}",
            $"模板无法安装，问题在 {file}：{reason.Message.In(Language.Chinese)}"),
    };
}
