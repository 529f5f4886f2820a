using FormsHub.Core.Access;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.People;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Access;

/// <summary>GET /api/v1/forms/{form}/access/people: who may do what with a form, by role and group, and how many people; for who may change the form.</summary>
public static class PeopleOfForm
{
    private const int MostPeople = 200;

    /// <param name="Sources">Roles and groups that grant something on the form, also those that nobody holds.</param>
    /// <param name="Actions">How many people may do each action with some record.</param>
    /// <param name="People">Who may do something, by name; the first 200.</param>
    /// <param name="Total">How many people may do something.</param>
    public sealed record Response(IReadOnlyList<Source> Sources, IReadOnlyDictionary<string, int> Actions, IReadOnlyList<Person> People, int Total);

    /// <param name="Kind">"role", "group" of the form, "member" of its definition, "share" with people or departments.</param>
    /// <param name="Rows">Which records a grant of it to read shows: "all", "some" or "none".</param>
    public sealed record Source(string Kind, string Key, int People, IReadOnlyList<FormAction> Actions, RowsSeen Rows);

    /// <param name="By">Roles, "member", "group:…" and "share:…" by which they may.</param>
    /// <param name="Shares">The shares by which they may.</param>
    public sealed record Person(
        Guid Id, string UserName, string DisplayName, IReadOnlyList<FormAction> Actions, RowsSeen Rows, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> By,
        IReadOnlyList<ShareSource> Shares);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/forms/{form}/access/people", HandleAsync)
        .WithTags("Access").WithSummary("Who may do what with a form");

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        string form, HttpContext context, PeopleDirectory directory, Catalog catalog, RecordSights sights, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Manage, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var people = await directory.CurrentAsync(ct);
        var holders = people.Users.Values.OrderBy(user => user.DisplayName, StringComparer.Ordinal).Select(user => people.Caller(user.Id)).OfType<Caller>()
            .Select(caller => (Caller: caller, Held: FormAccess.GrantsOn(caller, found.Value).ToList())).Where(each => each.Held.Count > 0).ToList();

        var sources = holders.SelectMany(each => each.Held.DistinctBy(held => held.Role).Select(held => (held.Role, Grants: each.Held.Where(other => other.Role == held.Role).Select(other => other.Grant).ToList())))
            .GroupBy(each => each.Role).Select(role => Of(role.Key, role.Count(), role.First().Grants)).ToList();
        foreach (var role in people.Rules.Roles.Where(role => !sources.Exists(each => each.Kind is "role" && each.Key == role)))
        {
            List<Grant> unheld = [.. people.Rules.GrantsOf(role).Where(grant => grant.Form is Grant.All || found.Value.IsCalled(grant.Form))];
            if (unheld.Count > 0) sources.Add(Of(role, 0, unheld));
        }
        return TypedResults.Ok(new Response(
            [.. sources.OrderBy(each => each.Kind).ThenBy(each => each.Key)],
            Enum.GetValues<FormAction>().ToDictionary(GrantReader.NameOf, action => holders.Count(each => each.Held.Exists(held => held.Grant.Actions.Contains(action)))),
            [.. holders.Take(MostPeople).Select(each => Of(people, each.Caller, each.Held, sights.RightsOf(each.Caller, found.Value)))],
            holders.Count));
    }

    private static Person Of(DirectorySnapshot people, Caller caller, List<HeldGrant> held, FormRights rights) =>
        new(caller.Id, people.Users[caller.Id].UserName, caller.DisplayName, rights.Actions, rights.Rows, rights.Fields, [.. held.Select(each => each.Role).Distinct()], ShareSource.Of(held, people));

    private static Source Of(string role, int people, List<Grant> grants)
    {
        var reading = grants.Where(grant => grant.Actions.Contains(FormAction.Read)).ToList();
        var rows = reading.Count is 0 ? RowsSeen.None : reading.Exists(grant => RowPresets.Filter(grant.Rows) is null) ? RowsSeen.All : RowsSeen.Some;
        var (kind, key) = role.Split(':') is [var before, var after] ? (before, after) : role is Caller.MemberRole ? ("member", role) : ("role", role);
        return new Source(kind, key, people, [.. grants.SelectMany(grant => grant.Actions).Distinct().Order()], rows);
    }
}
