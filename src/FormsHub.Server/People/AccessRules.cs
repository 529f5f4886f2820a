using System.Text.Json;
using FormsHub.Core.Access;

namespace FormsHub.Server.People;

/// <summary>All rules of access at one moment: what roles grant, who is in the groups of forms, and what is restricted.</summary>
public sealed class AccessRules
{
    public static readonly AccessRules None = new Builder().Build();

    private readonly IReadOnlyDictionary<string, IReadOnlyList<Grant>> _grants;
    private readonly IReadOnlyList<(string Form, string Group, string Member)> _members;
    private readonly ILookup<Guid, string> _rolesOfDepartments;
    private readonly IReadOnlyDictionary<string, AuditedAccess> _audited;

    private AccessRules(
        IReadOnlyDictionary<string, IReadOnlyList<Grant>> grants, IReadOnlyList<(string Form, string Group, string Member)> members, ILookup<Guid, string> rolesOfDepartments,
        IReadOnlyList<Restriction> restrictions, IReadOnlyDictionary<string, AuditedAccess> audited) =>
        (_grants, _members, _rolesOfDepartments, Restrictions, _audited) = (grants, members, rolesOfDepartments, restrictions, audited);

    public IReadOnlyList<Restriction> Restrictions { get; }

    /// <summary>Keys of all roles.</summary>
    public IEnumerable<string> Roles => _grants.Keys;

    /// <summary>What a role grants.</summary>
    public IReadOnlyList<Grant> GrantsOf(string role) => _grants.GetValueOrDefault(role) ?? [];

    /// <summary>The caller as if they held another role, too.</summary>
    public Caller With(Caller caller, string role)
    {
        var changed = caller with { Roles = caller.Roles.Append(role).ToHashSet() };
        return changed with { Grants = [.. GrantsOf(changed), .. caller.Grants.Where(held => held.Shares.Count > 0)] };
    }

    /// <summary>What the audit notes of a form besides changes.</summary>
    public AuditedAccess AuditedOf(string form) => _audited.GetValueOrDefault(form);

    public bool AuditsAny => _audited.Values.Any(each => each.Reads || each.Searches);

    public bool AuditsAnySearch => _audited.Values.Any(each => each.Searches);

    /// <summary>The roles that everybody in one of these departments holds.</summary>
    public IEnumerable<string> RolesOf(IEnumerable<Guid> departments) => departments.SelectMany(department => _rolesOfDepartments[department]);

    /// <summary>The departments whose people hold a role.</summary>
    public IEnumerable<Guid> DepartmentsOf(string role) => _rolesOfDepartments.Where(each => each.Contains(role)).Select(each => each.Key);

    /// <summary>What the caller's roles grant, and the groups of forms that the caller is in.</summary>
    public IReadOnlyList<HeldGrant> GrantsOf(Caller caller) =>
    [
        .. caller.Roles.Where(_grants.ContainsKey).SelectMany(role => _grants[role].Select(grant => new HeldGrant(role, grant))),
        .. _members.Where(each => FormAccess.Names(each.Member, caller)).SelectMany(each => FormGroups.Grants(each.Form, each.Group)),
    ];

    public sealed class Builder
    {
        private readonly Dictionary<string, IReadOnlyList<Grant>> _grants = [];
        private readonly List<(string, string, string)> _members = [];
        private readonly List<(Guid Department, string Role)> _rolesOfDepartments = [];
        private readonly List<Restriction> _restrictions = [];
        private readonly Dictionary<string, AuditedAccess> _audited = [];

        public void AddRole(string key, string grants, IEnumerable<Guid> departments)
        {
            _grants[key] = new GrantReader().Grants(JsonElement.Parse(grants), "", []);
            _rolesOfDepartments.AddRange(departments.Select(department => (department, key)));
        }

        /// <param name="settings">As <see cref="FormAccessSettings"/> stores them.</param>
        public void AddForm(string key, string settings)
        {
            var access = FormAccessSettings.Read(key, JsonElement.Parse(settings));
            _restrictions.AddRange(access.Restrictions);
            if (access.Audit != default) _audited[key] = access.Audit;
            foreach (var (group, members) in access.Groups) _members.AddRange(members.Select(member => (key, group, member)));
        }

        public AccessRules Build() => new(_grants, _members, _rolesOfDepartments.ToLookup(each => each.Department, each => each.Role), _restrictions, _audited);
    }
}
