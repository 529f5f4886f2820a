using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using Npgsql;

namespace FormsHub.Server.Hosting.Problems;

/// <summary>Answers what nobody caught: a request that cannot be read is the caller's 400, anything else a logged 500.</summary>
public sealed partial class ExceptionProblems(RequestDelegate next, ILogger<ExceptionProblems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone: there is nobody to answer.
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var answer = Answer(exception);
            // Input should have been read as a problem where it came in: if not, somebody should know.
            if (answer.StatusCode >= 500 || exception is JsonException or PostgresException) LogUnhandled(exception, context.Request.Method, context.Request.Path, ProblemResult.TraceId(context));
            var headers = context.Response.Headers;
            var kept = headers.Where(header => header.Key is not ("Content-Length" or "Content-Type" or "Content-Encoding" or "ETag")).ToList();
            context.Response.Clear();
            foreach (var header in kept) headers[header.Key] = header.Value;
            if (answer.StatusCode is 503) headers.RetryAfter = "2";
            await answer.ExecuteAsync(context);
        }
    }

    internal static ProblemResult Answer(Exception exception) => exception switch
    {
        BadHttpRequestException { InnerException: JsonException json } => JsonProblems.From(json).ToHttp(),
        BadHttpRequestException bad => BadRequest(bad),
        JsonException json => JsonProblems.From(json).ToHttp(),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            HttpProblems.BadCharacter(SafeInput.BadCharacter("")).ToHttp(),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => HttpProblems.TooSlow.ToHttp(503),
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable } =>
            HttpProblems.Busy.ToHttp(503),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections } =>
            HttpProblems.Unavailable.ToHttp(503),
        NpgsqlException { InnerException: System.Net.Sockets.SocketException or IOException or TimeoutException } => HttpProblems.Unavailable.ToHttp(503),
        KeysMissingException missing => HttpProblems.KeysMissing(missing.Keys).ToHttp(503),
        CellDamagedException => HttpProblems.ValueDamaged.ToHttp(500),
        _ => HttpProblems.Unexpected.ToHttp(500),
    };

    private static ProblemResult BadRequest(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => HttpProblems.TooLarge.ToHttp(413),
        StatusCodes.Status415UnsupportedMediaType => HttpProblems.UnsupportedMediaType.ToHttp(415),
        _ when exception.Message.Contains("no body", StringComparison.Ordinal) || exception.Message.Contains("body was inferred", StringComparison.Ordinal)
            || exception.Message.EndsWith("from body.", StringComparison.Ordinal) => HttpProblems.BodyRequired.ToHttp(),
        _ => BadParameter(exception.Message).ToHttp(exception.StatusCode),
    };

    /// <summary>
    /// Binding says: Failed to bind parameter "int first" from "abc". Or: Required parameter "int to" was not provided from query string.
    /// </summary>
    private static Problem BadParameter(string message)
    {
        var parts = message.Split('"');
        if (parts.Length < 2) return Problem.Invalid("bad_request", $"The request cannot be understood.", $"无法理解该请求。");
        var declared = parts[1][(parts[1].LastIndexOf(' ') + 1)..];
        var name = char.ToLowerInvariant(declared[0]) + declared[1..];
        if (parts.Length < 4)
        {
            return Problem.Invalid("missing_parameter", $"The parameter \"{name}\" is required.", $"缺少参数“{name}”。") with
            {
                Errors = [new FieldError("/" + name, "required", new Message($"\"{name}\" is required.", $"缺少“{name}”。"))],
            };
        }
        var value = parts[3];
        return Problem.Invalid(
            "bad_parameter",
            $"The parameter \"{name}\" cannot be \"{value}\".",
            $"参数“{name}”不能为“{value}”。") with
        {
            Errors = [new FieldError("/" + name, "bad_parameter", new Message($"\"{value}\" does not fit.", $"“{value}”不符合要求。"))],
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed (trace {TraceId})")]
    private partial void LogUnhandled(Exception exception, string method, string path, string traceId);
}
