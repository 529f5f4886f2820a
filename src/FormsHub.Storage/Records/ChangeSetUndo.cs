using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// Takes a whole change set back as a new one: what it created goes to the recycle bin, what it deleted comes back, what it
/// changed is put back field by field. A field changed again since is a conflict: it is left alone unless the caller says overwrite.
/// </summary>
public sealed class ChangeSetUndo(NpgsqlDataSource database, Catalog catalog, RecordStore store)
{
    private const int Attempts = 3;

    /// <summary>The forms that the change set touched; null if there is no such change set.</summary>
    public async Task<IReadOnlyList<int>?> FormsAsync(Guid changeSet, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select forms from change_sets where id = $1");
        command.Parameters.Add(WriteStatements.Uuid(changeSet));
        return await command.ExecuteScalarAsync(ct) as int[];
    }

    /// <summary>The records of a form that the change set touched and that are not purged since.</summary>
    public async Task<IReadOnlyList<Guid>> RecordsAsync(Guid changeSet, int form, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select distinct record from {RecordTable.Revisions(form)} where change_set = $1");
        command.Parameters.Add(WriteStatements.Uuid(changeSet));
        var records = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) records.Add(reader.GetGuid(0));
        return records;
    }

    public async Task<Result<UndoOutcome>> UndoAsync(
        Caller caller, Via via, Guid changeSet, bool dryRun, bool overwrite, CancellationToken ct)
    {
        for (var left = Attempts; left > 0; left--)
        {
            var plan = await PlanAsync(changeSet, overwrite, ct);
            if (plan.Failed) return plan.Problem;
            var (operations, conflicts, summary) = plan.Value;
            if (dryRun || operations.Count is 0) return new UndoOutcome(null, operations.Count, conflicts, []);

            var written = await store.WriteAsync(
                new WriteRequest(caller, via, operations) { Partial = true, Undoes = changeSet, Summary = summary }, ct);
            if (written.Failed) return written.Problem;
            var refused = written.Value.Results.Where(result => result.Problem is not null).ToList();
            if (written.Value.ChangeSet is null && refused.Any(result => result.Problem!.Kind is ProblemKind.Stale)) continue;
            return new UndoOutcome(written.Value.ChangeSet, operations.Count - refused.Count, conflicts, refused);
        }
        return RecordProblems.Busy;
    }

    private sealed record Plan(IReadOnlyList<RecordOperation> Operations, IReadOnlyList<UndoConflict> Conflicts, Message Summary);

    private async Task<Result<Plan>> PlanAsync(Guid changeSet, bool overwrite, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select forms, summary::text, undone_by from change_sets where id = $1", connection)
        {
            Parameters = { WriteStatements.Uuid(changeSet) },
        };
        int[] numbers;
        Message summary;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct)) return RecordProblems.NoChangeSet(changeSet);
            if (!await reader.IsDBNullAsync(2, ct)) return RecordProblems.AlreadyUndone(reader.GetGuid(2));
            numbers = reader.GetFieldValue<int[]>(0);
            var was = JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(1))!;
            summary = new Message($"Undid: {was.GetValueOrDefault("en")}", $"撤销：{was.GetValueOrDefault("zh-CN")}");
        }

        var operations = new List<RecordOperation>();
        var conflicts = new List<UndoConflict>();
        foreach (var number in numbers)
        {
            if (await catalog.FindAsync(number, ct) is not { } form) continue;
            var revisions = await RecordRows.OfChangeSetAsync(connection, number, changeSet, ct);
            var current = await RecordRows.LoadAsync(connection, revisions.Select(revision => new RecordKey(number, revision.Record)), ct);
            foreach (var own in revisions.GroupBy(revision => revision.Record))
            {
                var record = current.GetValueOrDefault(new RecordKey(number, own.Key));
                if (record is null) conflicts.Add(new UndoConflict(form, own.Key, "", null, "purged", null, null, null));
                else Take(form, record, [.. own], overwrite, operations, conflicts);
            }
        }
        return new Plan(operations, conflicts, summary);
    }

    private static void Take(
        Form form, StoredRecord record, IReadOnlyList<Revision> revisions, bool overwrite, List<RecordOperation> operations, List<UndoConflict> conflicts)
    {
        var (first, last) = (revisions[0], revisions[^1]);
        var wasAlive = first.Op is not (RevisionOp.Create or RevisionOp.Restore);
        var leftAlive = last.Op is not RevisionOp.Delete;
        var isAlive = record.DeletedAt is null;
        var editedSince = record.Rev > last.Rev;

        if (wasAlive && !leftAlive)
        {
            if (!isAlive) operations.Add(new RecordOperation.Restore(form.Number, record.Id, record.Rev));
            return;
        }
        if (!wasAlive)
        {
            if (!isAlive || !leftAlive) return;
            if (editedSince) conflicts.Add(Whole(form, record, "edited"));
            if (!editedSince || overwrite) operations.Add(new RecordOperation.Delete(form.Number, record.Id, record.Rev));
            return;
        }
        if (!isAlive)
        {
            conflicts.Add(Whole(form, record, "deleted"));
            return;
        }

        var values = new Dictionary<string, JsonElement?>();
        foreach (var change in Net(revisions))
        {
            var field = form.ById(change.Field);
            if (field is null && change.Field is not (Changes.Owner or Changes.Department)) continue;
            if (field?.Type.Role is FieldRole.Formula or FieldRole.Computed) continue;
            var now = change.Field switch
            {
                Changes.Owner => Json(record.Owner),
                Changes.Department => Json(record.Department),
                _ => record.Data.TryGetValue(change.Field, out var value) ? value : null,
            };
            if (Changes.AreSame(now, change.Before)) continue;
            var moved = !Changes.AreSame(now, change.After);
            if (moved) conflicts.Add(new UndoConflict(form, record.Id, record.Title, change.Field, "changed", change.After, now, change.Before));
            if (!moved || overwrite) values[change.Field] = change.Before;
        }
        if (values.Count > 0) operations.Add(new RecordOperation.Put(form.Number, record.Id, record.Rev, values, RevisionOp.Revert));
    }

    /// <summary>The first old and the last new value of each field.</summary>
    private static IEnumerable<Change> Net(IReadOnlyList<Revision> revisions) => revisions
        .SelectMany(revision => revision.Changes)
        .GroupBy(change => change.Field)
        .Select(changes => new Change(changes.Key, changes.First().Before, changes.Last().After));

    private static UndoConflict Whole(Form form, StoredRecord record, string reason) =>
        new(form, record.Id, record.Title, null, reason, null, null, null);

    private static JsonElement? Json(Guid? id) => id is { } present ? JsonSerializer.SerializeToElement(present) : null;
}

/// <summary>A field whose value was changed again after the change set; values are in their stored form, null is empty.</summary>
/// <param name="Field">The field's id, or "owner" or "department"; null: the record as a whole (edited, deleted or purged since).</param>
public sealed record UndoConflict(
    Form Form, Guid Record, string Title, string? Field, string Reason, JsonElement? Expected, JsonElement? Current, JsonElement? Before);

/// <summary>What an undo did, or would do.</summary>
public sealed record UndoOutcome(Guid? ChangeSet, int Records, IReadOnlyList<UndoConflict> Conflicts, IReadOnlyList<OperationResult> Refused);
