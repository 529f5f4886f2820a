using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>
/// POST /api/v1/expressions/check tells what is wrong with an expression, as one types it: alone, or as a formula of a form, given as
/// its definition or its key.
/// </summary>
public static class CheckExpression
{
    private const string Key = "expressionUnderCheck";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/expressions/check", HandleAsync).Repeatable().WhileViewing().WithTags("Forms").WithSummary("Check an expression").Produces<Answer>();

    public sealed record Answer(bool Ok, IReadOnlyList<Error> Errors);

    public sealed record Error(int Line, int Column, string Code, string Message);

    private static async Task<IResult> HandleAsync(HttpContext context, IExpressionLanguage language, Catalog catalog, RecordSights sights, CancellationToken ct)
    {
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        if (RecordBody.Members(body.Value, "", "form", "expression", "result") is { Count: > 0 } unknown) return RecordBody.Invalid(unknown).ToHttp();
        if (!body.Value.TryGetProperty("expression", out var given) || given.ValueKind is not JsonValueKind.String)
            return RecordBody.Invalid([new FieldError("/expression", "required", new Message($"must be a text", $"必须是文本"))]).ToHttp();

        var source = given.GetString()!;
        var alone = language.Compile(source);
        if (alone.Failed) return Say(context, [Of(alone.Problem, context.Language())]);
        if (!body.Value.TryGetProperty("form", out var form) || form.ValueKind is JsonValueKind.Null) return Say(context, []);

        var definition = await DefinitionAsync(form, context.Caller(), catalog, sights, ct);
        if (definition.Failed) return definition.Problem.ToHttp();
        var result = body.Value.TryGetProperty("result", out var kind) && kind.ValueKind is JsonValueKind.String ? kind.GetString() : null;
        return Say(context, Within(definition.Value, source, result, language, catalog, context.Language()));
    }

    /// <summary>The errors of the expression as one more formula of the form; what else is wrong with the form is not told here.</summary>
    private static List<Error> Within(
        FormDefinition definition, string source, string? result, IExpressionLanguage language, Catalog catalog, Language tongue)
    {
        var options = new System.Text.Json.Nodes.JsonObject { ["expression"] = source };
        if (result is not null) options["result"] = result;
        var whole = definition with
        {
            Fields = [.. definition.Fields.Where(field => field.Type is not "formula" || field.Options["expression"]?.ToString() != source), new FieldDefinition { Id = "f0", Key = Key, Type = "formula", Options = options }],
        };
        var form = FormCompiler.Fields(Guid.Empty, 0, 1, FieldIds.AssignNew(whole) is { Failed: false } assigned ? assigned.Value.Definition : whole);
        var place = $"/fields/{form.AllFields.Count - 1}/";
        var compiled = language.Compile(form, new CatalogWith(catalog, form));
        return compiled.Failed ? [.. compiled.Problem.Errors.Where(error => error.Path.StartsWith(place, StringComparison.Ordinal)).Select(error => Of(error, tongue))] : [];
    }

    private static async Task<Result<FormDefinition>> DefinitionAsync(JsonElement form, Caller caller, Catalog catalog, RecordSights sights, CancellationToken ct)
    {
        if (form.ValueKind is not JsonValueKind.String)
        {
            // What an expression may name tells the fields of every form that the definition refers to.
            var designs = FormAccess.MayDesign(caller) || catalog.All.Any(each => FormAccess.May(caller, each, FormAction.Manage));
            return designs ? FormDefinitionJson.Read(form) : MayNotDesign;
        }
        var found = await catalog.FindAsync(caller, form.GetString()!, FormAction.Read, ct);
        if (found.Failed) return found.Problem;
        return FormAccess.May(caller, found.Value, FormAction.Manage) ? found.Value.Definition : ShownDefinition.Of(found.Value.Definition, sights.RightsOf(caller, found.Value));
    }

    private static readonly Problem MayNotDesign = Problem.Forbidden("may_not_design", $"You may not change forms.", $"您没有修改表单的权限。");

    private static Microsoft.AspNetCore.Http.HttpResults.Ok<Answer> Say(HttpContext context, List<Error> errors)
    {
        context.Response.Headers.Vary = "Accept-Language";
        return TypedResults.Ok(new Answer(errors.Count is 0, errors));
    }

    private static Error Of(Problem problem, Language language) => new(
        problem.Details.GetValueOrDefault("line") as int? ?? 1, problem.Details.GetValueOrDefault("column") as int? ?? 1, problem.Code,
        problem.Errors is [var only] ? only.Message.In(language) : problem.Message.In(language));

    /// <summary>Errors of a whole form carry line and column as the first two arguments of their sentence.</summary>
    private static Error Of(FieldError error, Language language)
    {
        var place = error.Message.English.GetArguments();
        return place is [int line, int column, ..]
            ? new Error(line, column, error.Code, error.Message.In(language))
            : new Error(1, 1, error.Code, error.Message.In(language));
    }
}
