using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;

namespace FormsHub.Storage.Records;

/// <summary>One record on its way to its next revision: the values read, before links, rules and formulas.</summary>
internal sealed record RecordDraft(
    int Operation, RevisionOp Op, Form Form, Guid Id, StoredRecord? Before, IReadOnlyDictionary<string, JsonElement?> Values)
{
    public static readonly RecordInput NoInput = new(new Dictionary<string, JsonElement?>(), [], []);

    private static readonly Dictionary<string, JsonElement> NoData = [];

    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public IReadOnlyList<Repair> Repairs { get; init; } = [];
    public Guid? Owner { get; init; }
    public Guid? Department { get; init; }

    /// <summary>Whether the rules of the form are left for the next edit.</summary>
    public bool Lenient { get; init; }

    /// <summary>The record's data, changes and new links, ready to be written.</summary>
    internal sealed record Finished(
        IReadOnlyDictionary<string, JsonElement> Data, IReadOnlyList<Change> Changes, IReadOnlyList<RecordKey> NewTargets, IReadOnlyList<Guid> NewFiles);

    public static RecordDraft New(int operation, Form form, Guid id, RecordInput input, Guid owner, Caller caller, DateTimeOffset at) =>
        new(operation, RevisionOp.Create, form, id, null, input.Values)
        {
            Errors = input.Errors,
            Repairs = input.Repairs,
            Owner = owner,
            Department = caller.Department,
        };

    public static RecordDraft Changed(
        int operation, Form form, StoredRecord before, RecordInput input, RecordOperation.Assignment? owner, RecordOperation.Assignment? department) =>
        new(operation, RevisionOp.Update, form, before.Id, before, input.Values)
        {
            Errors = input.Errors,
            Repairs = input.Repairs,
            Owner = owner is { } assigned ? assigned.To : before.Owner,
            Department = department is { } moved ? moved.To : before.Department,
        };

    public static RecordDraft PutBack(
        int operation, Form form, StoredRecord before, IReadOnlyDictionary<string, JsonElement?> values, RevisionOp op) =>
        new(operation, op, form, before.Id, before, values.Where(value => form.ById(value.Key) is not null).ToDictionary())
        {
            Owner = IdIn(values, Changes.Owner, before.Owner),
            Department = IdIn(values, Changes.Department, before.Department),
        };

    public static RecordDraft Moved(int operation, Form form, StoredRecord before, RevisionOp op) =>
        new(operation, op, form, before.Id, before, new Dictionary<string, JsonElement?>())
        {
            Owner = before.Owner,
            Department = before.Department,
        };

    /// <summary>The values whose links are to be looked up: those read, and for a restore all that the record holds.</summary>
    public IEnumerable<(Field Field, JsonElement Value)> LinkingValues() => (Op is RevisionOp.Restore
            ? Before!.Data.Select(value => (Form.ById(value.Key), (JsonElement?)value.Value))
            : Values.Select(value => (Form.ById(value.Key), value.Value)))
        .Where(each => each is { Item1: not null, Item2: not null })
        .Select(each => (each.Item1!, each.Item2!.Value));

    /// <summary>Resolves links, applies defaults, rules and formulas, and compares with the record as it was.</summary>
    public Result<Finished> Finish(WriteContext context)
    {
        var before = Before?.Data ?? NoData;
        if (Op is RevisionOp.Delete) return new Finished(before, [], [], []);

        var errors = new List<FieldError>(Errors);
        var given = new Dictionary<string, JsonElement>(before);
        foreach (var (id, value) in Values)
        {
            var field = Form.ById(id)!;
            if (value is not { } present)
            {
                given.Remove(id);
                continue;
            }
            if (Op is RevisionOp.Create or RevisionOp.Update)
            {
                var resolved = field.Type.Resolve(present, field, context.Targets);
                foreach (var error in resolved.Errors ?? []) errors.Add(error.Under("/data/" + field.Key));
                if (resolved.Failed) continue;
                if (resolved.Value is { } final) given[id] = final;
                else given.Remove(id);
            }
            else
            {
                given[id] = present;
                foreach (var link in field.Type.LinksIn(present, field).Where(link => !context.Targets.Exists(link.Kind, link.Id, link.Field)))
                    errors.Add(RecordProblems.LinkMissing("/data/" + field.Key + link.Path, link.Kind));
            }
        }
        if (Op is RevisionOp.Create) NumberSerials(given, context.Serials);
        if (Op is RevisionOp.Restore) ClearPurgedTargets(given, context.Targets, errors);

        var after = Compute(given, context, errors);
        if (errors.Count > 0) return Op is RevisionOp.Restore ? RecordProblems.CannotComeBack(errors) : RecordProblems.Invalid(errors);

        var changes = Changes.Between(before, after);
        if (Before is { } was)
        {
            AddChange(changes, Changes.Owner, was.Owner, Owner);
            AddChange(changes, Changes.Department, was.Department, Department);
        }
        var (targets, files) = NewLinks(changes, context);
        return new Finished(after, changes, targets, files);
    }

    private void NumberSerials(Dictionary<string, JsonElement> data, SerialNumbers serials)
    {
        foreach (var field in Form.Fields.Where(field => field.Type.Role is FieldRole.Generated))
        {
            if (serials.Of(Operation, field.Id) is { } number) data[field.Id] = number;
        }
    }

    /// <summary>
    /// A record that comes back may refer to records that are gone: those in the recycle bin must come back first, or with it;
    /// those purged are forgotten.
    /// </summary>
    private void ClearPurgedTargets(Dictionary<string, JsonElement> data, LinkTargets targets, List<FieldError> errors)
    {
        foreach (var (id, value) in data.ToList())
        {
            if (Form.ById(id) is not { } field) continue;
            foreach (var link in field.Type.LinksIn(value, field).Where(link => link.Kind is LinkKind.Record))
            {
                if (targets.FormOf(link.Field) is not { } form) continue;
                var key = new RecordKey(form.Number, link.Id);
                if (targets.IsAlive(key)) continue;
                if (targets.Record(key) is { } binned)
                {
                    errors.Add(RecordProblems.TargetInBin("/data/" + field.Key + link.Path, binned, targets.MayName(form)));
                }
                else if (ReferenceSql.Without(data[id], link.Field, new HashSet<string> { link.Id.ToString() }) is { } rest)
                {
                    data[id] = rest;
                }
                else
                {
                    data.Remove(id);
                    break;
                }
            }
        }
    }

    private IReadOnlyDictionary<string, JsonElement> Compute(
        IReadOnlyDictionary<string, JsonElement> given, WriteContext context, List<FieldError> errors)
    {
        var outcome = RecordLogic.Apply(Form, given, new RecordContext(context.At, context.Zone, context.Me)
        {
            Before = Before?.Data,
            Emptied = Values.Where(value => value.Value is null).Select(value => value.Key).ToHashSet(),
            Linked = context.Targets.Fields,
            System = SystemValue,
        });
        if (Lenient || Op is not (RevisionOp.Create or RevisionOp.Update)) return outcome.Data;

        errors.AddRange(outcome.Errors.Where(error => !errors.Exists(known => known.Path == error.Path)));
        if (Before is null) return outcome.Data;
        foreach (var id in Values.Keys)
        {
            var field = Form.ById(id)!;
            if (outcome.State(field).ReadOnly && !Same(Before.Data, outcome.Data, id)) errors.Add(RecordErrors.ReadOnly("/data/" + field.Key, field));
        }
        return outcome.Data;
    }

    private Value SystemValue(string name) => name switch
    {
        "id" => new Value.Text(Id.ToString()),
        Changes.Owner when Owner is { } owner => new Value.Text(owner.ToString()),
        Changes.Department when Department is { } department => new Value.Text(department.ToString()),
        "createdAt" when Before is { } before => new Value.Moment(before.CreatedAt),
        "createdBy" when Before?.CreatedBy is { } by => new Value.Text(by.ToString()),
        _ => Value.Empty,
    };

    private static bool Same(IReadOnlyDictionary<string, JsonElement> left, IReadOnlyDictionary<string, JsonElement> right, string id) =>
        left.TryGetValue(id, out var a) ? right.TryGetValue(id, out var b) && Core.Encryption.SealedCell.AreSame(a, b) : !right.ContainsKey(id);

    private static void AddChange(List<Change> changes, string name, Guid? before, Guid? after)
    {
        if (before != after) changes.Add(new Change(name, Json(before), Json(after)));
    }

    private static JsonElement? Json(Guid? id) => id is { } present ? JsonSerializer.SerializeToElement(present) : null;

    private static Guid? IdIn(IReadOnlyDictionary<string, JsonElement?> values, string name, Guid? otherwise) =>
        values.TryGetValue(name, out var value) ? value?.GetGuid() : otherwise;

    private (IReadOnlyList<RecordKey>, IReadOnlyList<Guid>) NewLinks(List<Change> changes, WriteContext context)
    {
        List<RecordKey>? targets = null;
        List<Guid>? files = null;
        var values = Op is RevisionOp.Restore
            ? LinkingValues()
            : changes.Where(change => change.After is not null).Select(change => (Form.ById(change.Field)!, change.After!.Value)).Where(each => each.Item1 is not null);
        foreach (var (field, value) in values)
        {
            foreach (var link in field.Type.LinksIn(value, field))
            {
                if (link.Kind is LinkKind.File) (files ??= []).Add(link.Id);
                else if (link.Kind is LinkKind.Record && context.Targets.FormOf(link.Field) is { } form) (targets ??= []).Add(new RecordKey(form.Number, link.Id));
            }
        }
        return (targets is null ? [] : targets, files is null ? [] : files);
    }
}

/// <summary>What the last step of a draft may know: time, caller, and the targets of its links.</summary>
internal sealed record WriteContext(DateTimeOffset At, TimeZoneInfo Zone, Person Me, LinkTargets Targets, SerialNumbers Serials);
