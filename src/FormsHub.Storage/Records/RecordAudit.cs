using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Records;

namespace FormsHub.Storage.Records;

/// <summary>What the audit says of writes: one entry for a change set, with its records and, of a single one, the fields.</summary>
internal static class RecordAudit
{
    public static AuditEntry Of(WriteRequest request, IReadOnlyList<PendingWrite> writes, Guid changeSet, DateTimeOffset at)
    {
        var asked = writes.Where(write => write.Operation >= 0).ToList();
        var first = asked.Count > 0 ? asked[0] : writes[0];
        var entry = AuditEntry.Of(ActionOf(request, asked), at, request.Caller) with
        {
            Form = first.Form.Number,
            Records = [.. writes.Select(write => write.After.Id)],
            ChangeSet = changeSet,
        };
        var via = request.Via.ToString().ToLowerInvariant();
        return writes is [{ Op: RevisionOp.Update or RevisionOp.Revert } one]
            ? entry.With(("via", via), ("fields", one.Changes.Select(change => one.Form.ById(change.Field)?.Key ?? change.Field).Order(StringComparer.Ordinal)))
            : writes.Count is 1 ? entry.With(("via", via)) : entry.With(("via", via), ("records", writes.Count));
    }

    public static AuditEntry Purge(Caller caller, Via via, IReadOnlyDictionary<Guid, int> binned, Guid changeSet, DateTimeOffset at)
    {
        var forms = binned.Values.Distinct().ToList();
        var entry = AuditEntry.Of(AuditAction.RecordPurged, at, caller) with { Form = forms is [var only] ? only : null, Records = [.. binned.Keys.Order()], ChangeSet = changeSet };
        return entry.With(("via", via.ToString().ToLowerInvariant()), ("records", binned.Count));
    }

    private static string ActionOf(WriteRequest request, List<PendingWrite> asked) =>
        request.Undoes is not null ? AuditAction.ChangeSetUndone
        : asked.Select(write => write.Op).Distinct().ToList() is not [var op] ? AuditAction.RecordsChanged
        : op switch
        {
            RevisionOp.Create => AuditAction.RecordCreated,
            RevisionOp.Update => AuditAction.RecordUpdated,
            RevisionOp.Delete => AuditAction.RecordDeleted,
            RevisionOp.Restore => AuditAction.RecordRestored,
            RevisionOp.Revert => AuditAction.RecordReverted,
            RevisionOp.Purge => AuditAction.RecordPurged,
        };
}
