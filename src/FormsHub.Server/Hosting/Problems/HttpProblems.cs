using FormsHub.Core.Results;

namespace FormsHub.Server.Hosting.Problems;

/// <summary>What can be wrong with a request before any feature sees it.</summary>
public static class HttpProblems
{
    public static readonly Problem Unauthenticated = Problem.Forbidden("unauthenticated", $"Sign in first.", $"请先登录。");

    public static readonly Problem SessionEnded = Problem.Forbidden("session_ended", $"Your session has ended. Sign in again.", $"会话已结束，请重新登录。");

    public static readonly Problem InvalidToken = Problem.Forbidden(
        "invalid_token", $"This token is unknown, expired or revoked.", $"该令牌不存在、已过期或已撤销。");

    public static readonly Problem MissingHeader = Problem.Forbidden(
        "missing_header",
        $"A write with the session cookie needs the header \"X-FormsHub: 1\".",
        $"使用会话 Cookie 的写操作需要请求头“X-FormsHub: 1”。");

    public static readonly Problem AdministratorsOnly = Problem.Forbidden(
        "administrators_only", $"Only administrators may do this.", $"只有管理员可以执行此操作。");

    public static readonly Problem TokenTooNarrow = Problem.Forbidden(
        "token_too_narrow",
        $"This token is limited to certain forms and cannot do this.",
        $"该令牌仅限于指定表单，不能执行此操作。");

    public static readonly Problem TrustedDocumentsOnly = Problem.Forbidden(
        "trusted_documents_only",
        $"This token runs trusted GraphQL documents and does nothing else.",
        $"该令牌只能运行受信任的 GraphQL 文档，不能执行其他操作。");

    public static readonly Problem TooLarge = Problem.Invalid("too_large", $"The request is too large.", $"请求内容过大。");

    public static readonly Problem TooMany = Problem.Conflict(
        "too_many_requests", $"Too many requests. Try again later.", $"请求过于频繁，请稍后再试。");

    public static readonly Problem UnsupportedMediaType = Problem.Invalid(
        "unsupported_media_type",
        $"The body must be JSON, with \"Content-Type: application/json\".",
        $"请求体必须是 JSON，并带有“Content-Type: application/json”。");

    public static readonly Problem BodyRequired = Problem.Invalid(
        "body_required", $"The request needs a JSON body.", $"请求缺少 JSON 请求体。");

    public static readonly Problem Unexpected = Problem.Conflict(
        "unexpected_error",
        $"Something went wrong on the server. Nothing was saved. Quote the trace id when you ask for help.",
        $"服务器内部出错，没有保存任何内容。寻求帮助时请提供 traceId。");

    public static readonly Problem Unavailable = Problem.Conflict(
        "database_unavailable", $"The database cannot be reached now. Try again in a moment.", $"数据库暂时无法连接，请稍后重试。");

    public static readonly Problem Busy = Problem.Conflict(
        "busy", $"Other work is in the way of this request. Try again.", $"当前有其他操作正在进行，请重试。");

    /// <param name="keys">The ids of the keys, which tell nobody anything but where to look for them.</param>
    public static Problem KeysMissing(IReadOnlyList<string> keys) => Problem.Conflict(
        "keys_missing",
        $"The server's key ring lacks a key of encrypted fields ({string.Join(", ", keys)}). Nothing was saved; an administrator must put it back.",
        $"服务器的密钥环缺少加密字段的密钥（{string.Join("、", keys)}）。没有保存任何内容，需要管理员恢复密钥。");

    public static readonly Problem ValueDamaged = Problem.Conflict(
        "value_damaged",
        $"An encrypted value was changed in the database and does not open. Quote the trace id when you ask for help.",
        $"数据库中的加密值被改动，无法解密。寻求帮助时请提供 traceId。");

    public static readonly Problem OutcomeUnknown = Problem.Conflict(
        "outcome_unknown",
        $"The server was stopped while it did this request, and it is not known whether it was done. Look, and if it was not, send it with another Idempotency-Key.",
        $"执行该请求时服务器被中断，无法确定是否已完成。请先查看；若未完成，请使用新的 Idempotency-Key 重新提交。");

    public static readonly Problem AnswerWithheld = Problem.Conflict(
        "answer_withheld",
        $"This request was done already. Its answer is not repeated, since your rights have changed since then or it was sent with another token.",
        $"该请求已执行。由于您的权限此后有变化，或请求使用了其他令牌，不再重复返回其结果。");

    public static readonly Problem TooSlow = Problem.Conflict(
        "too_slow",
        $"The request took too long and was stopped. Nothing was saved. Ask for less at once.",
        $"请求耗时过长，已被停止，没有保存任何内容。请减少一次请求的数据量。");

    public static Problem BadCharacter(FieldError place) => Problem.Invalid(
        "bad_character",
        $"The request holds a character that cannot be stored at \"{place.Path}\" (NUL, or half of a surrogate pair).",
        $"请求中“{place.Path}”处含有无法保存的字符（NUL 或不完整的代理对）。") with
    {
        Errors = [place],
    };

    public static Problem NoSuchAddress(string path) =>
        Problem.NotFound("not_found", $"There is nothing at \"{path}\".", $"“{path}”不存在。");

    public static Problem MethodNotAllowed(string method, string path) =>
        Problem.Invalid("method_not_allowed", $"\"{path}\" does not take {method}.", $"“{path}”不支持 {method} 方法。");

    /// <summary>For an answer without a body that some middleware gave.</summary>
    public static Problem ForStatus(int status, HttpRequest request) => status switch
    {
        401 => Unauthenticated,
        403 => AdministratorsOnly,
        404 => NoSuchAddress(request.Path),
        405 => MethodNotAllowed(request.Method, request.Path),
        413 => TooLarge,
        415 => UnsupportedMediaType,
        429 => TooMany,
        >= 500 => Unexpected,
        _ => Problem.Invalid("bad_request", $"The request cannot be understood.", $"无法理解该请求。"),
    };

    /// <summary>The short name of an HTTP status.</summary>
    public static Message Title(int status) => status switch
    {
        400 => new($"The request is wrong", $"请求有误"),
        401 => new($"Not signed in", $"未登录"),
        403 => new($"Not allowed", $"没有权限"),
        404 => new($"Not found", $"未找到"),
        405 => new($"Method not allowed", $"方法不被允许"),
        409 => new($"Not possible now", $"当前无法执行"),
        412 => new($"Changed by somebody else", $"已被他人修改"),
        413 => new($"Too large", $"内容过大"),
        415 => new($"Media type not supported", $"不支持的媒体类型"),
        429 => new($"Too many requests", $"请求过多"),
        503 => new($"Not available now", $"暂时不可用"),
        >= 500 => new($"Server error", $"服务器错误"),
        _ => new($"Request failed", $"请求失败"),
    };
}
