using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Encryption;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// One try at a write: reads what the operations are about, computes the next revision of each record, and writes them all in one
/// transaction whose statements refuse if anything changed in between.
/// </summary>
/// <param name="asked">How many operations were asked for; those behind them come along with them.</param>
internal sealed class WriteAttempt(
    NpgsqlConnection connection, Catalog catalog, IDirectory directory, IRecordGate records, SecondPerson second, TimeZoneInfo zone, WriteRequest request, int asked, SerialNumbers serials,
    DateTimeOffset at, bool trusting)
    : IAsyncDisposable
{
    private readonly WriteGate _gate = new(records, request.Caller, catalog);
    private readonly Guid _changeSet = Guid.CreateVersion7(at);
    private readonly Problem?[] _problems = new Problem?[request.Operations.Count];
    private readonly List<PendingWrite> _writes = [];
    private readonly List<(int Index, RecordOperation Operation, StoredRecord Record)> _unchanged = [];
    private Dictionary<RecordKey, StoredRecord> _known = [];
    private NpgsqlTransaction? _transaction;
    private ReferenceMap? _referrers;

    public IReadOnlyList<PendingWrite> Writes => _writes;

    /// <summary>The versions of the forms, by number, that the operations were judged by.</summary>
    public IReadOnlyDictionary<int, int> Versions { get; } = request.Operations.Select(operation => operation.Form).Distinct()
        .ToDictionary(number => number, number => catalog.ByNumber(number)?.Version ?? 0);

    /// <summary>Computes all revisions. A problem of the whole request comes back; those of single operations are kept.</summary>
    public async Task PlanAsync(IReadOnlyDictionary<int, Problem> refused, CancellationToken ct)
    {
        foreach (var (operation, problem) in refused) _problems[operation] = problem;
        RefuseDoubles();
        _known = await RecordRows.LoadAsync(connection, AskedFor(), ct);
        await _gate.LookAsync(connection, request.Operations, ct);

        var drafts = new List<RecordDraft>();
        for (var i = 0; i < request.Operations.Count; i++)
        {
            if (_problems[i] is null && Draft(i, request.Operations[i]) is { } draft) drafts.Add(draft);
        }

        await serials.GiveAsync(connection, drafts, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime), ct);
        var targets = await LinkTargets.LoadAsync(connection, catalog, directory, records, request.Caller, drafts, trusting, ct);
        HasTrusted = targets.HasTrusted;
        var unseen = await _gate.UnseenLinksAsync(connection, drafts, ct);
        foreach (var draft in ReferredFirst(drafts))
        {
            if (unseen.TryGetValue(draft.Operation, out var links)) _problems[draft.Operation] = RecordProblems.Invalid([.. draft.Errors, .. links]);
            else Finish(draft, targets);
        }
        foreach (var (operation, problem) in await _gate.UnseenTargetsAsync(connection, _writes, ct)) Refuse(operation, problem);
        await AddConsequencesAsync(ct);
    }

    /// <summary>Whether references were taken for alive that only the write itself looks at.</summary>
    public bool HasTrusted { get; private set; }

    /// <summary>Whether the request as a whole is refused because of its operations.</summary>
    public bool IsRefused => _problems.Any(problem => problem is not null) && !request.Partial;

    public bool HasWrites => _writes.Count > 0;

    /// <summary>
    /// Writes everything, and says whether the record was read back. Throws PostgresException when a guard does not hold; nothing is
    /// written then.
    /// </summary>
    public async Task<bool> CommitAsync(WriteOutcome outcome, CancellationToken ct)
    {
        for (var i = 0; i < _writes.Count; i++) _writes[i] = _writes[i].Sealed();
        var isNarrowed = _gate.NarrowsAny(_writes, request.Operations);
        if (isNarrowed) _transaction ??= await connection.BeginTransactionAsync(ct);
        await AskSecondPersonAsync(ct);
        await using var batch = new NpgsqlBatch(connection, _transaction);
        if (request.Idempotency is { } key)
            batch.BatchCommands.Add(Kept(key, outcome));
        var readBack = _writes.Count is 1 ? request.ReadBack?.Invoke(_writes[0].Form, _writes[0].After.Id) : null;
        var unguarded = UniqueValues.Unguarded(_writes, catalog.Unbuilt).ToList();
        foreach (var (form, field, values) in unguarded) batch.BatchCommands.Add(WriteStatements.HoldValues(form, field, values));
        var isInOne = _writes is [{ Op: not (RevisionOp.Delete or RevisionOp.Restore) }];
        if (isInOne)
        {
            batch.BatchCommands.Add(WriteStatements.One(
                _writes[0], _changeSet, at, request, request.Summary ?? Summaries.Of(_writes), Audited(), [.. Targets()], readBack?.Returning));
        }
        else
        {
            AddStatements(batch);
        }
        foreach (var (form, field, values) in unguarded) batch.BatchCommands.Add(WriteStatements.AreUnique(form, field, values));
        if (request.Undoes is { } undone) batch.BatchCommands.Add(WriteStatements.MarkUndone(undone, _changeSet));

        var files = _writes.SelectMany(write => write.NewFiles.Select(file => (file, new RecordKey(write.Form.Number, write.After.Id)))).ToList();
        if (files.Count > 0) batch.BatchCommands.Add(WriteStatements.LinkFiles(files));
        var dependents = Dependents.Of(catalog, _writes);
        if (dependents.Count > 0) batch.BatchCommands.Add(WriteStatements.Enqueue(Dependents.JobKind, dependents));

        if (readBack is not null && !(isInOne && readBack.Returning is not null)) batch.BatchCommands.Add(readBack.Command());
        var isTaken = await RunAsync(batch, readBack, ct);
        if (isNarrowed && await _gate.RefusedAsync(connection, _writes, request.Operations, ct) is { Count: > 0 } refused) throw new WriteRefusedException(refused);
        if (_transaction is not null) await _transaction.CommitAsync(ct);
        return isTaken;
    }

    /// <summary>Of a write that changes nothing: a repeat is to find the same, whatever others have changed since.</summary>
    public async Task KeepAsync(WriteOutcome outcome, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, _transaction) { BatchCommands = { Kept(request.Idempotency!, outcome) } };
        await batch.ExecuteNonQueryAsync(ct);
        if (_transaction is not null) await _transaction.CommitAsync(ct);
    }

    private NpgsqlBatchCommand Kept(IdempotencyKey key, WriteOutcome outcome) => WriteStatements.KeepAnswer(
        request.Caller.Id, key, KeptAnswer.Sealed(key.Answer?.Invoke(outcome) ?? KeptAnswer.Write(outcome), request.Caller.Id, key.Key, catalog.Keys?.Ring));

    /// <summary>
    /// Takes the permits that a second person has given, in the transaction of the write. What a deletion takes along is asked for, too:
    /// it must not be the way around.
    /// </summary>
    private async Task AskSecondPersonAsync(CancellationToken ct)
    {
        var guarded = _writes.Where(write => write.Before is not null && ActionOf(write) is { } action && SecondPerson.IsAskedFor(request.Caller, write.Form, action))
            .GroupBy(write => (write.Form, Action: ActionOf(write)!.Value)).ToList();
        if (guarded.Count is 0) return;
        _transaction ??= await connection.BeginTransactionAsync(ct);
        var refused = new Dictionary<int, Problem>();
        foreach (var group in guarded)
        {
            var (form, action) = group.Key;
            var missing = (await second.MissingAsync(connection, request.Caller, form, action, [.. group.Select(write => write.After.Id)], _changeSet, ct)).ToHashSet();
            foreach (var write in group.Where(write => missing.Contains(write.After.Id)))
            {
                // What comes along belongs to all that may have taken it.
                var operations = write.Operation >= 0 ? [write.Operation] : _writes.Where(each => each.Operation >= 0 && each.Op == write.Op).Select(each => each.Operation);
                foreach (var operation in operations)
                    refused.TryAdd(operation, IsAlong(write) ? RecordProblems.SecondPersonNeededAlong : RecordProblems.SecondPersonNeeded(form, write.After.Id, action));
            }
        }
        if (refused.Count > 0) throw new WriteRefusedException(refused);
    }

    /// <summary>Whether the caller did not name the record, and may not be told which it is.</summary>
    private bool IsAlong(PendingWrite write) => write.Operation < 0 || write.Operation >= asked;

    /// <summary>What is done with a record that was there; null for what formulas, rules and references make of it.</summary>
    private FormAction? ActionOf(PendingWrite write) => write.Op switch
    {
        RevisionOp.Delete => FormAction.Delete,
        RevisionOp.Restore => FormAction.Restore,
        _ => write.Operation >= 0 && request.Operations[write.Operation] is not RecordOperation.Put { Lenient: true } ? WriteGate.ActionOf(request.Operations[write.Operation]) : null,
    };

    /// <summary>Records that must be alive when this commits, and are not among those that it brings.</summary>
    private IEnumerable<RecordKey> Targets()
    {
        var alive = _writes.Where(write => write.Op is RevisionOp.Create or RevisionOp.Restore)
            .Select(write => new RecordKey(write.Form.Number, write.After.Id)).ToHashSet();
        return _writes.SelectMany(write => write.NewTargets).Where(key => !alive.Contains(key)).Distinct();
    }

    private AuditEntry Audited() => RecordAudit.Of(request, _writes, _changeSet, at);

    private void AddStatements(NpgsqlBatch batch)
    {
        var by = request.Caller.Id;
        batch.BatchCommands.Add(WriteStatements.ChangeSet(_changeSet, at, request, request.Summary ?? Summaries.Of(_writes), _writes));
        batch.BatchCommands.Add(AuditInbox.Insert(Audited()));
        foreach (var form in Targets().GroupBy(key => key.Form, key => key.Id).OrderBy(group => group.Key))
            batch.BatchCommands.Add(WriteStatements.HoldTargets(form.Key, [.. form]));

        var moved = UniqueValues.Moved(_writes).ToList();
        foreach (var form in _writes.Where(write => moved.Exists(each => each.Form == write.Form.Number) && write.Before is not null).GroupBy(write => write.Form.Number).OrderBy(group => group.Key))
            batch.BatchCommands.Add(WriteStatements.Hold(form.Key, [.. form]));
        foreach (var (form, field, records) in moved) batch.BatchCommands.Add(WriteStatements.Vacate(form, field, records));
        foreach (var group in _writes.GroupBy(write => (write.Form.Number, Kind: KindOf(write.Op))).OrderBy(group => group.Key.Kind is not RevisionOp.Delete).ThenBy(group => group.Key.Kind))
        {
            var (form, kind) = group.Key;
            var writes = group.OrderBy(write => write.After.Id).ToList();
            if (kind is RevisionOp.Delete) GuardReferrers(batch);
            batch.BatchCommands.Add(kind switch
            {
                RevisionOp.Create => WriteStatements.Insert(form, writes, _changeSet, at, by),
                RevisionOp.Delete or RevisionOp.Restore => WriteStatements.Move(form, kind, writes, _changeSet, at, by),
                RevisionOp.Update or RevisionOp.Revert or RevisionOp.Purge => WriteStatements.Update(form, writes, _changeSet, at, by),
            });
        }
    }

    /// <summary>Runs all statements to the end, since only that commits them; the last one's row is the record read back.</summary>
    private static async Task<bool> RunAsync(NpgsqlBatch batch, ReadBack? readBack, CancellationToken ct)
    {
        if (readBack is null)
        {
            await batch.ExecuteNonQueryAsync(ct);
            return false;
        }
        var isTaken = false;
        await using var row = await batch.ExecuteReaderAsync(ct);
        do
        {
            var isRecord = row.FieldCount > 1;
            while (await row.ReadAsync(ct))
            {
                if (!isRecord) continue;
                readBack.Take(row);
                isTaken = true;
            }
        }
        while (await row.NextResultAsync(ct));
        return isTaken;
    }

    public WriteOutcome Outcome()
    {
        var results = new OperationResult[request.Operations.Count];
        var counts = new Dictionary<string, int>();
        var written = _writes.Where(write => write.Operation >= 0).ToDictionary(write => write.Operation);
        var unchanged = _unchanged.ToDictionary(each => each.Index, each => each.Record);
        for (var i = 0; i < results.Length; i++)
        {
            var operation = request.Operations[i];
            var index = counts[operation.Name] = counts.GetValueOrDefault(operation.Name, -1) + 1;
            results[i] = _problems[i] is { } problem
                ? new OperationResult(operation.Name, index, operation.Record, null) { Problem = _gate.Told(problem, operation), IsTakenAlong = i >= asked }
                : written.TryGetValue(i, out var write)
                ? new OperationResult(operation.Name, index, write.After.Id, write.After.Rev) { Record = write.After, Repairs = write.Repairs }
                : new OperationResult(operation.Name, index, unchanged[i].Id, unchanged[i].Rev) { Record = unchanged[i] };
        }
        return new WriteOutcome(HasWrites && !IsRefused ? _changeSet : null, results);
    }

    /// <summary>Rolls back what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_transaction is null) return;
        await _transaction.DisposeAsync();
        _transaction = null;
    }

    private static RevisionOp KindOf(RevisionOp op) => op is RevisionOp.Revert ? RevisionOp.Update : op;

    private IEnumerable<RecordKey> AskedFor() => request.Operations
        .Where((operation, i) => operation.Record is not null && operation is not RecordOperation.Create { IsNewId: true } && _problems[i] is null)
        .Select(operation => new RecordKey(operation.Form, operation.Record!.Value));

    private void RefuseDoubles()
    {
        var seen = new HashSet<Guid>();
        for (var i = 0; i < request.Operations.Count; i++)
        {
            if (request.Operations[i].Record is { } id && !seen.Add(id)) _problems[i] ??= RecordProblems.TwiceInBatch(id);
        }
    }

    /// <summary>The operation's effect before links and expressions are known; null when it is refused.</summary>
    private RecordDraft? Draft(int i, RecordOperation operation)
    {
        if (catalog.ByNumber(operation.Form) is not { } form) return Refused(i, RecordProblems.FormGone);
        if (form.Encrypted.Count > 0) form.Keys.DemandWhole();
        var before = operation.Record is { } id ? _known.GetValueOrDefault(new RecordKey(operation.Form, id)) : null;
        if (before is not null) before = before with { Data = EncryptedValues.Seal(form, before.Id, before.Data) };

        var rights = _gate.RightsOf(operation, form);
        if (operation is RecordOperation.Create create)
        {
            if (before is not null) return Refused(i, RecordProblems.IdTaken(before.Id));
            if (WriteGate.Refuse(operation, rights) is { } mayNot) return Refused(i, mayNot);
            var made = create.Id ?? Guid.CreateVersion7(at);
            var input = RecordInput.Read(form, create.Data, rights, isNew: true).Sealed(form, made);
            var draft = RecordDraft.New(i, form, made, input, create.Owner ?? request.Caller.Owner, request.Caller, at);
            return WriteGate.Within(draft, operation, rights);
        }

        if (before is null || WriteGate.Refuse(operation, rights) is { Kind: ProblemKind.NotFound }) return Refused(i, RecordProblems.NotFound(operation.Record!.Value));
        if (WriteGate.Refuse(operation, rights) is { } refusal) return Refused(i, refusal);
        var rev = operation switch
        {
            RecordOperation.Update update => update.Rev,
            RecordOperation.Delete delete => delete.Rev,
            RecordOperation.Restore restore => restore.Rev,
            RecordOperation.Put put => put.Rev,
            _ => null,
        };
        if (rev is not null && rev != before.Rev) return Refused(i, RecordProblems.Stale(before));
        var restores = operation is RecordOperation.Restore;
        if (restores && before.DeletedAt is null) return Refused(i, RecordProblems.NotDeleted);
        if (!restores && before.DeletedAt is not null) return Refused(i, RecordProblems.Deleted(before));

        return operation switch
        {
            RecordOperation.Update update => WriteGate.Within(
                RecordDraft.Changed(
                    i, form, before, update.Data is { } data ? RecordInput.Read(form, data, rights).Sealed(form, before.Id) : RecordDraft.NoInput, update.Owner, update.Department),
                operation,
                rights),
            RecordOperation.Put put => WriteGate.Within(RecordDraft.PutBack(i, form, before, put.Values, put.Op) with { Lenient = put.Lenient }, operation, rights),
            RecordOperation.Delete => RecordDraft.Moved(i, form, before, RevisionOp.Delete),
            _ => RecordDraft.Moved(i, form, before, RevisionOp.Restore),
        };
    }

    private void Refuse(int operation, Problem problem)
    {
        _problems[operation] = problem;
        _writes.RemoveAll(write => write.Operation == operation);
    }

    private RecordDraft? Refused(int i, Problem problem)
    {
        _problems[i] = problem;
        return null;
    }

    private void Finish(RecordDraft draft, LinkTargets targets)
    {
        var context = new WriteContext(at, zone, request.Caller.Person, targets, serials);
        var finished = draft.Finish(context);
        if (finished.Failed) _problems[draft.Operation] = finished.Problem;
        else Add(finished.Value, draft);
        if (!finished.Failed && draft.Op is RevisionOp.Create) targets.Add(_writes[^1].After);
    }

    /// <summary>What others of the same write refer to before them, so that their rules and formulas read it; in a circle somebody is first.</summary>
    private static List<RecordDraft> ReferredFirst(List<RecordDraft> drafts)
    {
        var coming = drafts.Where(draft => draft.Op is RevisionOp.Create).ToDictionary(draft => draft.Id);
        if (coming.Count is 0 || drafts.Count is 1) return drafts;
        var (ordered, met) = (new List<RecordDraft>(drafts.Count), new HashSet<RecordDraft>(ReferenceEqualityComparer.Instance));
        var open = new Stack<(RecordDraft Draft, bool IsReady)>();
        foreach (var draft in drafts)
        {
            open.Push((draft, false));
            while (open.TryPop(out var next))
            {
                if (next.IsReady) ordered.Add(next.Draft);
                if (next.IsReady || !met.Add(next.Draft)) continue;
                open.Push((next.Draft, true));
                foreach (var link in next.Draft.LinkingValues().SelectMany(each => each.Field.Type.LinksIn(each.Value, each.Field)))
                {
                    if (link.Kind is LinkKind.Record && coming.TryGetValue(link.Id, out var referred)) open.Push((referred, false));
                }
            }
        }
        return ordered;
    }

    private void Add(RecordDraft.Finished finished, RecordDraft draft)
    {
        var moved = draft.Op is RevisionOp.Delete or RevisionOp.Restore or RevisionOp.Create;
        if (!moved && finished.Changes.Count is 0)
        {
            _unchanged.Add((draft.Operation, request.Operations[draft.Operation], draft.Before!));
            return;
        }

        var after = draft.Before is { } before
            ? before with
            {
                Rev = before.Rev + 1,
                Version = draft.Form.Version,
                Title = RecordText.Title(draft.Form, finished.Data),
                Owner = draft.Owner,
                Department = draft.Department,
                UpdatedAt = at,
                UpdatedBy = request.Caller.Id,
                DeletedAt = draft.Op is RevisionOp.Delete ? at : null,
                DeletedBy = draft.Op is RevisionOp.Delete ? request.Caller.Id : null,
                Data = finished.Data,
            }
            : new StoredRecord
            {
                Form = draft.Form.Number,
                Id = draft.Id,
                Rev = 1,
                Version = draft.Form.Version,
                Title = RecordText.Title(draft.Form, finished.Data),
                Owner = draft.Owner,
                Department = draft.Department,
                CreatedAt = at,
                CreatedBy = request.Caller.Id,
                UpdatedAt = at,
                UpdatedBy = request.Caller.Id,
                Data = finished.Data,
            };
        _writes.Add(new PendingWrite(draft.Operation, draft.Op, draft.Form, draft.Before, after, finished.Changes)
        {
            Repairs = draft.Repairs,
            NewTargets = finished.NewTargets,
            NewFiles = finished.NewFiles,
        });
    }

    /// <summary>What the deletions mean for the records that refer to the deleted ones.</summary>
    private async Task AddConsequencesAsync(CancellationToken ct)
    {
        if (IsRefused) return;
        var deletes = _writes.Where(write => write.Op is RevisionOp.Delete).ToList();
        if (deletes.Count is 0) return;
        var known = _referrers = ReferenceMap.Of(catalog);
        if (!deletes.Any(write => known.Inbound(write.Form).Count > 0)) return;

        _transaction = await connection.BeginTransactionAsync(ct);
        var found = await new DeleteConsequences(connection, catalog, at, request.Caller.Id, MayName).FindAsync(deletes, ct);
        while (found.Refused.Count > 0)
        {
            foreach (var (operation, problem) in found.Refused) _problems[operation] = problem;
            if (IsRefused) return;
            deletes.RemoveAll(write => found.Refused.ContainsKey(write.Operation));
            _writes.RemoveAll(write => found.Refused.ContainsKey(write.Operation));
            found = await new DeleteConsequences(connection, catalog, at, request.Caller.Id, MayName).FindAsync(deletes, ct);
        }
        var own = _writes.Select(write => write.After.Id).ToHashSet();
        _writes.AddRange(found.Writes.Where(write => !own.Contains(write.After.Id)));
    }

    private bool MayName(Form form) => records.MayName(request.Caller, form);

    /// <summary>Once for all that is deleted: every form that may refer to it is one that was looked at.</summary>
    private void GuardReferrers(NpgsqlBatch batch)
    {
        if (_referrers is not { } known) return;
        FormReferences.AddGuard(batch, [.. _writes.Where(write => write.Op is RevisionOp.Delete).Select(write => write.Form).DistinctBy(form => form.Number)], known);
        _referrers = null;
    }
}

/// <summary>Written, and not to be committed: these operations are not the caller's to do.</summary>
internal sealed class WriteRefusedException(IReadOnlyDictionary<int, Problem> refused) : Exception
{
    public IReadOnlyDictionary<int, Problem> Refused => refused;
}
