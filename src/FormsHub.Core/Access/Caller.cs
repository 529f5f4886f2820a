using FormsHub.Core.Expressions;

namespace FormsHub.Core.Access;

/// <summary>Who asks: the person signed in, or the program that acts for a person by a token.</summary>
/// <param name="Departments">The caller's department and all below it.</param>
/// <param name="Roles">Keys of the roles held, such as "administrator".</param>
/// <param name="Token">The token used, if any; its scopes narrow what the person may do.</param>
public sealed record Caller(
    Guid Id,
    string UserName,
    string DisplayName,
    Guid? Department,
    string? DepartmentKey,
    IReadOnlyList<Guid> Departments,
    IReadOnlySet<string> Roles,
    Token? Token = null)
{
    public const string AdministratorRole = "administrator";
    public const string MemberRole = "member";

    /// <summary>What the caller's roles grant.</summary>
    public IReadOnlyList<HeldGrant> Grants { get; init; } = [];

    /// <summary>What narrows everybody but holders of certain roles, among whom the caller may be.</summary>
    public IReadOnlyList<Restriction> Restrictions { get; init; } = [];

    /// <summary>The administrator who sees the application as this person, if it is not the person who asks.</summary>
    public Caller? ViewedBy { get; init; }

    /// <summary>Where it is nobody that is known, but whoever has a shared link: then <see cref="Id"/> is the share.</summary>
    public SharedLink? Link { get; init; }

    /// <summary>Who owns what the caller makes.</summary>
    public Guid Owner => Link?.By ?? Id;

    public bool IsAdministrator => Roles.Contains(AdministratorRole);

    /// <summary>The caller as expressions see it.</summary>
    public Person Person => new(Id, UserName, DisplayName, Department);
}

/// <summary>The link that a caller came by.</summary>
/// <param name="By">Who shared it.</param>
public sealed record SharedLink(Guid By);

/// <summary>A program's token; null scopes: all that its person may do.</summary>
public sealed record Token(Guid Id, string Name, IReadOnlyList<TokenScope>? Scopes, int? RequestsPerMinute = null)
{
    /// <summary>The GraphQL documents that the token may run, by their ids and by their SHA-256, and nothing else; null: it is not held to any.</summary>
    public IReadOnlyDictionary<string, string>? TrustedDocuments { get; init; }
}

/// <summary>What a token may do with one form, or with all ("*").</summary>
public sealed record TokenScope(string Form, IReadOnlySet<FormAction> Actions);
