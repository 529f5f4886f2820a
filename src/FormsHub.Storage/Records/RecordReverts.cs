using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>Puts fields of a record back to what they were at an earlier revision, as a new revision.</summary>
public sealed class RecordReverts(NpgsqlDataSource database, RecordStore store, IRecordGate gate)
{
    private const int Attempts = 5;

    /// <param name="rev">The revision whose values come back.</param>
    /// <param name="fields">Keys of the fields to put back; null: all.</param>
    /// <param name="ifMatch">The revision that the record must be at; null: any.</param>
    public async Task<Result<WriteOutcome>> RevertAsync(
        Caller caller, Via via, Form form, Guid id, int rev, IReadOnlyList<string>? fields, int? ifMatch, IdempotencyKey? key, CancellationToken ct)
    {
        for (var left = Attempts; left > 0; left--)
        {
            var asked = await OperationAsync(caller, form, id, rev, fields, ifMatch, ct);
            if (asked.Failed) return asked.Problem;
            var outcome = await store.WriteAsync(
                new WriteRequest(caller, via, [asked.Value]) { Idempotency = key, Summary = Summary(form, rev) }, ct);
            var isStale = !outcome.Failed && outcome.Value.Results is [{ Problem.Kind: ProblemKind.Stale }];
            if (ifMatch is not null || !isStale) return outcome;
        }
        return RecordProblems.Busy;
    }

    /// <summary>The operation that does it, for a write of its own or one among others; it holds for the record as it is now.</summary>
    public async Task<Result<RecordOperation>> OperationAsync(
        Caller caller, Form form, Guid id, int rev, IReadOnlyList<string>? fields, int? ifMatch, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        IRecordRights? rights = null;
        if (gate.Narrows(caller, form, FormAction.Revert) && !(await gate.SeenAsync(connection, caller, form, [id], ct)).TryGetValue(id, out rights)) return RecordProblems.NotFound(id);
        bool IsHidden(Field field) => rights?.Of(field) is Sight.Nothing;
        var key = new RecordKey(form.Number, id);
        if (!(await RecordRows.LoadAsync(connection, [key], ct)).TryGetValue(key, out var record)) return RecordProblems.NotFound(id);
        if (ifMatch is not null && ifMatch != record.Rev) return RecordProblems.Stale(record);
        if (rev < 1 || rev > record.Rev) return RecordProblems.NoRevision(rev, record.Rev);

        var then = Stateful(record);
        foreach (var revision in await RecordRows.RevisionsAfterAsync(connection, form.Number, id, rev, ct)) Changes.Backward(then, revision.Changes);

        var values = new Dictionary<string, JsonElement?>();
        if (fields is null)
        {
            var now = Stateful(record);
            foreach (var name in now.Keys.Union(then.Keys)) values[name] = then.TryGetValue(name, out var value) ? value : null;
        }
        else
        {
            var errors = new List<FieldError>();
            for (var i = 0; i < fields.Count; i++)
            {
                var name = form[fields[i]] is { } field && !IsHidden(field) ? field.Id : fields[i] is Changes.Owner or Changes.Department ? fields[i] : null;
                if (name is null) errors.Add(RecordErrors.UnknownField(fields[i], Suggestion.For(fields[i], form.Fields.Where(each => !IsHidden(each)).Select(each => each.Key))) with { Path = $"/fields/{i}" });
                else values[name] = then.TryGetValue(name, out var value) ? value : null;
            }
            if (errors.Count > 0) return RecordProblems.Invalid(errors);
        }
        foreach (var computed in form.Fields.Where(field => field.Type.Role is not (FieldRole.Input or FieldRole.Generated))) values.Remove(computed.Id);
        return new RecordOperation.Put(form.Number, id, record.Rev, values, RevisionOp.Revert);
    }

    /// <summary>The record's data with owner and department beside it, as revisions name them.</summary>
    private static Dictionary<string, JsonElement> Stateful(StoredRecord record)
    {
        var state = new Dictionary<string, JsonElement>(record.Data);
        if (record.Owner is { } owner) state[Changes.Owner] = JsonSerializer.SerializeToElement(owner);
        if (record.Department is { } department) state[Changes.Department] = JsonSerializer.SerializeToElement(department);
        return state;
    }

    private static Message Summary(Form form, int rev) => new(
        $"Reverted a record of \"{form.Definition.Title?.In(Language.English, form.Key)}\" to revision {rev}",
        $"把“{form.Definition.Title?.In(Language.Chinese, form.Key)}”的一条记录回滚到第 {rev} 版");
}
