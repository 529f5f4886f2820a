using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Tables;

namespace FormsHub.Server.People.Roles;

/// <summary>A role as the API shows it.</summary>
/// <param name="Notices">What the reader should know, such as that grants are kept but decide nothing yet.</param>
public sealed record RoleAnswer(
    Guid Id, string Key, Localized Title, bool BuiltIn, int Users, IReadOnlyList<GrantAnswer> Grants, IReadOnlyList<string> Notices)
{
    private static readonly Message DoesNotActYet = new(
        $"Grants are kept, but do not decide anything yet: a form's \"members\" do.",
        $"授权已保存，但目前尚不生效：访问权限由表单的“members”决定。");

    internal static RoleAnswer From(Role role, DirectorySnapshot directory, Language language)
    {
        var grants = JsonSerializer.Deserialize<List<GrantAnswer>>(role.Grants, Json.Options)!;
        return new RoleAnswer(
            role.Id,
            role.Name!,
            role.Title,
            IsBuiltIn(role.Name!),
            directory.Users.Values.Count(user => user.Roles.Contains(role.Name!)),
            grants,
            grants.Count > 0 ? [DoesNotActYet.In(language)] : []);
    }

    internal static bool IsBuiltIn(string key) => key is Caller.AdministratorRole or Caller.MemberRole;
}

/// <summary>What a role may do with one form, or with all ("*").</summary>
public sealed record GrantAnswer(string Form, IReadOnlyList<FormAction> Actions);
