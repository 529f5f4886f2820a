using FormsHub.Core.Results;

namespace FormsHub.Server.Hosting.Problems;

/// <summary>A feature of requests to a part of the server that speaks another protocol: how a problem is told there.</summary>
public interface IProblemShape
{
    Task WriteAsync(HttpContext context, Problem problem, int status);
}
