using System.Collections.Concurrent;
using System.Collections.Frozen;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Server.People;

/// <summary>All users and departments at one moment; immutable, but for callers and tokens that it has already looked up.</summary>
public sealed class DirectorySnapshot
{
    private readonly FrozenDictionary<string, DirectoryUser> _usersByName;
    private readonly FrozenDictionary<string, DirectoryDepartment> _departmentsByKey;
    private readonly ILookup<Guid?, DirectoryDepartment> _children;
    private readonly ConcurrentDictionary<Guid, Caller> _callers = new();
    private readonly ConcurrentDictionary<Guid, Caller> _programs = new();
    private readonly ConcurrentDictionary<(Guid Administrator, Guid Person), Caller> _viewed = new();

    /// <param name="until">When this is no longer so, because a role or a share is held for a time; null: until it is changed.</param>
    public DirectorySnapshot(
        IReadOnlyCollection<DirectoryUser> users, IReadOnlyCollection<DirectoryDepartment> departments, IReadOnlyCollection<Guid> endedSessions,
        AccessRules? rules = null, DateTimeOffset? until = null, ActiveShares? shares = null, IReadOnlyCollection<string>? secondFactorRoles = null)
    {
        (Rules, Until, Shares) = (rules ?? AccessRules.None, until, shares ?? ActiveShares.None);
        SecondFactorRoles = (secondFactorRoles ?? []).ToFrozenSet();
        EndedSessions = endedSessions.ToFrozenSet();
        Users = users.ToFrozenDictionary(user => user.Id);
        Departments = departments.ToFrozenDictionary(department => department.Id);
        _usersByName = users.ToFrozenDictionary(user => user.UserName, StringComparer.OrdinalIgnoreCase);
        _departmentsByKey = departments.ToFrozenDictionary(department => department.Key);
        _children = departments.ToLookup(department => department.Parent);
    }

    public FrozenDictionary<Guid, DirectoryUser> Users { get; }
    public FrozenDictionary<Guid, DirectoryDepartment> Departments { get; }

    /// <summary>Those of them that may be picked; made when it is first asked for.</summary>
    public DirectoryListing Listing => field ??= new(
        Users.Values.Where(user => !user.Disabled).Select(user => new ListedUser(user.Id, user.UserName, user.DisplayName, user.Department)),
        Departments.Values.Select(each => new ListedDepartment(each.Id, each.Key, each.Title, each.Parent, each.Head)));

    public AccessRules Rules { get; }
    public ActiveShares Shares { get; }
    public DateTimeOffset? Until { get; }

    /// <summary>Sessions that their person has ended while the cookie would still be good.</summary>
    public FrozenSet<Guid> EndedSessions { get; }

    /// <summary>Roles whose people need a second factor.</summary>
    public FrozenSet<string> SecondFactorRoles { get; }

    public bool NeedsSecondFactor(Caller caller) => SecondFactorRoles.Count > 0 && (SecondFactorRoles.Contains(SignInSettings.Everybody) || SecondFactorRoles.Overlaps(caller.Roles));

    public bool LacksSecondFactor(Caller caller) => NeedsSecondFactor(caller) && Users.GetValueOrDefault(caller.Id) is { HasSecondFactor: false };

    /// <summary>Whether the caller's password was set by somebody else and was not changed since.</summary>
    public bool MustChangePassword(Caller caller) => Users.GetValueOrDefault(caller.Id) is { MustChangePassword: true };

    /// <summary>Tokens already looked up, by SHA-256.</summary>
    internal ConcurrentDictionary<string, DirectoryToken> Tokens { get; } = new();

    /// <summary>Links already looked up, by the SHA-256 of their tokens.</summary>
    internal ConcurrentDictionary<string, DirectoryLink> Links { get; } = new();

    /// <summary>The same people, or they as they would be, under other rules.</summary>
    internal DirectorySnapshot With(AccessRules rules, IEnumerable<DirectoryUser>? users = null) => new([.. users ?? Users.Values], Departments.Values, EndedSessions, rules, Until, Shares, SecondFactorRoles);

    public DirectoryUser? UserNamed(string userName) => _usersByName.GetValueOrDefault(userName);

    public DirectoryDepartment? DepartmentKeyed(string key) => _departmentsByKey.GetValueOrDefault(key);

    /// <summary>The department and all below it.</summary>
    public IReadOnlyList<Guid> WithChildren(Guid department)
    {
        List<Guid> all = [department];
        for (var i = 0; i < all.Count; i++) all.AddRange(_children[all[i]].Select(child => child.Id).Where(child => !all.Contains(child)));
        return all;
    }

