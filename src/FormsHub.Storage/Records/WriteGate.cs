using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// What the caller of one write may do with its records. Grants give rows and fields: a record that is changed must lie in the row
/// scope before and after, by a grant that also gives the fields. Who may write everything is never asked.
/// </summary>
internal sealed class WriteGate(IRecordGate gate, Caller caller, IFormCatalog catalog)
{
    private readonly Dictionary<RecordKey, IRecordRights> _seen = [];

    /// <summary>Looks at the records that operations are about, as they are before.</summary>
    public async Task LookAsync(NpgsqlConnection connection, IEnumerable<RecordOperation> operations, CancellationToken ct)
    {
        var narrowed = operations.Where(operation => operation is not RecordOperation.Create && operation.Record is not null && Narrows(operation))
            .GroupBy(operation => operation.Form, operation => operation.Record!.Value);
        foreach (var form in narrowed)
        {
            foreach (var (id, rights) in await gate.SeenAsync(connection, caller, catalog.ByNumber(form.Key)!, [.. form], ct)) _seen[new RecordKey(form.Key, id)] = rights;
        }
    }

    /// <summary>What the writer may do with the record of an operation; null: everything.</summary>
    public IRecordRights? RightsOf(RecordOperation operation, Form form) =>
        !Narrows(operation) ? null
        : operation is RecordOperation.Create ? gate.OfAny(caller, form)
        : _seen.GetValueOrDefault(new RecordKey(operation.Form, operation.Record!.Value), NoRights.Instance);

    /// <summary>What is said against an operation, before its fields are looked at.</summary>
    public static Problem? Refuse(RecordOperation operation, IRecordRights? rights) =>
        rights is null ? null
        : rights is NoRights ? RecordProblems.NotFound(operation.Record!.Value)
        : rights.Allows(ActionOf(operation)) && (rights.MayAssign || operation is not RecordOperation.Update { Owner: not null } and not RecordOperation.Update { Department: not null }) ? null
        : RecordProblems.MayNot(ActionOf(operation));

    /// <summary>
    /// The draft with what its writer may not change left as it was, or with errors where they tried to. What they cannot see is left
    /// alone without a word: a revert does not touch it, and rows keep their hidden cells.
    /// </summary>
    public static RecordDraft Within(RecordDraft draft, RecordOperation operation, IRecordRights? rights)
    {
        if (rights is null || draft.Values.Count is 0) return draft;
        var action = ActionOf(operation);
        var errors = new List<FieldError>(draft.Errors);
        var values = new Dictionary<string, JsonElement?>();
        foreach (var (id, value) in draft.Values)
        {
            if (draft.Form.ById(id) is not { } field) continue;
            JsonElement? before = draft.Before?.Data.TryGetValue(id, out var old) is true ? old : null;
            if (!rights.MayWrite(field, action))
            {
                var isTold = operation is not RecordOperation.Put || rights.Of(field) is Sight.Clear;
                if (isTold && !Changes.AreSame(before, value)) errors.Add(RecordErrors.MayNotWrite("/data/" + field.Key, field));
                continue;
            }
            values[id] = !field.Columns.Any(column => RowMerge.IsKept(column, rights, action)) ? value : new RowMerge(field, rights, action, errors).Merge(before, value);
        }
        return draft with { Values = values, Errors = errors };
    }

