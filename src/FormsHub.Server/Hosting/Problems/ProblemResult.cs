using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using FormsHub.Core.Results;
using Microsoft.AspNetCore.Http.Metadata;

namespace FormsHub.Server.Hosting.Problems;

/// <summary>A problem as its answer: application/problem+json (RFC 9457), in the caller's language.</summary>
public sealed class ProblemResult(Problem problem, int status) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public Problem Problem => problem;

    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (httpContext.Response.HasStarted) return Task.CompletedTask;
        if (httpContext.Features.Get<IProblemShape>() is { } shape) return shape.WriteAsync(httpContext, problem, status);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Language";
        using (var writer = new Utf8JsonWriter(response.BodyWriter, Json.Writer))
            Write(writer, httpContext);
        return response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }

    /// <summary>Says in OpenAPI that the endpoint may answer a problem.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(MayFail.Instance);

    private void Write(Utf8JsonWriter writer, HttpContext context)
    {
        var language = context.Language();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "urn:formshub:problem:" + problem.Code);
        writer.WriteString("title"u8, HttpProblems.Title(status).In(language));
        writer.WriteNumber("status"u8, status);
        writer.WriteString("code"u8, problem.Code);
        writer.WriteString("detail"u8, problem.Message.In(language));
        writer.WriteString("instance"u8, context.Request.Path.Value);
        writer.WriteStartArray("errors"u8);
        foreach (var error in problem.Errors)
        {
            writer.WriteStartObject();
            writer.WriteString("path"u8, error.Path);
            writer.WriteString("code"u8, error.Code);
            writer.WriteString("message"u8, error.Message.In(language));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteString("traceId"u8, TraceId(context));
        foreach (var (name, value) in problem.Details)
        {
            writer.WritePropertyName(name);
            if (value is Message message) writer.WriteStringValue(message.In(language));
            else JsonSerializer.Serialize(writer, value, Json.Options);
        }
        writer.WriteEndObject();
    }

    internal static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    /// <summary>Metadata of an endpoint that may answer a problem.</summary>
    public sealed class MayFail
    {
        public static readonly MayFail Instance = new();

        private MayFail()
        {
        }
    }
}

/// <summary>From a problem to its answer.</summary>
public static class ProblemAnswers
{
    public static ProblemResult ToHttp(this Problem problem) => new(problem, problem.Kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Stale => StatusCodes.Status412PreconditionFailed,
    });

    /// <summary>For what HTTP has a status of its own for, such as 413.</summary>
    public static ProblemResult ToHttp(this Problem problem, int status) => new(problem, status);
}
