using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Access;

/// <summary>
/// POST /api/v1/permissions/explain: whether somebody may do something with a form, a record or a field, and why. Administrators ask
/// for anyone; who asks for themselves is told at which step it ends, and nothing of rules or values.
/// </summary>
public static class ExplainAccess
{
    /// <param name="User">Whose right is asked about: an id or user name, or "role:agent" for somebody made up who holds that role; the caller, if it is left out.</param>
    /// <param name="Record">A record of the form; without one the answer is about the form as a whole.</param>
    /// <param name="Field">A field's key, "calls.note" of a column.</param>
    /// <param name="Action">"read", "update", "viewHistory", …</param>
    public sealed record Request(string Form, FormAction Action, Naming? User = null, Guid? Record = null, string? Field = null);

    /// <param name="Sees">How much is shown of the field: "hidden", "masked" or "read"; null if none was asked about.</param>
    /// <param name="Reason">Where it ends; null if it is allowed.</param>
    /// <param name="Because">What must hold whichever grant allows it: restrictions, the token's scope, what a field is computed of.</param>
    /// <param name="Grants">The grants that the person holds on the form; one that allows it is enough.</param>
    /// <param name="WouldHelp">Roles and groups of the form any one of which would change the answer.</param>
    public sealed record Response(
        bool Allowed, string? Sees, Reason? Reason, IReadOnlyList<ClauseAnswer> Because, IReadOnlyList<GrantAnswer> Grants, IReadOnlyList<HelpfulRoles.Help> WouldHelp);

    /// <param name="Code">"form", "action", "row_scope", "field", "second_person" or "user".</param>
    public sealed record Reason(string Code, string Message);

    /// <param name="Role">A role's key, "member", "group:…", or "share:user", "share:department" for what was shared.</param>
    /// <param name="Shares">The shares that the grant comes from, if it does: those of the record that is asked about.</param>
    public sealed record GrantAnswer(string Role, bool Allowed, IReadOnlyList<ClauseAnswer> Because, IReadOnlyList<ShareSource> Shares);

    /// <param name="Kind">"action", "rows", "field", "record", "restriction", "secondPerson", "sources", "token" or "user".</param>
    /// <param name="Clause">What is compared and how: "customer.region eq".</param>
    /// <param name="Left">The record's value, as far as the caller sees it; people and departments as {"id", "title"}.</param>
    /// <param name="Right">What it is compared with, worked out for the person in question.</param>
    /// <param name="Holds">Null where it depends on the record, and none was named.</param>
    /// <param name="Given">The relative value that right stands for: "$me".</param>
    /// <param name="Withheld">Whether the record has a value there that the caller may not see.</param>
    /// <param name="Parts">Of "and", "or", "not" and restrictions: what they are made of.</param>
    public sealed record ClauseAnswer(
        string Kind, string Clause, JsonElement? Left, JsonElement? Right, bool? Holds, string? Given, bool Withheld, IReadOnlyList<ClauseAnswer> Parts);

    private static readonly Message Disabled = new($"This account is disabled.", $"该账号已停用。");

    private static readonly Message NoForm = new($"There is no such form, or it is not open to this person.", $"没有该表单，或未向该人员开放。");
    private static readonly Message NoAction = new($"No role gives this action on the form.", $"没有任何角色授予对该表单执行此操作的权限。");
    private static readonly Message NoRecord = new($"There is no such record, or it is not among those that may be seen.", $"没有该记录，或它不在可见范围内。");
    private static readonly Message NotOnRecord = new($"This action is not granted on this record.", $"未授予对这条记录执行此操作的权限。");
    private static readonly Message NotOnField = new($"The field is not shown in clear, or may not be changed.", $"该字段不以明文显示，或不允许修改。");

