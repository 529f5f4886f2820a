using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.People;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Sharing;

/// <summary>
/// POST /api/v1/forms/{form}/shares shares a record, a view, or the filling in of a form: with people, departments, or by a link. Every
/// share stands for itself: sharing again changes no other.
/// </summary>
public static class ShareThings
{
    private const int MostSubjects = 100;
    private const int LongestNote = 500;
    private const int ShortestPassword = 6;
    private static readonly bool[] Ways = [false, true];

    /// <param name="Record">The record; without it a view, or with the action "create" the filling in of new records.</param>
    /// <param name="View">The key of a view; without it and without a filter all records that the caller sees and may share.</param>
    /// <param name="Filter">A filter beside the view's.</param>
    /// <param name="Actions">"read", "update" (with people and departments), or "create" alone for filling in; "read" if it is left out.</param>
    /// <param name="Fields">"hidden", "masked", "read" or "write" by key, to share less than the caller has: where fields are named, all others are hidden unless "*" says more; a sensitive field is shared in clear only where it is named.</param>
    /// <param name="Link">Whether to make a link.</param>
    /// <param name="Password">What the link asks for.</param>
    /// <param name="Titles">Whether titles of records of other forms come along: of those that the record refers to, else of all that the caller sees and may share.</param>
    public sealed record Request(
        Guid? Record = null, string? View = null, JsonElement? Filter = null, IReadOnlyList<Naming>? Users = null, IReadOnlyList<Naming>? Departments = null, bool Link = false,
        IReadOnlyList<FormAction>? Actions = null, IReadOnlyDictionary<string, string>? Fields = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Note = null,
        string? Password = null, bool Titles = false);

    /// <param name="Link">The address of the link, below this server's; it is never shown again.</param>
    public sealed record Response(IReadOnlyList<ShareAnswer> Items, string? Link);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/forms/{form}/shares", HandleAsync)
        .RequireWholePerson().WithTags("Sharing").WithSummary("Share a record or a view");

