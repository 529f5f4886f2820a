using System.Text;
using System.Text.Json;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.Server.Hosting.Problems;

namespace FormsHub.Server.GraphQL;

/// <summary>What one request asks, by whichever transport. See https://graphql.github.io/graphql-over-http/draft/#sec-Request-Parameters</summary>
public sealed record GraphQLRequest
{
    private const int LongestId = 200;
    private static readonly Dictionary<string, object?> NoVariables = [];

    /// <summary>The document; null where it is named by <see cref="DocumentId"/> or <see cref="Hash"/>.</summary>
    public string? Query { get; private init; }
    public string? OperationName { get; private init; }
    public IReadOnlyDictionary<string, object?> Variables { get; private init; } = NoVariables;

    /// <summary>The id of a trusted document.</summary>
    public string? DocumentId { get; private init; }

    /// <summary>The hash of a persisted query, in lower-case hexadecimal digits.</summary>
    public string? Hash { get; private init; }

    /// <summary>From a body, or the payload of a message.</summary>
    public static Result<GraphQLRequest> Of(JsonElement body)
    {
        if (body.ValueKind is JsonValueKind.Array) return GraphQLProblems.NoBatches;
        if (body.ValueKind is not JsonValueKind.Object) return GraphQLProblems.NotAnObject;
        foreach (var name in (string[])["query", "operationName", "documentId"])
            if (Member(body, name) is { ValueKind: not JsonValueKind.String }) return GraphQLProblems.WrongMember(name, "a string", "字符串");
        foreach (var name in (string[])["variables", "extensions"])
            if (Member(body, name) is { ValueKind: not JsonValueKind.Object }) return GraphQLProblems.WrongMember(name, "an object", "对象");
        return Of(Text(body, "query"), Text(body, "operationName"), Text(body, "documentId"), Member(body, "variables"), Member(body, "extensions"));
    }

    /// <summary>From the parameters of an address.</summary>
    public static Result<GraphQLRequest> Of(IQueryCollection parameters)
    {
        foreach (var (name, values) in parameters)
            if (values.Count > 1) return GraphQLProblems.WrongMember(name, "given once", "唯一的参数");
        var (variables, extensions) = (Json(parameters, "variables"), Json(parameters, "extensions"));
        if (variables.Failed) return variables.Problem;
        if (extensions.Failed) return extensions.Problem;
        return Of(Parameter(parameters, "query"), Parameter(parameters, "operationName"), Parameter(parameters, "documentId"), variables.Value, extensions.Value);
    }

    private static Result<GraphQLRequest> Of(string? query, string? operationName, string? documentId, JsonElement? variables, JsonElement? extensions)
    {
        var hash = HashOf(extensions);
        if (hash.Failed) return hash.Problem;
        if (string.IsNullOrEmpty(query) && string.IsNullOrEmpty(documentId) && hash.Value is null) return GraphQLProblems.NoDocument;
        if (documentId is { Length: > LongestId }) return GraphQLProblems.WrongMember("documentId", $"at most {LongestId} characters", $"不超过 {LongestId} 个字符的文本");
        try
        {
            return new GraphQLRequest
            {
                Query = string.IsNullOrEmpty(query) ? null : query,
                OperationName = string.IsNullOrEmpty(operationName) ? null : operationName,
                DocumentId = string.IsNullOrEmpty(documentId) ? null : documentId,
                Hash = hash.Value,
                Variables = variables is { } given ? (IReadOnlyDictionary<string, object?>)JsonVariables.Read(given)! : NoVariables,
            };
        }
        catch (GraphQLException exception)
        {
            return Problem.Invalid("bad_variables", $"{exception.Message}", $"变量无法读取：{exception.Message}");
        }
    }

    /// <summary>What automatic persisted queries say: <c>{"persistedQuery": {"version": 1, "sha256Hash": …}}</c>.</summary>
    private static Result<string?> HashOf(JsonElement? extensions)
    {
        if (extensions is not { } given || Member(given, "persistedQuery") is not { } persisted) return (string?)null;
        var fits = persisted.ValueKind is JsonValueKind.Object
            && Member(persisted, "version") is { ValueKind: JsonValueKind.Number } version && version.TryGetInt32(out var number) && number is 1
            && Member(persisted, "sha256Hash") is { ValueKind: JsonValueKind.String };
        var hash = fits ? Text(persisted, "sha256Hash")! : "";
        return hash.Length is 64 && hash.All(char.IsAsciiHexDigit) ? hash.ToLowerInvariant() : GraphQLProblems.BadPersistedQuery;
    }

    private static Result<JsonElement?> Json(IQueryCollection parameters, string name)
    {
        if (Parameter(parameters, name) is not { Length: > 0 } text) return (JsonElement?)null;
        try
        {
            // Strictly: half a surrogate pair becomes no JSON.
            var json = JsonElement.Parse(Encoding.UTF8.GetBytes(text), Hosting.Json.Document);
            if (json.ValueKind is JsonValueKind.Null) return (JsonElement?)null;
            if (Core.Fields.SafeInput.RefuseCharacters(json) is { } wrong) return HttpProblems.BadCharacter(wrong.Under("/" + name));
            return json.ValueKind is JsonValueKind.Object ? json : GraphQLProblems.WrongMember(name, "a JSON object", " JSON 对象");
        }
        catch (JsonException exception)
        {
            return JsonProblems.From(exception);
        }
        catch (InvalidOperationException)
        {
            // A member's name holds half of a surrogate pair: the reader fails as it looks for names that stand twice.
            return HttpProblems.BadCharacter(Core.Fields.SafeInput.BadCharacter("/" + name));
        }
    }

    private static string? Parameter(IQueryCollection parameters, string name) => parameters.TryGetValue(name, out var values) ? values.ToString() : null;

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement json, string name) => Member(json, name)?.GetString();
}