    private static readonly Message NotAlone = new($"A second person must agree to this first.", $"此操作须先经第二人确认。");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/permissions/explain", HandleAsync)
        .Repeatable().WhileViewing().WithTags("Access").WithSummary("Explain who may do what");

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        Request request, HttpContext context, Catalog catalog, PeopleDirectory directory, RecordSights sights, AccessExplainer explainer, HelpfulRoles roles, CancellationToken ct)
    {
        var (asker, people) = (context.Caller(), await directory.CurrentAsync(ct));
        var mayAskAll = asker is { IsAdministrator: true, Token: null or { Scopes: null } };
        var holder = mayAskAll && request.User?.Text is { } text && text.StartsWith(PermissionTest.Role, StringComparison.Ordinal) ? people.HolderOf(text[PermissionTest.Role.Length..]) : null;
        var user = holder is not null ? null : request.User is { } named ? people.User(named) : people.Users.GetValueOrDefault(asker.Id);
        if (!mayAskAll && user?.Id != asker.Id) return HttpProblems.AdministratorsOnly.ToHttp();
        if (user is null && holder is null) return PeopleProblems.NoSuchUser(request.User!.Text).ToHttp();

        var form = await catalog.FindAsync(request.Form, ct);
        var field = request.Field is { } key ? form?.FieldNamed(key) : null;
        if (!mayAskAll) return TypedResults.Ok(await ShortAsync(asker, form, request, field, context.Language(), sights, ct));
        if (form is null) return RecordProblems.FormNotFound(request.Form).ToHttp();
        if (request.Field is { } missing && field is null) return NoField(missing).ToHttp();
        var caller = holder ?? (user!.Id == asker.Id ? asker : people.Caller(user.Id));
        if (caller is null)
            return TypedResults.Ok(new Response(false, null, new Reason("user", Disabled.In(context.Language())), [new ClauseAnswer("user", "account is active", null, null, false, null, false, [])], [], []));

        var question = new AccessQuestion(form, request.Action, request.Record, field);
        var explained = await explainer.ExplainAsync(asker, caller, question, ct);
        var decision = explained.Decision;
        return TypedResults.Ok(new Response(
            decision.IsAllowed,
            NameOf(decision.Sees),
            ReasonOf(decision.Refusal, context.Language()),
            Answer(explained.Because),
            [.. explained.Grants.Select(grant => new GrantAnswer(grant.Held.Role, grant.Allowed, Answer(grant.Because), ShareSource.Of([grant.Held], people)))],
            decision.IsAllowed ? [] : await roles.FindAsync(people.Rules, caller, question, ct)));
    }

    /// <summary>What is safe to tell: a record or field that is not seen is as if there were none.</summary>
    private static async Task<Response> ShortAsync(Caller caller, Form? form, Request request, Field? field, Language language, RecordSights sights, CancellationToken ct)
    {
        var decision = form is null ? new AccessDecision(AccessRefusal.Form, null)
            : await sights.DecideAsync(caller, new AccessQuestion(form, request.Action, request.Record, field), ct);
        if (request.Field is not null && field is null && decision.IsAllowed) decision = new AccessDecision(AccessRefusal.Field, Sight.Nothing);
        return new Response(decision.IsAllowed, request.Field is null || decision.Refusal is not (AccessRefusal.None or AccessRefusal.Field or AccessRefusal.SecondPerson) ? null : NameOf(decision.Sees), ReasonOf(decision.Refusal, language), [], [], []);
    }

    private static Reason? ReasonOf(AccessRefusal refusal, Language language) => refusal switch
    {
        AccessRefusal.Form => new Reason("form", NoForm.In(language)),
        AccessRefusal.Action => new Reason("action", NoAction.In(language)),
        AccessRefusal.Record => new Reason("row_scope", NoRecord.In(language)),
        AccessRefusal.RowScope => new Reason("row_scope", NotOnRecord.In(language)),
        AccessRefusal.Field => new Reason("field", NotOnField.In(language)),
        AccessRefusal.SecondPerson => new Reason("second_person", NotAlone.In(language)),
        _ => null,
    };

    private static string? NameOf(Sight? sight) => sight switch
    {
        Sight.Clear => "read",
        Sight.Masked => "masked",
        Sight.Nothing => "hidden",
        _ => null,
    };

    private static IReadOnlyList<ClauseAnswer> Answer(IReadOnlyList<Clause> clauses) =>
        [.. clauses.Select(clause => new ClauseAnswer(clause.Kind, clause.Text, clause.Left, clause.Right, clause.Holds, clause.Given, clause.IsWithheld, Answer(clause.Parts)))];

    private static Problem NoField(string key) => Problem.Invalid("unknown_field", $"There is no field \"{key}\".", $"没有字段“{key}”。");
}
