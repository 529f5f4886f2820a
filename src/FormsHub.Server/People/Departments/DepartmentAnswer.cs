using FormsHub.Core.Forms;

namespace FormsHub.Server.People.Departments;

/// <summary>A department as the API shows it; its parent by id and key.</summary>
public sealed record DepartmentAnswer(Guid Id, string Key, Localized Title, ParentAnswer? Parent, Guid? Head, int Users)
{
    internal static DepartmentAnswer From(DirectorySnapshot directory, DirectoryDepartment department) => new(
        department.Id,
        department.Key,
        department.Title,
        department.Parent is { } id && directory.Departments.GetValueOrDefault(id) is { } parent ? new ParentAnswer(parent.Id, parent.Key, parent.Title) : null,
        department.Head,
        directory.Users.Values.Count(user => user.Department == department.Id && !user.Disabled));
}

/// <summary>The department above.</summary>
public sealed record ParentAnswer(Guid Id, string Key, Localized Title);
