using FormsHub.Core.Forms;

namespace FormsHub.Core.Access;

/// <summary>
/// The people and departments that everybody who is signed in may know of, to pick them: people whose account is open, by their display
/// name, and all departments, by their key. What else there is of an account is for administrators.
/// </summary>
public sealed class DirectoryListing
{
    public static readonly DirectoryListing Empty = new([], []);

    private readonly Dictionary<Guid, ListedUser> _users;
    private readonly Dictionary<Guid, ListedDepartment> _departments;
    private readonly ILookup<Guid?, ListedUser> _members;
    private readonly ILookup<Guid?, ListedDepartment> _children;

    public DirectoryListing(IEnumerable<ListedUser> users, IEnumerable<ListedDepartment> departments)
    {
        Users = [.. users.OrderBy(user => user.DisplayName, StringComparer.Ordinal).ThenBy(user => user.Id)];
        Departments = [.. departments.OrderBy(department => department.Key, StringComparer.Ordinal)];
        (_users, _departments) = (Users.ToDictionary(user => user.Id), Departments.ToDictionary(department => department.Id));
        (_members, _children) = (Users.ToLookup(user => user.Department), Departments.ToLookup(department => department.Parent));
    }

    public IReadOnlyList<ListedUser> Users { get; }
    public IReadOnlyList<ListedDepartment> Departments { get; }

    public ListedUser? User(Guid id) => _users.GetValueOrDefault(id);

    public ListedDepartment? Department(Guid id) => _departments.GetValueOrDefault(id);

    /// <summary>Those whose own department it is.</summary>
    public IEnumerable<ListedUser> UsersOf(Guid department) => _members[department];

    /// <summary>Those right below it.</summary>
    public IEnumerable<ListedDepartment> ChildrenOf(Guid department) => _children[department];

    public IEnumerable<ListedUser> UsersNamed(string words) => Users.Where(user => Has(user.DisplayName, words) || Has(user.UserName, words));

    public IEnumerable<ListedDepartment> DepartmentsNamed(string words) => Departments.Where(each => Has(each.Key, words) || Has(each.Title.Chinese, words) || Has(each.Title.English, words));

    private static bool Has(string? text, string words) => text is not null && text.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A person as others may know them.</summary>
public sealed record ListedUser(Guid Id, string UserName, string DisplayName, Guid? Department);

/// <summary>A department as everybody may know it.</summary>
public sealed record ListedDepartment(Guid Id, string Key, Localized Title, Guid? Parent, Guid? Head);
