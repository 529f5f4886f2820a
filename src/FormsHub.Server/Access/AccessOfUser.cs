using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.People;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Access;

/// <summary>GET /api/v1/users/{id}/access: what a person may do, form by form; for administrators and for that person.</summary>
public static class AccessOfUser
{
    /// <param name="Roles">The roles held now.</param>
    /// <param name="Forms">The forms that are open to the person; none to an account that is disabled.</param>
    public sealed record Response(Guid Id, string UserName, string DisplayName, bool Disabled, IReadOnlyList<HeldRole> Roles, IReadOnlyList<OnForm> Forms);

    /// <param name="By">"user", or "department" where the role is held by belonging to one.</param>
    public sealed record HeldRole(string Key, string By);

    /// <param name="Rows">Which records are seen: "all", "some" or "none".</param>
    /// <param name="Fields">"hidden", "masked" or "read" by key, the most that any record allows; what is not named may be written by the actions held.</param>
    /// <param name="By">Roles, "member", "group:…" and "share:…" that grant something on the form.</param>
    /// <param name="Shares">The shares that grant something on the form.</param>
    public sealed record OnForm(
        string Form, Localized? Title, IReadOnlyList<FormAction> Actions, RowsSeen Rows, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> By,
        IReadOnlyList<ShareSource> Shares);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/users/{id:guid}/access", HandleAsync)
        .WithTags("Access").WithSummary("What a person may do");

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        Guid id, HttpContext context, PeopleDirectory directory, Catalog catalog, RecordSights sights, CancellationToken ct)
    {
        var asker = context.Caller();
        if (asker.Token is { Scopes: not null }) return HttpProblems.TokenTooNarrow.ToHttp();
        if (!asker.IsAdministrator && asker.Id != id) return HttpProblems.AdministratorsOnly.ToHttp();
        var people = await directory.CurrentAsync(ct);
        if (people.Users.GetValueOrDefault(id) is not { } user) return PeopleProblems.NoSuchUser(id.ToString()).ToHttp();
        var caller = people.Caller(id);
        IEnumerable<string> roles = caller is null ? user.Roles : caller.Roles;
        return TypedResults.Ok(new Response(
            user.Id,
            user.UserName,
            user.DisplayName,
            user.Disabled,
            [.. roles.Order().Select(role => new HeldRole(role, user.Roles.Contains(role) ? "user" : "department"))],
            caller is null ? [] : [.. catalog.All.Where(form => FormAccess.GrantsOn(caller, form).Any()).OrderBy(form => form.Key).Select(form => Of(caller, form, people, sights, asker.IsAdministrator))]));
    }

    private static OnForm Of(Caller caller, Form form, DirectorySnapshot people, RecordSights sights, bool isForAdministrator)
    {
        var held = FormAccess.GrantsOn(caller, form).ToList();
        var rights = sights.RightsOf(caller, form);
        var fields = isForAdministrator || rights.Actions.Contains(FormAction.Manage) ? rights.Fields : rights.KnownFields.ToDictionary();
        return new OnForm(form.Key, form.Definition.Title, rights.Actions, rights.Rows, fields, [.. held.Select(each => each.Role).Distinct()], ShareSource.Of(held, people));
    }
}