    internal static async Task<Results<Created<Response>, ProblemResult>> HandleAsync(
        string form, Request request, HttpContext context, Catalog catalog, PeopleDirectory directory, ShareableRights rights, RecordSights sights, ViewStore views,
        SharedTitles titles, ShareWriter writer, StoredShares stored, ShareAnswers answers, LinkCallers links, TimeProvider clock, CancellationToken ct)
    {
        var caller = context.Caller();
        var found = await catalog.FindAsync(caller, form, FormAction.Share, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var people = await directory.CurrentAsync(ct);
        var actions = (request.Actions ?? [FormAction.Read]).ToHashSet();
        var errors = new List<FieldError>();
        var subjects = SubjectsOf(request, caller, people, errors);
        var fields = FieldsOf(request, found.Value, errors);
        errors.AddRange(Check(request, actions, subjects.Count, clock.GetUtcNow()));
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        var view = await ViewAsync(request, caller, found.Value, views, ct);
        if (view.Failed) return view.Problem.ToHttp();
        var along = request.Titles ? await titles.OfAsync(caller, found.Value, request.Record, ct) : [];
        var made = new List<NewShare>();
        foreach (var toLink in Ways.Where(toLink => toLink ? request.Link : subjects.Count > 0))
        {
            var granted = await GrantsAsync(request, caller, found.Value, view.Value, new ShareWish(actions, fields, toLink, request.Titles), rights, sights, ct);
            if (granted.Failed) return granted.Problem.ToHttp();
            if (toLink && actions.Contains(FormAction.Create) && Lacking(found.Value, granted.Value) is { Count: > 0 } lacking) return SharingProblems.CannotFillIn(lacking).ToHttp();
            made.AddRange((toLink ? [(ShareSubject.Link, (Guid?)null)] : subjects.Select(each => (each.Kind, (Guid?)each.Id))).Select(subject =>
                new NewShare(found.Value, subject.Item1, subject.Item2, [.. granted.Value, .. along])
                {
                    Record = request.Record,
                    View = request.View,
                    Shown = ShownOf(view.Value),
                    From = request.From,
                    Until = request.Until,
                    Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(),
                }));
        }
        if (request.Record is { } record && await UselessAsync(made, record, people, sights, ct) is { } useless) return useless.ToHttp();
        var token = request.Link ? LinkToken.New() : null;
        if (token is not null) made = [.. made.Select(share => share.Kind is not ShareSubject.Link ? share : share with { TokenHash = LinkToken.Hash(token), PasswordHash = request.Password is { } password ? links.HashOf(password) : null })];
        await writer.CreateAsync(made, caller, ct);

        context.Response.Headers.CacheControl = "no-store";
        var shares = new List<StoredShare>();
        foreach (var share in made) shares.Add((await stored.FindAsync(share.Id, ct))!);
        return TypedResults.Created($"/api/v1/forms/{found.Value.Key}/shares", new Response(await answers.OfAsync(caller, shares, ct), token is null ? null : "/s/" + token));
    }

    /// <summary>What the sharer may pass on of what is asked for.</summary>
    private static async Task<Result<IReadOnlyList<Grant>>> GrantsAsync(
        Request request, Caller caller, Form form, ViewDefinition? view, ShareWish wish, ShareableRights rights, RecordSights sights, CancellationToken ct)
    {
        if (request.Record is { } record) return await rights.OfRecordAsync(caller, form, record, wish, ct);
        List<JsonElement> filters = [.. new[] { view?.Filter, request.Filter }.Where(each => each is { ValueKind: not JsonValueKind.Null }).Select(each => each!.Value)];
        foreach (var each in filters)
        {
            // Who may not ask a field for something does not share by it either.
            if (sights.ParserFor(caller).Parse(each, form) is { Failed: true } wrong) return wrong.Problem;
        }
        JsonElement? filter = filters.Count is 0 ? null : filters is [var only] ? only : JsonSerializer.SerializeToElement(new { and = filters });
        return rights.OfRows(caller, form, filter, wish);
    }

    /// <summary>The labels of what is required and would not be filled in by a link.</summary>
    private static List<string> Lacking(Form form, IReadOnlyList<Grant> grants) =>
    [
        .. form.Fields.Where(field => field.Definition is { Required: true, Default: null, DefaultExpression: null } && field.Type.Role is FieldRole.Input && grants.All(grant => !grant.Right(field).MayWrite))
            .Select(field => field.Definition.Label?.In(Language.Chinese, field.Key) ?? field.Key),
    ];

    /// <summary>A share that a restriction takes everything of is refused, instead of promising something.</summary>
    private static async Task<Problem?> UselessAsync(IEnumerable<NewShare> made, Guid record, DirectorySnapshot people, RecordSights sights, CancellationToken ct)
    {
        foreach (var share in made.Where(share => share.Kind is not ShareSubject.Department))
        {
            var caller = share.Subject is { } id ? people.Caller(id) : new Caller(share.Id, "link", "link", null, null, [], new HashSet<string>()) { Link = new SharedLink(share.Id), Restrictions = people.Rules.Restrictions };
            if (caller is null) continue;
            var held = share.Grants.Select(grant => new HeldGrant(ShareGrants.RoleOf(share.Kind), grant));
            if ((await sights.OfAsync(caller with { Grants = [.. caller.Grants, .. held] }, share.Form, [record], ct)).Count is 0) return SharingProblems.NothingToSee(caller.DisplayName);
        }
        return null;
    }

    private static async Task<Result<ViewDefinition?>> ViewAsync(Request request, Caller caller, Form form, ViewStore views, CancellationToken ct)
    {
        if (request.View is not { } key) return (ViewDefinition?)null;
        var view = form.Definition.Views.FirstOrDefault(each => each.Key == key) ?? (await views.ListAsync(form.Number, caller.Id, ct)).FirstOrDefault(each => each.View.Key == key)?.View;
        return view is null ? ViewStore.NotFound(key) : string.IsNullOrEmpty(view.Search) ? view : SharingProblems.ViewSearches;
    }

    private static ViewDefinition? ShownOf(ViewDefinition? view) => view is null ? null : view with { Filter = null };

    private static List<(ShareSubject Kind, Guid Id)> SubjectsOf(Request request, Caller caller, DirectorySnapshot people, List<FieldError> errors)
    {
        List<(ShareSubject, Guid)> subjects = [];
        foreach (var (index, user) in (request.Users ?? []).Index())
        {
            if (people.User(user)?.Id == caller.Id) errors.Add(PersonRules.Error($"/users/{index}", "yourself", $"Share with others: you have it already.", $"不能与自己共享。"));
            else if (people.User(user) is { Disabled: false } known) subjects.Add((ShareSubject.User, known.Id));
            else errors.Add(PersonRules.UnknownUser($"/users/{index}", user.Text));
        }
        foreach (var (index, department) in (request.Departments ?? []).Index())
        {
            if (people.Department(department) is { } known) subjects.Add((ShareSubject.Department, known.Id));
            else errors.Add(PersonRules.UnknownDepartment($"/departments/{index}", department.Text));
        }
        return [.. subjects.Distinct()];
    }

    private static Dictionary<string, FieldRight> FieldsOf(Request request, Form form, List<FieldError> errors)
    {
        var fields = new Dictionary<string, FieldRight>();
        foreach (var (name, right) in request.Fields ?? new Dictionary<string, string>())
        {
            if (name is not Grant.All && form.FieldNamed(name) is null) errors.Add(PersonRules.Error("/fields" + JsonPointer.To(name), "unknown_field", $"There is no field \"{name}\".", $"没有字段“{name}”。"));
            else if (FieldRight.Find(right) is { } known) fields[name] = known;
            else errors.Add(PersonRules.Error("/fields" + JsonPointer.To(name), "unknown_value", $"Must be one of {string.Join(", ", FieldRight.Names)}.", $"必须是 {string.Join("、", FieldRight.Names)} 之一。"));
        }
        return fields;
    }

    private static IEnumerable<FieldError> Check(Request request, HashSet<FormAction> actions, int subjects, DateTimeOffset now)
    {
        if (subjects is 0 && !request.Link) yield return PersonRules.Error("/users", "required", $"Say whom to share with.", $"请选择共享对象。");
        if (subjects > MostSubjects) yield return PersonRules.Error("/users", "too_many", $"At most {MostSubjects} at once.", $"一次最多 {MostSubjects} 个。");
        var isFillIn = actions.SetEquals([FormAction.Create]);
        if (!isFillIn && (!actions.Contains(FormAction.Read) || !actions.IsSubsetOf([FormAction.Read, FormAction.Update])))
            yield return PersonRules.Error("/actions", "unknown_action", $"Share \"read\", \"read\" and \"update\", or \"create\" alone.", $"只能共享“read”、“read”和“update”，或单独的“create”。");
        if (request.Link && actions.Contains(FormAction.Update)) yield return PersonRules.Error("/actions", "link_reads_only", $"By a link records can be read or filled in, not changed.", $"通过链接只能查看或填写，不能修改。");
        if (isFillIn && (request.Record is not null || request.View is not null || request.Filter is not null))
            yield return PersonRules.Error("/record", "fill_in_is_new", $"Filling in makes new records; name no record and no view.", $"填写会新建记录，不能指定记录或视图。");
        if (request.Record is not null && (request.View is not null || request.Filter is not null)) yield return PersonRules.Error("/view", "record_or_view", $"Share a record or a view, not both.", $"记录和视图只能选其一。");
        if (request.Until <= now) yield return PersonRules.Error("/until", "in_the_past", $"The share would have ended already.", $"到期时间必须晚于现在。");
        if (request.Until <= request.From) yield return PersonRules.Error("/until", "before_from", $"The share would end before it begins.", $"到期时间必须晚于开始时间。");
        if (request.Note?.Length > LongestNote) yield return PersonRules.Error("/note", "too_long", $"A note has at most {LongestNote} characters.", $"备注最多 {LongestNote} 个字符。");
        if (request.Password is { } password && (!request.Link || password.Length is < ShortestPassword or > PersonRules.LongestPassword))
            yield return PersonRules.Error("/password", "bad_password", $"A link's password has {ShortestPassword} to {PersonRules.LongestPassword} characters.", $"链接密码须为 {ShortestPassword} 到 {PersonRules.LongestPassword} 个字符。");
    }
}
