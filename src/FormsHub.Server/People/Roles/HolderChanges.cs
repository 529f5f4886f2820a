using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Storage;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Tables;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.People.Roles;

/// <summary>Who is given a role as a person, for a time or for good, and from whom it is taken.</summary>
public sealed record HolderChanges(IReadOnlyList<HolderChanges.Holder>? Give = null, IReadOnlyList<Naming>? Take = null)
{
    private const int Most = 1000;

    /// <param name="User">An id or user name.</param>
    public sealed record Holder(Naming User, DateTimeOffset? From = null, DateTimeOffset? Until = null);

    internal void Check(DirectorySnapshot people, DateTimeOffset now, List<FieldError> errors)
    {
        if ((Give?.Count ?? 0) + (Take?.Count ?? 0) > Most)
            errors.Add(PersonRules.Error("/holders", "too_many", $"At most {Most} people at once.", $"一次最多 {Most} 人。"));
        foreach (var (index, holder) in (Give ?? []).Index())
        {
            var path = $"/holders/give/{index}";
            if (people.User(holder.User) is null) errors.Add(PersonRules.UnknownUser(path + "/user", holder.User.Text));
            if (GivenRole.Check(path, holder.From, holder.Until, had: null, now) is { } wrong) errors.Add(wrong);
        }
        foreach (var (index, user) in (Take ?? []).Index())
        {
            if (people.User(user) is null) errors.Add(PersonRules.UnknownUser($"/holders/take/{index}", user.Text));
        }
    }

    /// <summary>Whether the people that they name would have the role at that moment.</summary>
    internal IReadOnlyDictionary<Guid, bool> At(DirectorySnapshot people, DateTimeOffset now)
    {
        var has = new Dictionary<Guid, bool>();
        foreach (var user in (Take ?? []).Select(people.User).OfType<DirectoryUser>()) has[user.Id] = false;
        foreach (var holder in Give ?? [])
        {
            if (people.User(holder.User) is { } user) has[user.Id] = !(holder.From > now) && !(holder.Until <= now);
        }
        return has;
    }

    /// <summary>Writes them in the transaction of the role, with an entry of the audit for each person.</summary>
    internal async Task WriteAsync(FormsDb db, Role role, DirectorySnapshot people, CancellationToken ct)
    {
        foreach (var user in (Take ?? []).Select(people.User).OfType<DirectoryUser>())
        {
            await db.Database.ExecuteSqlAsync($"delete from user_roles where user_id = {user.Id} and role_id = {role.Id}", ct);
            Note(db, user, ("taken", role.Name));
        }
        foreach (var holder in Give ?? [])
        {
            if (people.User(holder.User) is not { } user) continue;
            var (from, until) = (holder.From?.ToUniversalTime(), holder.Until?.ToUniversalTime());
            await db.Database.ExecuteSqlAsync($"""
                insert into user_roles (user_id, role_id, valid_from, valid_until) values ({user.Id}, {role.Id}, {from}, {until})
                on conflict (user_id, role_id) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until
                """, ct);
            Note(db, user, ("given", new GivenRole(role.Name!, from, until).ToString()));
        }
        await db.SaveChangesAsync(ct);
    }

    private static void Note(FormsDb db, DirectoryUser user, (string Name, object? Value) detail) => db.Audit.Add(WaitingEntry.Of(
        AuditEntry.Of(AuditAction.UserChanged).With(("user", user.Id), ("userName", user.UserName), ("fields", new[] { "roles" }), detail)));
}
