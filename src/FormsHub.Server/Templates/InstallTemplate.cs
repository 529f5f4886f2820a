using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Templates;

/// <summary>POST /api/v1/templates/{key}/install makes the template's application, with sample records if wished.</summary>
public static class InstallTemplate
{
    public sealed record Request(bool SampleData = false);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/templates/{key}/install", HandleAsync)
        .WithTags("Applications").WithSummary("Install a template");

    internal static async Task<Results<Ok<TemplateInstaller.Installed>, ProblemResult>> HandleAsync(
        string key, HttpContext context, TemplateInstaller installer, CancellationToken ct, Request? request = null)
    {
        var caller = context.Caller();
        if (!FormAccess.MayDesign(caller)) return TemplateProblems.MayNotDesign.ToHttp();
        var installed = await installer.InstallAsync(key, request?.SampleData ?? false, caller, ct);
        return installed.Failed ? installed.Problem.ToHttp() : TypedResults.Ok(installed.Value);
    }
}
