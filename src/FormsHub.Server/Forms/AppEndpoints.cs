using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Forms;

/// <summary>GET, POST /api/v1/apps and PUT, DELETE /api/v1/apps/{app}: applications. A caller sees those that hold a form to use.</summary>
public static class AppEndpoints
{
    public sealed record Request(string Key, Localized Title, Localized? Description = null, string? Icon = null, int Position = 0);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/apps", ListAsync).WithTags("Applications").WithSummary("List applications");
        routes.MapPost("/api/v1/apps", CreateAsync).RequireAdministrator().WithTags("Applications").WithSummary("Make an application");
        routes.MapPut("/api/v1/apps/{app}", ReplaceAsync).RequireAdministrator().WithTags("Applications").WithSummary("Change an application");
        routes.MapDelete("/api/v1/apps/{app}", DeleteAsync).RequireAdministrator().WithTags("Applications").WithSummary("Delete an application");
    }

    private static async Task<Ok<Page<App>>> ListAsync(HttpContext context, AppStore store, Catalog catalog, CancellationToken ct)
    {
        var caller = context.Caller();
        var apps = await store.ListAsync(ct);
        if (FormAccess.MayDesign(caller)) return TypedResults.Ok(Page<App>.Whole(apps));

        var usable = catalog.All.Where(form => FormAccess.MaySee(caller, form)).Select(form => form.Definition.App).ToHashSet();
        return TypedResults.Ok(Page<App>.Whole([.. apps.Where(app => usable.Contains(app.Key))]));
    }

    private static async Task<Results<Created<App>, ProblemResult>> CreateAsync(Request request, HttpContext context, AppStore store, CancellationToken ct)
    {
        if (Check(request) is { } wrong) return wrong.ToHttp();
        var made = await store.CreateAsync(From(request), context.Caller().Id, ct);
        return made.Failed ? made.Problem.ToHttp() : TypedResults.Created("/api/v1/apps/" + made.Value.Key, made.Value);
    }

    private static async Task<Results<Ok<App>, ProblemResult>> ReplaceAsync(string app, Request request, AppStore store, Catalog catalog, CancellationToken ct)
    {
        if (Check(request) is { } wrong) return wrong.ToHttp();
        if (request.Key != app && catalog.All.Any(form => form.Definition.App == app)) return KeyFixed(app).ToHttp();
        var replaced = await store.ReplaceAsync(app, From(request), ct);
        return replaced.Failed ? replaced.Problem.ToHttp() : TypedResults.Ok(replaced.Value);
    }

    private static async Task<Results<NoContent, ProblemResult>> DeleteAsync(string app, AppStore store, CancellationToken ct)
    {
        var deleted = await store.DeleteAsync(app, ct);
        return deleted.Failed ? deleted.Problem.ToHttp() : TypedResults.NoContent();
    }

    private static App From(Request request) => new(request.Key, request.Title, request.Description, request.Icon, null, request.Position);

    private static Problem? Check(Request request) => Names.IsKey(request.Key) ? null : Problem.Invalid(
        "invalid_app", $"The application has an error.", $"应用信息有误。") with
    {
        Errors = [new FieldError("/key", "malformed_key", new Message(
            $"\"{request.Key}\" is no key: a key starts with a small letter and has up to 63 letters and digits.",
            $"“{request.Key}”不能作为 key：须以小写字母开头，由字母和数字组成，最多 63 个字符。"))],
    };

    private static Problem KeyFixed(string app) => Problem.Conflict(
        "app_in_use",
        $"The key of \"{app}\" cannot change while forms name it.",
        $"应用“{app}”已有表单使用，key 不能修改。");
}
