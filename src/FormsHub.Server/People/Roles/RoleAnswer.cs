using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Storage.Tables;

namespace FormsHub.Server.People.Roles;

/// <summary>A role as the API shows it.</summary>
/// <param name="Users">How many people hold it, by themselves or by their department.</param>
/// <param name="Departments">Keys of the departments that it is given to.</param>
public sealed record RoleAnswer(Guid Id, string Key, Localized Title, bool BuiltIn, int Users, JsonElement Grants, IReadOnlyList<string> Departments)
{
    internal static RoleAnswer From(Role role, DirectorySnapshot directory) => new(
        role.Id,
        role.Name!,
        role.Title,
        IsBuiltIn(role.Name!),
        directory.Users.Keys.Count(user => directory.Caller(user) is { } caller && caller.Roles.Contains(role.Name!)),
        JsonElement.Parse(role.Grants),
        [.. directory.Rules.DepartmentsOf(role.Name!).Select(id => directory.Departments.GetValueOrDefault(id)?.Key).OfType<string>().Order()]);

    internal static bool IsBuiltIn(string key) => key is Caller.AdministratorRole or Caller.MemberRole;
}
