using System.Net;
using System.Text.Json;

namespace FormsHub.Testing;

/// <summary>What the server answered: status, headers and the JSON body (undefined where there is none).</summary>
public sealed record ApiAnswer(string Request, HttpStatusCode Status, HttpResponseMessage Response, string Text)
{
    public JsonElement Json { get; } = Text.Length > 0 && Text.TrimStart()[0] is '{' or '[' ? JsonElement.Parse(Text) : default;

    /// <summary>The revision in the ETag.</summary>
    public string? ETag => Response.Headers.ETag?.Tag;

    /// <summary>A member of the body.</summary>
    public JsonElement this[string member] => Json.GetProperty(member);

    /// <summary>This answer, if it is a success; else the test fails with the server's reason.</summary>
    public ApiAnswer Succeeded() => Response.IsSuccessStatusCode ? this : throw new UnexpectedAnswerException(this, "a success");

    /// <summary>This answer, if it is a problem document with that status and code.</summary>
    public ApiAnswer Refused(HttpStatusCode status, string? code = null)
    {
        var isProblem = Response.Content.Headers.ContentType?.MediaType is "application/problem+json";
        var hasCode = isProblem && (code is null || Json.GetProperty("code").GetString() == code);
        return Status == status && hasCode ? this : throw new UnexpectedAnswerException(this, $"{(int)status} {code}");
    }
}

/// <summary>The server answered otherwise than the test says.</summary>
public sealed class UnexpectedAnswerException(ApiAnswer answer, string expected)
    : Exception($"{answer.Request}: expected {expected}, was {(int)answer.Status} {answer.Text}");
