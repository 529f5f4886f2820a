using FormsHub.Core.Results;

namespace FormsHub.Server.People;

/// <summary>What can go wrong with accounts, departments, roles and tokens.</summary>
public static class PeopleProblems
{
    public static readonly Problem WrongCredentials = Problem.Forbidden(
        "wrong_credentials", $"The user name or the password is wrong.", $"用户名或密码错误。");

    public static readonly Problem AccountDisabled = Problem.Forbidden(
        "account_disabled", $"This account is disabled. Ask an administrator.", $"该账号已停用，请联系管理员。");

    public static readonly Problem WrongCode = Problem.Forbidden(
        "wrong_code", $"The code is wrong, or it was used already.", $"验证码错误或已使用。");

    public static readonly Problem SignInExpired = Problem.Forbidden(
        "sign_in_expired", $"Signing in took too long. Begin again.", $"登录超时，请重新开始。");

    public static readonly Problem SignInAgain = Problem.Forbidden(
        "sign_in_again", $"For this you must have signed in within the last ten minutes. Sign in again.", $"该操作要求在十分钟内登录过，请重新登录。");

    public static readonly Problem PasswordChangeNeeded = Problem.Forbidden(
        "password_change_needed", $"Somebody else set your password. Choose your own first.", $"您的密码由他人设置，请先改成自己的密码。");

    public static readonly Problem SecondFactorNeeded = Problem.Forbidden(
        "second_factor_needed", $"Your roles need a second factor. Set it up first.", $"您的角色要求使用两步验证，请先完成设置。");

    public static readonly Problem SecondFactorStays = Problem.Conflict(
        "second_factor_stays", $"Your roles need a second factor. You may replace it, but not remove it.", $"您的角色要求使用两步验证，可以更换，不能移除。");

    public static readonly Problem NoSecondFactor = Problem.Conflict(
        "no_second_factor", $"There is no second factor.", $"未设置两步验证。");

    public static readonly Problem UnknownIdentity = Problem.Forbidden(
        "unknown_identity", $"Nobody here has linked this identity. Sign in with your password and link it, or ask an administrator.", $"该身份尚未关联账号，请先用密码登录并关联，或联系管理员。");

    public static readonly Problem IdentityTaken = Problem.Conflict(
        "identity_taken", $"This identity belongs to somebody else here.", $"该身份已关联其他账号。");

    public static readonly Problem ProviderFailed = Problem.Conflict(
        "provider_failed", $"Signing in by the provider did not work. Try again.", $"通过第三方登录没有成功，请重试。");

    public static readonly Problem LastLogin = Problem.Conflict(
        "last_login", $"Set a password first: this is the only way in that you have.", $"请先设置密码：这是您唯一的登录方式。");

    public static Problem NoSuchProvider(string provider) =>
        Problem.NotFound("provider_not_found", $"There is no provider \"{provider}\".", $"没有登录方式“{provider}”。");

    public static Problem NoSuchSession(Guid session) =>
        Problem.NotFound("session_not_found", $"There is no session \"{session}\".", $"没有会话“{session}”。");

    public static Problem TooManyAttempts(TimeSpan wait)
    {
        var minutes = (int)Math.Ceiling(wait.TotalMinutes);
        return Problem.Conflict(
            "too_many_attempts",
            $"Too many failed attempts. Try again in {(minutes > 1 ? minutes + " minutes" : "a minute")}.",
            $"失败次数过多，请在 {minutes} 分钟后再试。");
    }

    public static readonly Problem LastAdministrator = Problem.Conflict(
        "last_administrator",
        $"This is the last active administrator. Make somebody else an administrator first.",
        $"这是最后一个有效的管理员，请先指定另一位管理员。");

    public static readonly Problem BuiltInRole = Problem.Conflict(
        "built_in_role", $"The roles \"administrator\" and \"member\" are built in and stay as they are.", $"角色“administrator”和“member”是内置角色，不能修改或删除。");

    public static readonly Problem DepartmentCycle = Invalid(
        "/parent", "department_cycle", $"A department cannot lie below itself.", $"部门不能位于自己之下。");

    public static readonly Problem ChangedMeanwhile = Problem.Conflict(
        "changed_meanwhile", $"Somebody else changed this at the same moment. Try again.", $"其他人同时修改了此项，请重试。");

    public static Problem NoSuchUser(string user) => Problem.NotFound("user_not_found", $"There is no user \"{user}\".", $"用户“{user}”不存在。");

    public static Problem NoSuchDepartment(string department) =>
        Problem.NotFound("department_not_found", $"There is no department \"{department}\".", $"部门“{department}”不存在。");

    public static Problem NoSuchRole(string role) => Problem.NotFound("role_not_found", $"There is no role \"{role}\".", $"角色“{role}”不存在。");

    public static Problem NoSuchToken(Guid token) => Problem.NotFound("token_not_found", $"You have no token \"{token}\".", $"您没有令牌“{token}”。");

    public static Problem UserNameTaken(string userName) =>
        Taken("/userName", "user_name_taken", $"The user name \"{userName}\" is taken.", $"用户名“{userName}”已被使用。");

    public static Problem DepartmentKeyTaken(string key) =>
        Taken("/key", "key_taken", $"There is a department \"{key}\" already.", $"部门“{key}”已存在。");

    public static Problem RoleKeyTaken(string key) => Taken("/key", "key_taken", $"There is a role \"{key}\" already.", $"角色“{key}”已存在。");

    public static Problem RoleInUse(int users) =>
        Problem.Conflict("role_in_use", $"{users} users hold this role. Take it from them first.", $"有 {users} 个用户拥有该角色，请先取消。");

    public static Problem DepartmentInUse(int children, int users) => Problem.Conflict(
        "department_in_use",
        $"{children} departments and {users} users belong to this department. Move them first.",
        $"该部门下还有 {children} 个子部门和 {users} 个用户，请先移走。");

    /// <summary>All that is wrong with an input.</summary>
    public static Problem Invalid(IReadOnlyList<FieldError> errors) =>
        Problem.Invalid("invalid", $"The input has {errors.Count} errors.", $"输入有 {errors.Count} 处错误。") with { Errors = errors };

    private static Problem Invalid(string path, string code, FormattableString english, FormattableString chinese) =>
        Problem.Invalid(code, english, chinese) with { Errors = [new FieldError(path, code, new Message(english, chinese))] };

    private static Problem Taken(string path, string code, FormattableString english, FormattableString chinese) =>
        Problem.Conflict(code, english, chinese) with { Errors = [new FieldError(path, code, new Message(english, chinese))] };
}
