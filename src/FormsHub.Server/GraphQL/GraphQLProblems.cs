using FormsHub.Core.Results;

namespace FormsHub.Server.GraphQL;

/// <summary>What can be wrong with a GraphQL request before its document is looked at, or beside it.</summary>
public static class GraphQLProblems
{
    public static readonly Problem NoDocument = Problem.Invalid(
        "query_required", $"The request names no operation: it needs \"query\", or \"documentId\", or a persisted query.", $"请求中没有操作：需要“query”、“documentId”或持久化查询。");

    public static readonly Problem NoBatches = Problem.Invalid(
        "batching_not_supported",
        $"Several operations in one request are not supported: send one object, not a list.",
        $"不支持在一个请求中批量发送多个操作：请发送单个对象，而不是数组。");

    public static readonly Problem NotAnObject = Problem.Invalid(
        "bad_request_body", $"The body must be a JSON object with \"query\".", $"请求体必须是含有“query”的 JSON 对象。");

    public static readonly Problem NotAcceptable = Problem.Invalid(
        "not_acceptable",
        $"The answer is application/graphql-response+json, application/json or text/event-stream; \"Accept\" asks for none of them.",
        $"响应类型为 application/graphql-response+json、application/json 或 text/event-stream，“Accept”没有接受其中任何一种。");

    public static readonly Problem QueriesOnlyByGet = Problem.Invalid(
        "queries_only_by_get", $"A mutation is sent by POST: GET changes nothing.", $"变更（mutation）须用 POST 发送：GET 不会更改任何数据。");

    public static readonly Problem NeedsStream = Problem.Invalid(
        "subscription_needs_stream",
        $"A subscription needs a WebSocket, or \"Accept: text/event-stream\".",
        $"订阅需要使用 WebSocket 或“Accept: text/event-stream”。");

    public static readonly Problem BadHash = Problem.Invalid(
        "bad_query_hash", $"\"sha256Hash\" is not the SHA-256 of \"query\".", $"“sha256Hash”与“query”的 SHA-256 不一致。");

    public static readonly Problem BadPersistedQuery = Problem.Invalid(
        "bad_persisted_query",
        $"\"persistedQuery\" needs \"version\": 1 and a \"sha256Hash\" of 64 hexadecimal digits.",
        $"“persistedQuery”需要“version”: 1 和由 64 个十六进制数字组成的“sha256Hash”。");

    /// <summary>Code and sentence are those that clients of automatic persisted queries look for, in every language.</summary>
    public static readonly Problem PersistedQueryNotFound = Problem.NotFound("PERSISTED_QUERY_NOT_FOUND", $"PersistedQueryNotFound", $"PersistedQueryNotFound");

    public static readonly Problem NotTrusted = Problem.Forbidden(
        "document_not_trusted", $"This token runs trusted documents only, and this is none of them.", $"该令牌只能运行受信任的文档，而此文档不在其中。");

    public static readonly Problem TooManyStreams = Problem.Conflict(
        "too_many_streams", $"There are too many open connections of this caller. Close some.", $"该调用者打开的连接过多，请先关闭一些。");

    public static readonly Problem OtherOrigin = Problem.Forbidden(
        "other_origin", $"A session's WebSocket is opened by this application's own pages only.", $"只有本应用自己的页面才能以会话身份打开 WebSocket。");

    /// <summary>A member of the request, or a parameter of the address, that is not what it should be.</summary>
    public static Problem WrongMember(string name, string expected, string expectedChinese) => Problem.Invalid(
        "wrong_member", $"\"{name}\" must be {expected}.", $"“{name}”必须是{expectedChinese}。");

    public static Problem DocumentTooLarge(int limit) => Problem.Invalid(
        "document_too_large", $"The document is larger than {limit} bytes.", $"文档超过 {limit} 字节。");

    public static Problem NoSuchDocument(string id) => Problem.NotFound(
        "no_such_document", $"There is no document \"{id}\" for this token.", $"该令牌没有文档“{id}”。");

    public static Problem TooCostly(long cost, int limit) => Problem.Invalid(
        "cost_exceeded",
        $"The operation may answer {cost} objects by the sizes of its pages; at most {limit} are allowed. Ask for smaller pages, with \"first\" or \"last\".",
        $"按分页大小计算，该操作最多可能返回 {cost} 个对象，上限为 {limit}。请用“first”或“last”减小每页数量。");
}