    /// <summary>Operations that must not be committed: the record, as written in this transaction, is not one that the caller may write.</summary>
    public async Task<Dictionary<int, Problem>> RefusedAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingWrite> writes, IReadOnlyList<RecordOperation> operations, CancellationToken ct)
    {
        var refused = new Dictionary<int, Problem>();
        var asked = writes.Where(write => write.Operation >= 0 && write.Op is RevisionOp.Create or RevisionOp.Update or RevisionOp.Revert && Narrows(operations[write.Operation]));
        foreach (var form in asked.GroupBy(write => write.Form))
        {
            var rights = await gate.WrittenAsync(connection, caller, form.Key, [.. form.Select(write => write.After.Id)], ct);
            foreach (var write in form)
            {
                var action = ActionOf(operations[write.Operation]);
                if (!rights.TryGetValue(write.After.Id, out var now) || !now.Allows(action))
                    refused[write.Operation] = action is FormAction.Create ? RecordProblems.MayNot(action) : RecordProblems.WouldLeaveScope;
                else if (Given(operations[write.Operation], write).Where(field => !now.MayWrite(field, action)).ToList() is { Count: > 0 } fields)
                    refused[write.Operation] = RecordProblems.Invalid([.. fields.Select(field => RecordErrors.MayNotWrite("/data/" + field.Key, field))]);
            }
        }
        return refused;
    }

    /// <summary>
    /// Of each operation the references to records that the caller cannot see. Asked before anything is computed of those records, and
    /// answered alike for records that do not exist: neither a rule nor the wording tells them apart.
    /// </summary>
    public async Task<Dictionary<int, List<FieldError>>> UnseenLinksAsync(NpgsqlConnection connection, IReadOnlyList<RecordDraft> drafts, CancellationToken ct)
    {
        var errors = new Dictionary<int, List<FieldError>>();
        var coming = drafts.Where(draft => draft.Op is RevisionOp.Create).Select(draft => draft.Id).ToHashSet();
        var links = drafts.Where(draft => draft.Op is RevisionOp.Create or RevisionOp.Update)
            .SelectMany(draft => draft.LinkingValues().SelectMany(each => each.Field.Type.LinksIn(each.Value, each.Field)
                .Where(link => link.Kind is LinkKind.Record && !coming.Contains(link.Id) && !HadBefore(draft.Before, each.Field, link.Id))
                .Select(link => (draft.Operation, each.Field, Link: link, Form: References.Target(link.Field) is { } key ? catalog.Find(key) : null))))
            .Where(each => each.Form is not null && !gate.SeesAllOf(caller, each.Form));
        foreach (var form in links.GroupBy(each => each.Form!).ToList())
        {
            var seen = await gate.SeenAsync(connection, caller, form.Key, [.. form.Select(each => each.Link.Id).Distinct()], ct);
            foreach (var each in form.Where(each => !seen.ContainsKey(each.Link.Id)))
            {
                if (!errors.TryGetValue(each.Operation, out var own)) errors.Add(each.Operation, own = []);
                own.Add(RecordProblems.LinkMissing("/data/" + each.Field.Key + each.Link.Path, LinkKind.Record));
            }
        }
        return errors;
    }

    /// <summary>References that rules and defaults have set to records that the caller cannot see are as if there were none, too.</summary>
    public async Task<Dictionary<int, Problem>> UnseenTargetsAsync(NpgsqlConnection connection, IReadOnlyList<PendingWrite> writes, CancellationToken ct)
    {
        var refused = new Dictionary<int, Problem>();
        var coming = writes.Where(write => write.Op is RevisionOp.Create).Select(write => write.After.Id).ToHashSet();
        var links = writes.Where(write => write.Operation >= 0 && write.Op is RevisionOp.Create or RevisionOp.Update)
            .SelectMany(write => write.Changes.Select(change => (Write: write, Field: write.Form.ById(change.Field), change.After)))
            .Where(each => each.Field is not null && each.After is not null)
            .SelectMany(each => each.Field!.Type.LinksIn(each.After!.Value, each.Field).Select(link => (each.Write, each.Field, Link: link, Form: References.Target(link.Field) is { } key ? catalog.Find(key) : null)))
            .Where(each => each.Form is not null && !coming.Contains(each.Link.Id) && !gate.SeesAllOf(caller, each.Form) && !HadBefore(each.Write.Before, each.Field!, each.Link.Id));
        foreach (var form in links.GroupBy(each => each.Form!).ToList())
        {
            var seen = await gate.SeenAsync(connection, caller, form.Key, [.. form.Select(each => each.Link.Id).Distinct()], ct);
            foreach (var write in form.Where(each => !seen.ContainsKey(each.Link.Id)).GroupBy(each => each.Write))
                refused[write.Key.Operation] = RecordProblems.Invalid([.. write.Select(each => RecordProblems.LinkMissing("/data/" + each.Field!.Key + each.Link.Path, LinkKind.Record))]);
        }
        return refused;
    }

    /// <summary>What is said against an operation without the names of fields that its caller neither sees nor fills in.</summary>
    public Problem Told(Problem problem, RecordOperation operation)
    {
        if (catalog.ByNumber(operation.Form) is not { } form || ToldTo(operation, form) is not { } rights) return problem;
        var action = ActionOf(operation);
        var hidden = problem.Errors.Where(error => error.Code is not "unknown_field" && FieldAt(error.Path, form) is { } field && rights.Of(field) is Sight.Nothing && !rights.MayWrite(field, action)).ToHashSet();
        if (hidden.Count is 0) return problem;
        var told = problem with { Errors = [.. problem.Errors.Select(error => hidden.Contains(error) ? RecordErrors.OfHidden(error.Code) : error).DistinctBy(error => (error.Path, error.Code))] };
        return problem.Code is "restore_conflict" ? RecordProblems.CannotComeBack(told.Errors) : told;
    }

    /// <summary>Who brings back a record along with another need not see it, and is told of what is seen in some records.</summary>
    private IRecordRights? ToldTo(RecordOperation operation, Form form) => operation is not RecordOperation.Restore { IsAlong: true } ? RightsOf(operation, form)
        : gate.IsWhole(caller, form) ? null
        : gate.OfAny(caller, form);

    private static Field? FieldAt(string path, Form form) => path.Split('/') switch
    {
        ["", "data", var key] => form[key],
        ["", "data", var key, _, var column] => form[key]?.Column(column) ?? form[key],
        ["", "data", var key, ..] => form[key],
        _ => null,
    };

    /// <summary>Whether anything of this write must be looked at once it is written.</summary>
    public bool NarrowsAny(IReadOnlyList<PendingWrite> writes, IReadOnlyList<RecordOperation> operations) =>
        writes.Any(write => write.Operation >= 0 && Narrows(operations[write.Operation]));

    private static bool HadBefore(StoredRecord? before, Field field, Guid id) =>
        before?.Data.TryGetValue(field.Id, out var value) is true && field.Type.LinksIn(value, field).Any(link => link.Id == id);

    /// <summary>What follows from a record's deletion or return is its designer's will, not the caller's.</summary>
    private bool Narrows(RecordOperation operation) => operation is not RecordOperation.Restore { IsAlong: true } && catalog.ByNumber(operation.Form) is { } form && gate.Narrows(caller, form, ActionOf(operation));

    /// <summary>The fields that the caller gives a new value; what rules and formulas set is the designer's will.</summary>
    private static IEnumerable<Field> Given(RecordOperation operation, PendingWrite write) => operation switch
    {
        RecordOperation.Create { Data: { ValueKind: JsonValueKind.Object } data } => Named(data, write.Form),
        RecordOperation.Update { Data: { ValueKind: JsonValueKind.Object } data } => Named(data, write.Form).Where(field => write.Changes.Any(change => change.Field == field.Id)),
        RecordOperation.Put put => write.Changes.Where(change => put.Values.ContainsKey(change.Field)).Select(change => write.Form.ById(change.Field)).OfType<Field>(),
        _ => [],
    };

    private static IEnumerable<Field> Named(JsonElement data, Form form) => data.EnumerateObject().Select(member => form[member.Name]).OfType<Field>();

    internal static FormAction ActionOf(RecordOperation operation) => operation switch
    {
        RecordOperation.Create => FormAction.Create,
        RecordOperation.Delete => FormAction.Delete,
        RecordOperation.Restore => FormAction.Restore,
        RecordOperation.Put { Op: RevisionOp.Revert } => FormAction.Revert,
        _ => FormAction.Update,
    };

    /// <summary>A record that is as if it were not there.</summary>
    private sealed class NoRights : IRecordRights
    {
        public static readonly NoRights Instance = new();

        public bool Allows(FormAction action) => false;

        public bool MayAssign => false;

        public bool MayWrite(Field field, FormAction action) => false;

        public Sight Of(Field field) => Sight.Nothing;
    }
}