    /// <summary>The user as a caller; null if there is none or it is disabled.</summary>
    public Caller? Caller(Guid user)
    {
        if (_callers.TryGetValue(user, out var known)) return known;
        if (!Users.TryGetValue(user, out var found) || found.Disabled) return null;
        var department = found.Department is { } id ? Departments.GetValueOrDefault(id) : null;
        var departments = department is null ? [] : WithParents(department);
        var roles = found.Roles.Concat(Rules.RolesOf(departments)).ToHashSet();
        var caller = new Caller(
            found.Id, found.UserName, found.DisplayName, department?.Id, department?.Key, department is null ? [] : WithChildren(department.Id), roles);
        caller = caller with { Grants = [.. Rules.GrantsOf(caller), .. Shares.GrantsOf(found.Id, departments)], Restrictions = Rules.Restrictions };
        return _callers.GetOrAdd(user, caller);
    }

    /// <summary>The program that acts for a user by a token; null if there is no such user or it is disabled.</summary>
    internal Caller? Caller(Guid user, Token token) =>
        Caller(user) is { } person ? _programs.GetOrAdd(token.Id, static (_, known) => known.person with { Token = known.token }, (person, token)) : null;

    /// <summary>The person as an administrator sees the application as them; null if there is none or it is disabled.</summary>
    internal Caller? ViewedAs(Guid person, Caller administrator) => Caller(person) is not { } found ? null
        : _viewed.GetOrAdd((administrator.Id, person), static (_, both) => both.found with { ViewedBy = both.administrator }, (found, administrator));

    /// <summary>Whom a share must be with to be with this person: themselves, their department, and all above it.</summary>
    internal IReadOnlyList<Guid> SubjectsOf(Guid user) =>
        Users.GetValueOrDefault(user)?.Department is { } id && Departments.GetValueOrDefault(id) is { } department ? [user, .. WithParents(department)] : [user];

    /// <summary>Somebody made up who holds a role and nothing else; null if there is no such role.</summary>
    internal Caller? HolderOf(string role)
    {
        if (!Rules.Roles.Contains(role)) return null;
        var caller = new Caller(Guid.Empty, "", "", null, null, [], new HashSet<string> { role });
        return caller with { Grants = Rules.GrantsOf(caller), Restrictions = Rules.Restrictions };
    }

    /// <summary>The department and all above it.</summary>
    private HashSet<Guid> WithParents(DirectoryDepartment department)
    {
        var all = new HashSet<Guid>();
        for (var each = department; each is not null && all.Add(each.Id);) each = each.Parent is { } parent ? Departments.GetValueOrDefault(parent) : null;
        return all;
    }

    /// <summary>The department that a request names by id or key; null if there is none.</summary>
    internal DirectoryDepartment? Department(Naming naming) => naming.Id is { } id ? Departments.GetValueOrDefault(id) : DepartmentKeyed(naming.Text);

    /// <summary>The user that a request names by id or user name; null if there is none.</summary>
    internal DirectoryUser? User(Naming naming) => naming.Id is { } id ? Users.GetValueOrDefault(id) : UserNamed(naming.Text);

    internal NamedDepartment? NameDepartment(Guid? id, Language language) =>
        id is { } given && Departments.GetValueOrDefault(given) is { } department
            ? new NamedDepartment(department.Id, department.Key, department.Title.In(language, department.Key))
            : null;

    /// <summary>A title that names a department wherever the reader's language is not known.</summary>
    internal static string TitleOf(DirectoryDepartment department) => department.Title.In(Language.Chinese, department.Key);
}

/// <summary>A user as the directory remembers it.</summary>
public sealed record DirectoryUser(
    Guid Id, string UserName, string DisplayName, string? Email, Guid? Department, bool Disabled, string Stamp, string? Language, IReadOnlySet<string> Roles, bool HasSecondFactor, bool MustChangePassword = false);

/// <summary>A department as the directory remembers it.</summary>
public sealed record DirectoryDepartment(Guid Id, string Key, Localized Title, Guid? Parent, Guid? Head);

/// <summary>A token as the directory remembers it; <see cref="LastUsed"/> is when its use was last written down.</summary>
public sealed record DirectoryToken(Guid User, Token Token, DateTimeOffset? ExpiresAt)
{
    private long _lastUsed;

    /// <summary>True once a minute: then the use is to be written down.</summary>
    public bool IsUseWorthWriting(DateTimeOffset now)
    {
        var last = Interlocked.Read(ref _lastUsed);
        return now.UtcTicks - last > TimeSpan.TicksPerMinute && Interlocked.CompareExchange(ref _lastUsed, now.UtcTicks, last) == last;
    }
}

/// <summary>A shared link as the directory remembers it.</summary>
/// <param name="Caller">Who comes by it.</param>
/// <param name="Shown">How a view is shown, as JSON.</param>
public sealed record DirectoryLink(byte[] Hash, Caller Caller, string Form, Guid? Record, DateTimeOffset? Until, string? PasswordHash, string? Shown)
{
    private long _lastNoted;

    /// <summary>True once a minute: then that it was opened is to be noted in the audit.</summary>
    public bool IsOpeningWorthNoting(DateTimeOffset now)
    {
        var last = Interlocked.Read(ref _lastNoted);
        return now.UtcTicks - last > TimeSpan.TicksPerMinute && Interlocked.CompareExchange(ref _lastNoted, now.UtcTicks, last) == last;
    }
}
