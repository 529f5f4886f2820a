using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.GraphQL.Contract;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People;
using FormsHub.Server.People.Roles;
using FormsHub.Server.Records;
using FormsHub.Storage;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using AccessRules = FormsHub.Server.People.AccessRules;

namespace FormsHub.Server.Access;

/// <summary>
/// POST /api/v1/permissions/preview: who would gain and lose what by a change of rules, before it is saved. Both states are asked of the
/// gate, person by person and form by form.
/// </summary>
public static class PreviewRules
{
    private const int MostPairs = 200;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <param name="Roles">Roles as they would be; those that are not named stay as they are.</param>
    /// <param name="Forms">Groups and restrictions by form, as PUT /forms/{form}/access takes them.</param>
    public sealed record Request(IReadOnlyList<RoleChange>? Roles = null, IReadOnlyDictionary<string, JsonElement>? Forms = null);

    /// <param name="Departments">Keys of departments; null leaves them as they are.</param>
    /// <param name="Holders">Who would be given the role as a person, and from whom it would be taken, as PUT /roles/{role} takes it.</param>
    public sealed record RoleChange(string Key, JsonElement Grants, IReadOnlyList<string>? Departments = null, HolderChanges? Holders = null);

    /// <param name="Items">Person by person and form by form what differs; nothing where a person is not touched.</param>
    /// <param name="People">How many people are touched.</param>
    /// <param name="IsCut">Whether there is more than was looked at: at most 200 people × forms, for 15 seconds.</param>
    /// <param name="Operations">Which GraphQL operations of programs would break.</param>
    public sealed record Response(IReadOnlyList<Item> Items, int People, bool IsCut, ContractReport Operations);

    public sealed record Item(RecordShapes.Link User, string Form, RowsCompared Rows, IReadOnlyList<FormAction> ActionsGained, IReadOnlyList<FormAction> ActionsLost, IReadOnlyList<FieldChange> Fields);

