using FormsHub.Core.Forms;

namespace FormsHub.Core.Access;

/// <summary>
/// The one place where access to a form is decided: by the grants of the caller's roles. An administrator may do all, who is listed as
/// a member of a form may use it, and a token never may more than its person. Which rows and fields a grant gives is worked out by the
/// gate that compiles it into SQL.
/// </summary>
public static class FormAccess
{
    private static readonly HeldGrant Administrators = new(Caller.AdministratorRole, new Grant
    {
        Form = Grant.All,
        Actions = Enum.GetValues<FormAction>().ToHashSet(),
        ShowsSensitive = true,
    });

    private static readonly HeldGrant Members = new(Caller.MemberRole, new Grant
    {
        Form = Grant.All,
        Actions = Enum.GetValues<FormAction>().Except([FormAction.Purge, FormAction.Manage, FormAction.Share]).ToHashSet(),
    });

    public static bool May(Caller caller, Form form, FormAction action) =>
        ScopeAllows(caller.Token, form.Key, action) && GrantsOn(caller, form).Any(held => held.Grant.Actions.Contains(action));

    /// <summary>Whether the caller may know the form: to read its records or to fill it in.</summary>
    public static bool MaySee(Caller caller, Form form) => May(caller, form, FormAction.Read) || May(caller, form, FormAction.Create);

    /// <summary>Whether the caller may make forms, and see those that nobody can use yet.</summary>
    public static bool MayDesign(Caller caller) => caller.IsAdministrator && ScopeAllows(caller.Token, Grant.All, FormAction.Manage);

    /// <summary>All that the caller's roles grant on a form.</summary>
    public static IEnumerable<HeldGrant> GrantsOn(Caller caller, Form form)
    {
        if (caller.IsAdministrator) yield return Administrators;
        if (caller.Link is null && form.Definition.Members.Any(member => Names(member, caller))) yield return Members;
        foreach (var held in caller.Grants)
        {
            if (held.Grant.Form is Grant.All || form.IsCalled(held.Grant.Form)) yield return held;
        }
    }

    /// <summary>What narrows the caller on a form. Who views as another is let through by what lets both through.</summary>
    public static IEnumerable<Restriction> RestrictionsOn(Caller caller, Form form) => caller.Restrictions.Where(restriction =>
        form.IsCalled(restriction.Form) && !(restriction.Roles.Overlaps(caller.Roles) && restriction.Roles.Overlaps((caller.ViewedBy ?? caller).Roles)));

    /// <summary>What asks for a second person before an action on some records of a form, also of those whom it lets through.</summary>
    public static IEnumerable<Restriction> GuardsOn(Caller caller, Form form, FormAction action) =>
        caller.Restrictions.Where(restriction => restriction.SecondPerson.Contains(action) && form.IsCalled(restriction.Form));

    /// <summary>Whether the caller's token, if any, reaches so far.</summary>
    public static bool ScopeAllows(Token? token, string form, FormAction action) =>
        token?.Scopes is not { } scopes || scopes.Any(scope => (scope.Form is Grant.All || scope.Form == form) && scope.Actions.Contains(action));

    /// <summary>Whether a member of a form or of one of its groups is the caller.</summary>
    public static bool Names(string member, Caller caller) =>
        member == "*"
        || member == "user:" + caller.UserName
        || (member.StartsWith("role:", StringComparison.Ordinal) && caller.Roles.Contains(member["role:".Length..]))
        || (caller.DepartmentKey is { } department && member == "department:" + department);
}
