using FormsHub.Core.Forms;

namespace FormsHub.Core.Access;

/// <summary>
/// The one place where access is decided: an administrator may do all; a member may use the forms that list them, but neither
/// purge records nor change the form; a token never may more than its person.
/// </summary>
public static class FormAccess
{
    public static bool May(Caller caller, Form form, FormAction action) =>
        ScopeAllows(caller.Token, form.Key, action) && (caller.IsAdministrator || (IsMember(caller, form) && MembersMay(action)));

    /// <summary>Whether the caller may make forms, and see those that nobody can use yet.</summary>
    public static bool MayDesign(Caller caller) => caller.IsAdministrator && ScopeAllows(caller.Token, "*", FormAction.Manage);

    private static bool MembersMay(FormAction action) => action is not (FormAction.Purge or FormAction.Manage);

    private static bool IsMember(Caller caller, Form form) => form.Definition.Members.Any(member => Names(member, caller));

    private static bool Names(string member, Caller caller) =>
        member == "*"
        || member == "user:" + caller.UserName
        || (member.StartsWith("role:", StringComparison.Ordinal) && caller.Roles.Contains(member["role:".Length..]))
        || (caller.DepartmentKey is { } department && member == "department:" + department);

    private static bool ScopeAllows(Token? token, string form, FormAction action) =>
        token?.Scopes is not { } scopes || scopes.Any(scope => (scope.Form == "*" || scope.Form == form) && scope.Actions.Contains(action));
}
