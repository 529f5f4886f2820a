using System.Collections.Frozen;
using System.Text.RegularExpressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Server.People;

/// <summary>What names, passwords, keys and titles of people, departments and roles must look like.</summary>
internal static partial class PersonRules
{
    public const int ShortestPassword = 8;
    public const int LongestPassword = 200;

    /// <summary>Of PBKDF2 with HMAC-SHA-512; a password hashed with fewer is hashed anew when its person signs in.</summary>
    public const int HashRounds = 210_000;
    private const int LongestName = 100;

    public static FieldError? UserName(string? userName) => userName is not null && UserNamePattern().IsMatch(userName)
        ? null
        : Error(
            "/userName",
            "bad_user_name",
            $"A user name has 2 to 64 letters, digits and the characters . _ - @, and begins with a letter or digit.",
            $"用户名须为 2 到 64 个字符，可用字母、数字和 . _ - @，并以字母或数字开头。");

    public static FieldError? DisplayName(string? displayName) =>
        !string.IsNullOrWhiteSpace(displayName) && displayName.Length <= LongestName && !displayName.Any(char.IsControl)
            ? null
            : Error("/displayName", "bad_name", $"A name has 1 to {LongestName} characters.", $"姓名须为 1 到 {LongestName} 个字符。");

    public static FieldError? Email(string? email) => email is null || (email.Length <= 254 && EmailPattern().IsMatch(email))
        ? null
        : Error("/email", "bad_email", $"This is no e-mail address.", $"邮箱地址格式不正确。");

    private static readonly Lazy<FrozenSet<string>> CommonPasswords = new(ReadCommonPasswords);

    /// <summary>Any characters will do. What is easy to guess is refused: common passwords, names with little beside them, few different characters.</summary>
    public static FieldError? Password(string? password, string? userName, string path = "/password")
    {
        if (password is null || password.Length < ShortestPassword)
            return Error(path, "password_too_short", $"A password has at least {ShortestPassword} characters.", $"密码至少需要 {ShortestPassword} 个字符。");
        if (password.Length > LongestPassword)
            return Error(path, "password_too_long", $"A password has at most {LongestPassword} characters.", $"密码最多 {LongestPassword} 个字符。");
        return IsEasy(password, userName) ? Error(path, "password_too_easy", $"This password is too easy to guess.", $"密码过于简单。") : null;
    }

    private static bool IsEasy(string password, string? userName)
    {
        var lower = password.ToLowerInvariant();
        if (lower.Distinct().Count() < 4 || CommonPasswords.Value.Contains(lower)) return true;

        // What everybody knows of the account counts for nothing: what is left must be long enough.
        var rest = lower.Replace("formshub", "", StringComparison.Ordinal);
        if (!string.IsNullOrWhiteSpace(userName)) rest = rest.Replace(userName.Trim().ToLowerInvariant(), "", StringComparison.Ordinal);
        return rest.Length != lower.Length && (rest.Length < ShortestPassword || CommonPasswords.Value.Contains(rest));
    }

    private static FrozenSet<string> ReadCommonPasswords()
    {
        using var reader = new StreamReader(typeof(PersonRules).Assembly.GetManifestResourceStream("common-passwords")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
    }

    public static FieldError? Language(string? language) => language is null or "zh-CN" or "en"
        ? null
        : Error("/language", "unknown_language", $"The language is \"zh-CN\" or \"en\".", $"语言须为“zh-CN”或“en”。");

    public static FieldError? Key(string? key) => key is not null && KeyPattern().IsMatch(key)
        ? null
        : Error(
            "/key",
            "bad_key",
            $"A key begins with a small letter and has up to 63 letters and digits.",
            $"键须以小写字母开头，由不超过 63 个字母和数字组成。");

    public static FieldError? Title(Localized? title) =>
        title is not null && title.In(Core.Results.Language.English) is { Length: > 0 and <= LongestName } && title.In(Core.Results.Language.Chinese).Length <= LongestName
            ? null
            : Error("/title", "bad_title", $"A title has 1 to {LongestName} characters in at least one language.", $"标题至少需要一种语言，1 到 {LongestName} 个字符。");

    public static FieldError Error(string path, string code, FormattableString english, FormattableString chinese) =>
        new(path, code, new Message(english, chinese));

    public static FieldError UnknownRole(int index, string role) =>
        Error($"/roles/{index}", "unknown_role", $"There is no role \"{role}\".", $"角色“{role}”不存在。");

    public static FieldError UnknownDepartment(string path, string department) =>
        Error(path, "unknown_department", $"There is no department \"{department}\".", $"部门“{department}”不存在。");

    public static FieldError UnknownUser(string path, string user) =>
        Error(path, "unknown_user", $"There is no user \"{user}\".", $"用户“{user}”不存在。");

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._@-]{1,63}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UserNamePattern();

    [GeneratedRegex(@"^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+\.[^@\s\p{Cc}.]+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EmailPattern();

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,62}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}
