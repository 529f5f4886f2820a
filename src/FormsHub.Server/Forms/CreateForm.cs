using FormsHub.Core.Access;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>POST /api/v1/forms takes a definition and makes the form's first draft.</summary>
public static class CreateForm
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/forms", HandleAsync).WithTags("Forms").WithSummary("Make a form").Produces(StatusCodes.Status201Created);

    private static async Task<IResult> HandleAsync(HttpContext context, FormStore store, CancellationToken ct)
    {
        var caller = context.Caller();
        if (!FormAccess.MayDesign(caller)) return Problem.Forbidden("may_not_design", $"You may not make forms.", $"您没有新建表单的权限。").ToHttp();
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var definition = FormDefinitionJson.Read(body.Value);
        if (definition.Failed) return definition.Problem.ToHttp();
        var made = await store.CreateAsync(definition.Value, caller.Id, ct);
        if (made.Failed) return made.Problem.ToHttp();

        context.Response.SetETag(made.Value.DraftRev);
        context.Response.Headers.Location = $"/api/v1/forms/{made.Value.Key}";
        return FormAnswer.One(made.Value, made.Value.Definition, mayManage: true, status: StatusCodes.Status201Created);
    }
}