    /// <param name="Before">"hidden", "masked", "read" or "write": the most that any record allows.</param>
    public sealed record FieldChange(string Field, string Before, string After);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/permissions/preview", HandleAsync)
        .RequireAdministrator().Repeatable().WithTags("Access").WithSummary("What a change of rules would do");

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        Request request, PeopleDirectory directory, Catalog catalog, RecordSights sights, ContractGuard guard, FormsDb db, TimeProvider clock, CancellationToken ct)
    {
        var people = await directory.CurrentAsync(ct);
        var errors = Check(request, catalog, directory, people, clock.GetUtcNow());
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();
        var stored = await db.Database.SqlQuery<string>($"select formshub_access_rules()::text as \"Value\"").SingleAsync(ct);
        var changed = people.With(Changed(JsonElement.Parse(stored), request, people, catalog), Held(request, people, clock.GetUtcNow()));

        var forms = Touched(people.Rules, changed.Rules, request, catalog);
        var pairs = people.Users.Values.OrderBy(user => user.DisplayName, StringComparer.Ordinal).Select(user => (Before: people.Caller(user.Id), After: changed.Caller(user.Id)))
            .Where(each => each.Before is not null).SelectMany(each => forms.Where(form => Differs(each.Before!, each.After!, form)).Select(form => (Before: each.Before!, After: each.After!, Form: form))).ToList();
        var (items, begun, looked) = (new List<Item>(), clock.GetTimestamp(), 0);
        foreach (var (before, after, form) in pairs.Take(MostPairs))
        {
            if (clock.GetElapsedTime(begun) > Longest) break;
            looked++;
            if (await CompareAsync(before, after, form, sights, ct) is { } item) items.Add(item);
        }
        return TypedResults.Ok(new Response(items, pairs.Select(pair => pair.Before.Id).Distinct().Count(), looked < pairs.Count, await guard.OfRulesAsync(people, changed, ct)));
    }

    private static async Task<Item?> CompareAsync(Caller before, Caller after, Form form, RecordSights sights, CancellationToken ct)
    {
        var (was, now) = (sights.RightsOf(before, form), sights.RightsOf(after, form));
        var rows = await sights.CompareAsync(before, after, form, ct);
        List<FieldChange> fields = [.. was.Fields.Keys.Union(now.Fields.Keys).Order().Select(field => new FieldChange(field, Right(form, was, field), Right(form, now, field))).Where(each => each.Before != each.After)];
        var (gained, lost) = (now.Actions.Except(was.Actions).ToList(), was.Actions.Except(now.Actions).ToList());
        return rows is { Gained: 0, Lost: 0 } && fields.Count + gained.Count + lost.Count is 0 ? null
            : new Item(new RecordShapes.Link(before.Id, before.DisplayName), form.Key, rows, gained, lost, fields);
    }

    private static string Right(Form form, FormRights rights, string field) =>
        rights.Fields.GetValueOrDefault(field, IsComputed(form, field) || !rights.Actions.Any(action => action is FormAction.Create or FormAction.Update) ? "read" : "write");

    private static bool IsComputed(Form form, string field) =>
        form[field.Split('.')[0]] is { } found && (field.Split('.') is [_, var column] ? found.Column(column) : found) is { Type.Role: not FieldRole.Input };

    /// <summary>The forms that a changed rule is about; where it is about all, all.</summary>
    private static List<Form> Touched(AccessRules before, AccessRules after, Request request, Catalog catalog)
    {
        var named = (request.Roles ?? []).SelectMany(role => before.GrantsOf(role.Key).Concat(after.GrantsOf(role.Key))).Select(grant => grant.Form).Concat(request.Forms?.Keys ?? []).ToHashSet();
        return [.. catalog.All.Where(form => named.Contains(Grant.All) || named.Any(form.IsCalled)).OrderBy(form => form.Key)];
    }

    private static bool Differs(Caller before, Caller after, Form form)
    {
        // Restrictions name roles, and roles come by department, so that who holds other roles is looked at, too.
        var (was, now) = (FormAccess.GrantsOn(before, form).ToList(), FormAccess.GrantsOn(after, form).ToList());
        if (was.Count + now.Count is 0) return false;
        return !before.Roles.SetEquals(after.Roles)
            || !was.Select(Text).SequenceEqual(now.Select(Text))
            || !FormAccess.RestrictionsOn(before, form).Select(each => each.Rows.GetRawText()).SequenceEqual(FormAccess.RestrictionsOn(after, form).Select(each => each.Rows.GetRawText()));

        static string Text(HeldGrant held) =>
            $"{held.Role} {string.Join(',', held.Grant.Actions.Order())} {held.Grant.Rows?.GetRawText()} {string.Join(',', held.Grant.Fields.OrderBy(field => field.Key).Select(field => $"{field.Key}:{field.Value}"))}";
    }

    private static List<FieldError> Check(Request request, Catalog catalog, PeopleDirectory directory, DirectorySnapshot people, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        foreach (var (index, role) in (request.Roles ?? []).Index())
        {
            new GrantReader(catalog, directory).Grants(role.Grants, $"/roles/{index}/grants", errors);
            var holders = new List<FieldError>();
            role.Holders?.Check(people, now, holders);
            errors.AddRange(holders.Select(error => error.Under($"/roles/{index}")));
            foreach (var (at, key) in (role.Departments ?? []).Index().Where(each => people.DepartmentKeyed(each.Item) is null))
                errors.Add(PersonRules.Error($"/roles/{index}/departments/{at}", "unknown_department", $"There is no department \"{key}\".", $"没有部门“{key}”。"));
        }
        foreach (var (key, settings) in request.Forms ?? new Dictionary<string, JsonElement>())
        {
            if (catalog.Find(key) is null)
            {
                errors.Add(PersonRules.Error($"/forms/{key}", "unknown_form", $"There is no form \"{key}\".", $"表单“{key}”不存在。"));
                continue;
            }
            var own = new List<FieldError>();
            FormAccessSettings.Read(key, settings, new GrantReader(catalog, directory), own);
            errors.AddRange(own.Select(error => error.Under("/forms/" + key)));
        }
        return errors;
    }

    /// <summary>Everybody with the roles that they would have now.</summary>
    private static IEnumerable<DirectoryUser> Held(Request request, DirectorySnapshot people, DateTimeOffset now)
    {
        var changes = (request.Roles ?? []).Where(role => role.Holders is not null).Select(role => (role.Key, Of: role.Holders!.At(people, now))).ToList();
        return changes.Count is 0 ? people.Users.Values : people.Users.Values.Select(user => user with
        {
            Roles = changes.Aggregate(user.Roles.ToHashSet(), (roles, change) =>
            {
                if (change.Of.Get(user.Id) is not { } has) return roles;
                if (has) roles.Add(change.Key);
                else roles.Remove(change.Key);
                return roles;
            }),
        });
    }

    private static bool? Get(this IReadOnlyDictionary<Guid, bool> changes, Guid user) => changes.TryGetValue(user, out var has) ? has : null;

    /// <summary>All rules with the change.</summary>
    private static AccessRules Changed(JsonElement rules, Request request, DirectorySnapshot people, Catalog catalog)
    {
        var builder = new AccessRules.Builder();
        var changes = (request.Roles ?? []).ToDictionary(role => role.Key);
        foreach (var role in rules.GetProperty("roles").EnumerateArray())
        {
            var key = role.GetProperty("key").GetString()!;
            changes.Remove(key, out var change);
            var departments = change?.Departments ?? [.. role.GetProperty("departments").EnumerateArray().Select(each => each.GetString()!)];
            builder.AddRole(key, (change?.Grants ?? role.GetProperty("grants")).GetRawText(), Ids(departments, people));
        }
        foreach (var made in changes.Values) builder.AddRole(made.Key, made.Grants.GetRawText(), Ids(made.Departments ?? [], people));
        var forms = (request.Forms ?? new Dictionary<string, JsonElement>()).ToDictionary(each => catalog.Find(each.Key)!.Key, each => each.Value);
        foreach (var form in rules.GetProperty("forms").EnumerateObject().Where(form => !forms.ContainsKey(form.Name))) builder.AddForm(form.Name, form.Value.GetRawText());
        foreach (var (key, settings) in forms) builder.AddForm(key, settings.GetRawText());
        return builder.Build();
    }

    private static IEnumerable<Guid> Ids(IEnumerable<string> departments, DirectorySnapshot people) => departments.Select(people.DepartmentKeyed).OfType<DirectoryDepartment>().Select(each => each.Id);
}
