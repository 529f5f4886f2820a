using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// Follows deletions to the records that refer to the deleted ones, as each reference field says: restrict refuses, clear empties
/// the reference, cascade deletes too. Runs in the write's transaction with the targets locked, so that no new reference can
/// slip in (a writer of one holds its target by a key-share lock).
/// </summary>
/// <param name="mayName">Whether the caller may be told which records of a form stand against it.</param>
internal sealed class DeleteConsequences(NpgsqlConnection connection, IFormCatalog catalog, DateTimeOffset at, Guid by, Func<Form, bool> mayName)
{
    /// <summary>The most records that one deletion may take along.</summary>
    private const int Limit = 50_000;

    /// <summary>Records that are read to tell who stands against a deletion.</summary>
    private const int Shown = 1000;

    private const int SampleSize = 3;

    private readonly Dictionary<RecordKey, PendingWrite> _writes = [];
    private readonly Dictionary<int, Problem> _refused = [];
    private IReadOnlyList<int> _operations = [];

    internal sealed record Found(IReadOnlyCollection<PendingWrite> Writes, IReadOnlyDictionary<int, Problem> Refused);

    public async Task<Found> FindAsync(IReadOnlyList<PendingWrite> deletes, CancellationToken ct)
    {
        _operations = [.. deletes.Select(write => write.Operation)];
        var all = deletes.ToDictionary(write => Key(write.After), write => write);
        var layer = deletes;
        while (layer.Count > 0)
        {
            var next = new List<PendingWrite>();
            foreach (var group in layer.GroupBy(write => write.Form.Number))
            {
                await RecordRows.LockAsync(connection, group.Key, [.. group.Select(write => write.After.Id)], ct);
                foreach (var inbound in ReferenceMap.Of(catalog).Inbound(group.First().Form))
                {
                    await FollowAsync(inbound, [.. group], all, next, ct);
                }
            }
            layer = next;
        }
        return new Found([.. _writes.Values], _refused);
    }

    private async Task FollowAsync(
        InboundReference inbound, IReadOnlyList<PendingWrite> targets, Dictionary<RecordKey, PendingWrite> all, List<PendingWrite> next, CancellationToken ct)
    {
        var ids = targets.Select(write => write.After.Id).ToList();
        var atEnd = References.AtEnd(inbound.Field);
        var own = all.Values.Where(write => write.Form.Number == inbound.From.Number && write.Op is RevisionOp.Delete).Select(write => write.After.Id).ToList();
        var limit = atEnd is OnTargetDelete.Restrict ? Shown : Limit + 1;
        var referring = await RecordRows.ReferringAsync(connection, inbound.From.Number, ReferenceSql.PointsAt(inbound.Field), ids, own, limit, ct);
        if (referring.Count is 0) return;
        if (referring.Count > Limit)
        {
            foreach (var operation in _operations) _refused.TryAdd(operation, RecordProblems.TooManyFollow(Limit));
            return;
        }

        switch (atEnd)
        {
            case OnTargetDelete.Restrict:
                foreach (var target in targets) Refuse(target, inbound, referring);
                break;
            case OnTargetDelete.Clear:
                foreach (var record in referring) Clear(record, inbound, [.. ids.Select(id => id.ToString())]);
                break;
            case OnTargetDelete.Cascade:
                foreach (var record in referring)
                {
                    var after = record with { Rev = record.Rev + 1, UpdatedAt = at, UpdatedBy = by, DeletedAt = at, DeletedBy = by };
                    var write = new PendingWrite(-1, RevisionOp.Delete, inbound.From, record, after, []);
                    _writes[Key(record)] = all[Key(record)] = write;
                    next.Add(write);
                }
                break;
        }
    }

    private void Refuse(PendingWrite target, InboundReference inbound, List<StoredRecord> referring)
    {
        var id = target.After.Id.ToString();
        var own = referring.Where(record => record.Data.TryGetValue(Holder(inbound.Field).Id, out var value) && value.GetRawText().Contains(id, StringComparison.Ordinal)).ToList();
        if (own.Count is 0) return;
        var problem = mayName(inbound.From) && mayName(target.Form)
            ? RecordProblems.Restricted(
                target.After.Title, own.Count, inbound.From.Definition.Title?.ToString() ?? inbound.From.Key, string.Join(", ", own.Take(SampleSize).Select(record => record.Title)))
            : RecordProblems.Restricted();
        foreach (var operation in target.Operation >= 0 ? [target.Operation] : _operations) _refused.TryAdd(operation, problem);
    }

    private void Clear(StoredRecord record, InboundReference inbound, HashSet<string> ids)
    {
        var known = _writes.GetValueOrDefault(Key(record));
        if (known?.Op is RevisionOp.Delete) return;
        var data = new Dictionary<string, JsonElement>(known?.After.Data ?? record.Data);
        var holder = Holder(inbound.Field);
        if (!data.TryGetValue(holder.Id, out var value)) return;
        if (ReferenceSql.Without(value, inbound.Field, ids) is { } rest) data[holder.Id] = rest;
        else data.Remove(holder.Id);

        var after = record with
        {
            Rev = record.Rev + 1,
            Data = data,
            Title = RecordText.Title(inbound.From, data),
            UpdatedAt = at,
            UpdatedBy = by,
            Version = inbound.From.Version,
        };
        _writes[Key(record)] = new PendingWrite(-1, RevisionOp.Update, inbound.From, record, after, Changes.Between(record.Data, data));
    }

    /// <summary>The top-level field whose value holds the reference.</summary>
    private static Field Holder(Field field) => field.Table ?? field;

    private static RecordKey Key(StoredRecord record) => new(record.Form, record.Id);
}
