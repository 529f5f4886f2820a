using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.Notices;
using FormsHub.Server.People;
using FormsHub.Storage.Audit;
using Npgsql;

namespace FormsHub.Server.Sharing;

/// <summary>Writes shares. What may be shared is decided before; a share of origin "request" is what a manager of the form granted.</summary>
public sealed class ShareWriter(NpgsqlDataSource source, PeopleDirectory directory, TimeProvider clock)
{
    /// <summary>Gives the share from now on.</summary>
    public Task CreateAsync(NewShare share, Caller by, CancellationToken ct) => CreateAsync([share], by, ct);

    /// <summary>Gives several at once: all of them or none.</summary>
    public async Task CreateAsync(IReadOnlyList<NewShare> shares, Caller by, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        var (people, at) = (await directory.CurrentAsync(ct), clock.GetUtcNow());
        foreach (var command in shares.SelectMany(share => Insert(share, by, people, at))) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Forget();
    }

    /// <summary>
    /// The share, its entry of the audit, and the notice to the person it is shared with: for the transaction of who grants it, who
    /// then makes the directory forget.
    /// </summary>
    public static IEnumerable<NpgsqlBatchCommand> Insert(NewShare share, Caller by, DirectorySnapshot people, DateTimeOffset at)
    {
        yield return new NpgsqlBatchCommand("""
            insert into shares (id, form, record, view, subject_kind, subject, grants, origin, note, by, at, valid_from, valid_until, token_hash, password_hash, shown)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """)
        {
            Parameters =
            {
                new() { Value = share.Id }, new() { Value = share.Form.Number }, DatabaseReading.Id(share.Record), DatabaseReading.Text(share.View),
                new() { Value = NameOf(share.Kind) }, DatabaseReading.Id(share.Subject), DatabaseReading.Jsonb(GrantText.Of(share.Grants)), new() { Value = NameOf(share.Origin) },
                DatabaseReading.Text(share.Note), new() { Value = by.Id }, new() { Value = at }, DatabaseReading.Time(share.From), DatabaseReading.Time(share.Until),
                new() { Value = (object?)share.TokenHash ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea }, DatabaseReading.Text(share.PasswordHash),
                DatabaseReading.Jsonb(share.Shown is { } shown ? ViewText.Of(shown) : null),
            },
        };
        yield return AuditInbox.Insert((AuditEntry.Of(AuditAction.ShareCreated, at, by) with { Form = share.Form.Number, Records = share.Record is { } record ? [record] : [] }).With(
            ("share", share.Id), ("view", share.View), ("with", SubjectName(share.Kind, share.Subject, people)), ("actions", ActionsOf(share)), ("origin", NameOf(share.Origin)),
            ("from", Text(share.From)), ("until", Text(share.Until)), ("password", share.Kind is ShareSubject.Link ? share.PasswordHash is not null : null)));
        if (share is { Kind: ShareSubject.User, Origin: ShareOrigin.Share, Subject: { } person } && person != by.Id)
            yield return NoticeStore.Tell(person, "shared", share.Form.Number, share.Record, by.Id, Details(share), at);
    }

    /// <summary>"user:li", "department:service" or "link", as the audit names whom something is shared with.</summary>
    internal static string SubjectName(ShareSubject kind, Guid? subject, DirectorySnapshot people) => kind switch
    {
        ShareSubject.User => "user:" + people.Users.GetValueOrDefault(subject!.Value)?.UserName,
        ShareSubject.Department => "department:" + people.Departments.GetValueOrDefault(subject!.Value)?.Key,
        ShareSubject.Link => "link",
    };

    internal static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Details(NewShare share)
    {
        var details = new Dictionary<string, string> { ["actions"] = string.Join(' ', ActionsOf(share)) };
        if (share.Until is not null) details["until"] = Text(share.Until)!;
        if (share.Record is null) details["of"] = "form";
        if (share.Note is not null) details["note"] = share.Note;
        return details;
    }

    private static IEnumerable<string> ActionsOf(NewShare share) =>
        share.Grants.Where(grant => grant.Form == share.Form.Key).SelectMany(grant => grant.Actions).Distinct().Order().Select(GrantReader.NameOf);

    internal static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
