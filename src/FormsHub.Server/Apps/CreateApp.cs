using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.Apps;

/// <summary>POST /api/v1/apps makes an application; forms join it by naming it.</summary>
public static class CreateApp
{
    private const int LongestIcon = 60;

    public sealed record Request(string Key, Localized Title, Localized? Description = null, string? Icon = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/apps", HandleAsync).WithTags("Applications").WithSummary("Make an application");

    internal static async Task<Results<Created<AppAnswer>, ProblemResult>> HandleAsync(
        Request request, HttpContext context, NpgsqlDataSource source, CancellationToken ct)
    {
        var caller = context.Caller();
        if (!FormAccess.MayDesign(caller)) return AppProblems.MayNotDesign.ToHttp();
        List<FieldError?> checks =
        [
            PersonRules.Key(request.Key),
            PersonRules.Title(request.Title),
            request.Icon?.Length > LongestIcon ? PersonRules.Error("/icon", "too_long", $"An icon's name has at most {LongestIcon} characters.", $"图标名称最多 {LongestIcon} 个字符。") : null,
        ];
        var errors = checks.OfType<FieldError>().ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        var app = new AppAnswer(Guid.CreateVersion7(), request.Key, request.Title, request.Description, request.Icon, null, 0);
        if (!await AppAnswer.InsertAsync(source, app, caller.Id, ct)) return AppProblems.KeyTaken(request.Key).ToHttp();
        return TypedResults.Created("/api/v1/apps/" + app.Key, (await AppAnswer.FindAsync(source, app.Key, ct))!);
    }
}
