using FormsHub.Core.Results;

namespace FormsHub.Server.Apps;

/// <summary>What can go wrong with applications.</summary>
public static class AppProblems
{
    public static readonly Problem MayNotDesign = Problem.Forbidden(
        "may_not_design", $"You may not make or export applications.", $"您没有新建或导出应用的权限。");

    public static Problem NotFound(string app) => Problem.NotFound("app_not_found", $"There is no application \"{app}\".", $"应用“{app}”不存在。");

    public static Problem KeyTaken(string app) =>
        Problem.Conflict("key_taken", $"There is an application \"{app}\" already.", $"应用“{app}”已存在。") with
        {
            Errors = [new FieldError("/key", "key_taken", new Message($"This key is taken.", $"该键已被使用。"))],
        };
}
