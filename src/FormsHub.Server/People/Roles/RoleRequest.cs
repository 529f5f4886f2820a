using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Server.People.Roles;

/// <summary>A role as it is made or replaced.</summary>
/// <param name="Grants">
/// A list of <c>{"form", "actions", "rows", "fields"}</c>: rows is a filter or "all", "own", "department", "departments"; fields are rights
/// ("hidden", "masked", "read", "write") by key, "*" for all others.
/// </param>
/// <param name="Departments">Keys of departments; everybody in them and below holds the role.</param>
/// <param name="Holders">Who is given the role as a person, and from whom it is taken; everybody else keeps it as they have it.</param>
public sealed record RoleRequest(string Key, Localized Title, JsonElement? Grants = null, IReadOnlyList<string>? Departments = null, HolderChanges? Holders = null)
{
    /// <summary>The grants as they are stored.</summary>
    internal string Granted => Grants is { ValueKind: JsonValueKind.Array } grants ? grants.GetRawText() : "[]";

    /// <summary>The forms that the role grants something of, and the departments that hold it, as the audit names them.</summary>
    internal IEnumerable<string> Forms => JsonElement.Parse(Granted).EnumerateArray().Select(grant => grant.GetProperty("form").GetString()!).Distinct();

    internal IEnumerable<string> DepartmentNames => Departments ?? [];

    internal IReadOnlyList<Guid> DepartmentsIn(DirectorySnapshot people) => [.. (Departments ?? []).Select(people.DepartmentKeyed).OfType<DirectoryDepartment>().Select(each => each.Id)];

    internal IEnumerable<FieldError> Check(IFormCatalog? forms, DirectorySnapshot people, IDirectory directory, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (PersonRules.Key(Key) is { } badKey) errors.Add(badKey);
        if (PersonRules.Title(Title) is { } badTitle) errors.Add(badTitle);
        if (Grants is { } grants) new GrantReader(forms, directory).Grants(grants, "/grants", errors);
        Holders?.Check(people, now, errors);
        foreach (var (index, key) in (Departments ?? []).Index())
        {
            if (people.DepartmentKeyed(key) is null)
                errors.Add(PersonRules.Error($"/departments/{index}", "unknown_department", $"There is no department \"{key}\".", $"没有部门“{key}”。"));
        }
        return errors;
    }
}
