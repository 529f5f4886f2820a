using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;

namespace FormsHub.Server.GraphQL;

/// <summary>Below /graphql every problem, whoever finds it, is told as a GraphQL response with <c>errors</c>.</summary>
public sealed class ErrorsOfGraphQL(RequestDelegate next) : IProblemShape
{
    public const string Path = "/graphql";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal)) context.Features.Set<IProblemShape>(this);
        return next(context);
    }

    public Task WriteAsync(HttpContext context, Problem problem, int status) =>
        MediaTypes.WriteAsync(context, ExecutionResult.Refused([Of(problem, context, status)]), status, context.RequestAborted);

    /// <summary>The error that tells a problem: its code, and what else it knows, among the extensions.</summary>
    public static GraphQLError Of(Problem problem, HttpContext context, int? status = null)
    {
        var language = context.Language();
        var extensions = new Dictionary<string, object?> { ["code"] = problem.Code };
        if (problem.Errors.Count > 0)
        {
            extensions["errors"] = problem.Errors.Select(error => new Dictionary<string, object?>
            {
                ["path"] = error.Path,
                ["code"] = error.Code,
                ["message"] = error.Message.In(language),
            }).ToList();
        }
        foreach (var (name, value) in problem.Details) extensions[name] = value is Message message ? message.In(language) : value;
        if (status >= 500) extensions["traceId"] = ProblemResult.TraceId(context);
        return new GraphQLError(problem.Message.In(language)) { Extensions = extensions };
    }
}
