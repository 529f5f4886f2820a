using System.Text.Json;

namespace FormsHub.Server.Access;

/// <summary>What differs between two states of the rules, role by role and grant by grant, form by form and group by group.</summary>
public sealed record RulesDifference(IReadOnlyList<RulesDifference.OfRole> Roles, IReadOnlyList<RulesDifference.OfForm> Forms)
{
    /// <param name="Change">"added", "removed" or "changed".</param>
    /// <param name="FormerKey">The key before, where it was another.</param>
    public sealed record OfRole(string Key, string Change, string? FormerKey, Members Departments, IReadOnlyList<OfGrant> Grants);

    /// <param name="Change">"added", "removed" or "changed".</param>
    /// <param name="Before">The grant as it was; null if it is new.</param>
    /// <param name="After">The grant as it is; null if it is gone.</param>
    public sealed record OfGrant(string Form, string Change, Members Actions, bool RowsChanged, IReadOnlyList<OfField> Fields, JsonElement? Before, JsonElement? After);

    /// <param name="Before">The right before; null if the field was not named.</param>
    public sealed record OfField(string Field, string? Before, string? After);

    /// <param name="Restrictions">The restrictions before and after; null where they are the same.</param>
    public sealed record OfForm(string Form, IReadOnlyList<OfGroup> Groups, BeforeAfter? Restrictions, BeforeAfter? Audit);

    public sealed record OfGroup(string Group, Members Members);

    public sealed record Members(IReadOnlyList<string> Added, IReadOnlyList<string> Removed);

    public sealed record BeforeAfter(JsonElement? Before, JsonElement? After);

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    public static RulesDifference Between(JsonElement before, JsonElement after)
    {
        var (was, now) = (before.GetProperty("roles").EnumerateArray().ToList(), after.GetProperty("roles").EnumerateArray().ToList());
        List<OfRole?> roles = [.. now.Select(role => Role(was.Cast<JsonElement?>().FirstOrDefault(each => IsSame(each!.Value, role)), role)), .. was.Where(role => !now.Exists(each => IsSame(role, each))).Select(role => Role(role, null))];
        var keys = before.GetProperty("forms").EnumerateObject().Concat(after.GetProperty("forms").EnumerateObject()).Select(form => form.Name).Distinct().Order();
        return new RulesDifference([.. roles.OfType<OfRole>()], [.. keys.Select(key => Form(key, Member(before.GetProperty("forms"), key), Member(after.GetProperty("forms"), key))).OfType<OfForm>()]);
    }

    /// <summary>A role by its id; versions kept before ids were have keys only.</summary>
    internal static bool IsSame(JsonElement one, JsonElement other) =>
        Member(one, "id") is { } id && Member(other, "id") is { } same ? id.GetString() == same.GetString() : one.GetProperty("key").GetString() == other.GetProperty("key").GetString();

    private static OfRole? Role(JsonElement? before, JsonElement? after)
    {
        if (before is { } one && after is { } other && Same(one, other, "key") && Same(one, other, "grants") && Same(one, other, "departments") && Same(one, other, "title")) return null;
        var (key, former) = (Text(after ?? before!.Value, "key")!, before is { } was ? Text(was, "key") : null);
        return new OfRole(
            key,
            before is null ? "added" : after is null ? "removed" : "changed",
            former == key ? null : former,
            Compared(Member(before, "departments"), Member(after, "departments")),
            [.. Grants(Member(before, "grants"), Member(after, "grants"))]);
    }

    /// <summary>Grants on the same form are compared in their order, once those that are the same are put aside.</summary>
    private static IEnumerable<OfGrant> Grants(JsonElement? before, JsonElement? after)
    {
        var (was, now) = (Items(before), Items(after));
        foreach (var grant in now.ToList().Where(grant => was.FindIndex(each => JsonElement.DeepEquals(each, grant)) is >= 0 and var at && Remove(at))) now.Remove(grant);
        foreach (var grant in now)
        {
            var at = was.FindIndex(each => Text(each, "form") == Text(grant, "form"));
            yield return Grant(at < 0 ? null : was[at], grant);
            if (at >= 0) was.RemoveAt(at);
        }
        foreach (var grant in was) yield return Grant(grant, null);

        bool Remove(int at)
        {
            was.RemoveAt(at);
            return true;
        }
    }

    private static OfGrant Grant(JsonElement? before, JsonElement? after)
    {
        var (was, now) = (Member(before, "fields") ?? Nothing, Member(after, "fields") ?? Nothing);
        var fields = was.EnumerateObject().Concat(now.EnumerateObject()).Select(field => field.Name).Distinct().Order().Select(field => new OfField(field, Text(was, field), Text(now, field)));
        var (rowsWere, rowsAre) = (Member(before, "rows"), Member(after, "rows"));
        return new OfGrant(
            Text(after ?? before!.Value, "form")!,
            before is null ? "added" : after is null ? "removed" : "changed",
            Compared(Member(before, "actions"), Member(after, "actions")),
            rowsWere is { } a && rowsAre is { } b ? !JsonElement.DeepEquals(a, b) : rowsWere is not null || rowsAre is not null,
            [.. fields.Where(field => field.Before != field.After)],
            before,
            after);
    }

    private static OfForm? Form(string key, JsonElement? before, JsonElement? after)
    {
        var (was, now) = (Member(before, "groups") ?? Nothing, Member(after, "groups") ?? Nothing);
        List<OfGroup> groups = [.. was.EnumerateObject().Concat(now.EnumerateObject()).Select(group => group.Name).Distinct().Order()
            .Select(group => new OfGroup(group, Compared(Member(was, group), Member(now, group)))).Where(group => group.Members.Added.Count + group.Members.Removed.Count > 0)];
        var (restrictions, audit) = (Differing(before, after, "restrictions"), Differing(before, after, "audit"));
        return groups.Count is 0 && restrictions is null && audit is null ? null : new OfForm(key, groups, restrictions, audit);
    }

    private static BeforeAfter? Differing(JsonElement? before, JsonElement? after, string name)
    {
        var (was, now) = (Member(before, name), Member(after, name));
        return was is { } a && now is { } b ? (JsonElement.DeepEquals(a, b) ? null : new BeforeAfter(was, now)) : was is null && now is null ? null : new BeforeAfter(was, now);
    }

    private static Members Compared(JsonElement? before, JsonElement? after)
    {
        var (was, now) = (Items(before).Select(each => each.GetString()!).ToList(), Items(after).Select(each => each.GetString()!).ToList());
        return new Members([.. now.Except(was)], [.. was.Except(now)]);
    }

    private static bool Same(JsonElement one, JsonElement other, string name) =>
        Member(one, name) is { } a && Member(other, name) is { } b ? JsonElement.DeepEquals(a, b) : Member(one, name) is null && Member(other, name) is null;

    private static List<JsonElement> Items(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } of && of.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
