using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Results;

namespace FormsHub.Server.People;

/// <summary>What is set of access at a form itself: who is in its ready-made groups, and which records are restricted.</summary>
/// <param name="Audit">What of the form the audit notes besides changes.</param>
/// <param name="Groups">Members by group (<see cref="FormGroups"/>): "*", "role:agent", "user:li", "department:service".</param>
public sealed record FormAccessSettings(IReadOnlyDictionary<string, IReadOnlyList<string>> Groups, IReadOnlyList<Restriction> Restrictions, AuditedAccess Audit = default)
{
    private static readonly string[] Members = ["groups", "restrictions", "audit"];

    /// <summary>Reads what was checked when it was stored.</summary>
    public static FormAccessSettings Read(string form, JsonElement json) => Read(form, json, new GrantReader(), []);

    /// <summary>Reads a request's; all that is wrong with it is told.</summary>
    public static FormAccessSettings Read(string form, JsonElement json, GrantReader reader, List<FieldError> errors)
    {
        var groups = new Dictionary<string, IReadOnlyList<string>>();
        if (json.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(Wrong("", "wrong_type", $"Must be an object.", $"必须是对象。"));
            return new FormAccessSettings(groups, []);
        }
        foreach (var member in json.EnumerateObject().Where(member => !Members.Contains(member.Name)))
            errors.Add(Wrong(JsonPointer.To(member.Name), "unknown_member", $"There is no member \"{member.Name}\" here.", $"这里没有“{member.Name}”。"));
        if (json.TryGetProperty("groups"u8, out var given) && given.ValueKind is JsonValueKind.Object)
        {
            foreach (var group in given.EnumerateObject())
            {
                var path = "/groups" + JsonPointer.To(group.Name);
                if (!FormGroups.Names.Contains(group.Name))
                    errors.Add(Wrong(path, "unknown_group", $"Must be one of {string.Join(", ", FormGroups.Names)}.", $"必须是 {string.Join("、", FormGroups.Names)} 之一。"));
                else if (group.Value.ValueKind is not JsonValueKind.Array || group.Value.EnumerateArray().Any(each => each.ValueKind is not JsonValueKind.String))
                    errors.Add(Wrong(path, "wrong_type", $"Must be a list of members.", $"必须是成员列表。"));
                else groups[group.Name] = [.. group.Value.EnumerateArray().Select(each => each.GetString()!)];
            }
        }
        else if (given.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            errors.Add(Wrong("/groups", "wrong_type", $"Must be an object.", $"必须是对象。"));
        }
        var restrictions = json.TryGetProperty("restrictions"u8, out var list) ? reader.Restrictions(form, list, "/restrictions", errors) : [];
        return new FormAccessSettings(groups, restrictions, ReadAudit(json, errors));
    }

    private static AuditedAccess ReadAudit(JsonElement json, List<FieldError> errors)
    {
        if (!json.TryGetProperty("audit"u8, out var audit) || audit.ValueKind is JsonValueKind.Null) return default;
        if (audit.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(Wrong("/audit", "wrong_type", $"Must be an object.", $"必须是对象。"));
            return default;
        }
        foreach (var member in audit.EnumerateObject())
        {
            if (member.Name is not ("reads" or "searches"))
                errors.Add(Wrong("/audit" + JsonPointer.To(member.Name), "unknown_member", $"There is no member \"{member.Name}\" here.", $"这里没有“{member.Name}”。"));
            else if (member.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                errors.Add(Wrong("/audit" + JsonPointer.To(member.Name), "wrong_type", $"Must be true or false.", $"必须是 true 或 false。"));
        }
        return new AuditedAccess(Flag(audit, "reads"), Flag(audit, "searches"));

        static bool Flag(JsonElement audit, string name) => audit.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True;
    }

    private static FieldError Wrong(string path, string code, FormattableString english, FormattableString chinese) => new(path, code, new Message(english, chinese));
}

/// <summary>Whether the audit notes who reads single records of a form, and who searches and lists them.</summary>
public readonly record struct AuditedAccess(bool Reads, bool Searches);
