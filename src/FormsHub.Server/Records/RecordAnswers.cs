using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.History;
using FormsHub.Querying.Records;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>Answers about what was written, read back through the gate as the caller may see it.</summary>
public sealed class RecordAnswers(RecordReader reader, RecordStore store, Storage.Forms.Catalog catalog, StoredValues values, RecordSights sights)
{
    private static readonly string[] ConflictValues = ["expected", "current", "before"];

    /// <summary>Does one operation and answers the record after it, read back in the same batch, with its change set and repairs.</summary>
    public async Task<IResult> WriteAsync(
        HttpContext context, Form form, RecordOperation operation, IdempotencyKey? key, int status, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        var written = await store.WriteAsync(
            new WriteRequest(context.Caller(), context.WriteVia(), [operation])
            {
                Idempotency = key,
                ReadBack = (version, id) =>
                {
                    buffer.ResetWrittenCount();
                    var statement = reader.Statement(context.Caller(), version, id, buffer);
                    return new ReadBack(statement.Returning, statement.Command, statement.Write);
                },
            },
            ct);
        return !written.Failed && written.Value.IsReadBack
            ? Written(context, form, written.Value, buffer, written.Value.Results[0].Rev!.Value, status)
            : await OneAsync(context, form, written, status, ct);
    }

    /// <summary>The record after a write of one operation, with its change set and repairs; ETag is its revision.</summary>
    public async Task<IResult> OneAsync(HttpContext context, Form form, Result<WriteOutcome> written, int status, CancellationToken ct)
    {
        if (written.Failed) return written.Problem.ToHttp();
        var result = written.Value.Results[0];
        if (written.Value.Results.Select(each => each.Problem).FirstOrDefault(each => each is not null) is { } problem) return (await WithCurrentAsync(context.Caller(), problem, ct)).ToHttp();

        var latest = catalog.ByNumber(form.Number) ?? form;
        var buffer = new ArrayBufferWriter<byte>(1024);
        var read = await reader.GetAsync(context.Caller(), latest, result.Id!.Value, deleted: true, buffer, ct);
        if (read.Failed && read.Problem.Kind is ProblemKind.NotFound or ProblemKind.Forbidden) return Unseen(context, latest, written.Value, status);
        return read.Failed ? read.Problem.ToHttp() : Written(context, form, written.Value, buffer, read.Value, status);
    }

    /// <summary>Who may write a record without seeing it afterwards is told no more than that it was written.</summary>
    private static JsonAnswer Unseen(HttpContext context, Form form, WriteOutcome written, int status)
    {
        var record = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(record, Json.Writer))
        {
            json.WriteStartObject();
            WriteId(json, "id"u8, written.Results[0].Id);
            json.WriteString("form"u8, form.Key);
            json.WriteNumber("rev"u8, written.Results[0].Rev!.Value);
            json.WriteEndObject();
        }
        return Written(context, form, written, record, written.Results[0].Rev!.Value, status);
    }

    private static JsonAnswer Written(HttpContext context, Form form, WriteOutcome written, ArrayBufferWriter<byte> record, int rev, int status)
    {
        var result = written.Results[0];
        context.Response.SetETag(rev);
        if (status is StatusCodes.Status201Created) context.Response.Headers.Location = $"/api/v1/forms/{form.Key}/records/{result.Id}";
        return new JsonAnswer(status, output =>
        {
            output.Write(record.WrittenSpan[..^1]);
            WriteExtras(output, context.Language(), written.ChangeSet, result.Repairs);
        });
    }

    /// <summary>What became of each operation; a refused batch is a problem whose errors name each item.</summary>
    /// <param name="place">Where the request names the operation; by default under the operation's list.</param>
    public IResult Batch(HttpContext context, Result<WriteOutcome> written, bool partial, Func<OperationResult, string>? place = null)
    {
        if (written.Failed) return written.Problem.ToHttp();
        var outcome = written.Value;
        var language = context.Language();
        if (!partial && outcome.Results.Any(result => result.Problem is not null)) return Refused(outcome, language, place);

        return new JsonAnswer(StatusCodes.Status200OK, output =>
        {
            using var json = new Utf8JsonWriter(output, Json.Writer);
            json.WriteStartObject();
            WriteId(json, "changeSet"u8, outcome.ChangeSet);
            WriteResults(json, outcome.Results, language);
            json.WriteEndObject();
        });
    }

    /// <summary>What an undo did or would do, with conflicts in wire form.</summary>
    public async Task<IResult> UndoAsync(HttpContext context, UndoOutcome outcome, CancellationToken ct)
    {
        var seen = new Dictionary<Guid, RowSight>();
        foreach (var form in outcome.Conflicts.GroupBy(conflict => conflict.Form))
        {
            foreach (var (id, sight) in await sights.OfAsync(context.Caller(), form.Key, [.. form.Select(conflict => conflict.Record).Distinct()], ct)) seen[id] = sight;
        }
        var told = outcome.Conflicts.Where(conflict => IsTold(conflict, seen)).ToList();
        IReadOnlyList<StoredValue> Values(UndoConflict conflict) => [.. new[] { conflict.Expected, conflict.Current, conflict.Before }
            .Select(value => new StoredValue(conflict.Form, conflict.Record, conflict.Field ?? "", value, seen.TryGetValue(conflict.Record, out var sight) ? sight : null))];
        var write = await values.WriterAsync(context.Caller(), [.. told.SelectMany(Values)], ct);
        return new JsonAnswer(StatusCodes.Status200OK, output =>
        {
            using var json = new Utf8JsonWriter(output, Json.Writer);
            json.WriteStartObject();
            WriteId(json, "changeSet"u8, outcome.ChangeSet);
            json.WriteNumber("records"u8, outcome.Records);
            json.WriteStartArray("conflicts"u8);
            foreach (var conflict in told)
            {
                json.WriteStartObject();
                json.WriteString("form"u8, conflict.Form.Key);
                json.WriteString("record"u8, conflict.Record);
                json.WriteString("title"u8, seen.TryGetValue(conflict.Record, out var sight) ? sight.Title(conflict.Title) : conflict.Title);
                json.WriteString("field"u8, conflict.Field is { } field ? conflict.Form.ById(field)?.Key ?? field : null);
                json.WriteString("reason"u8, conflict.Reason);
                foreach (var (name, value) in ConflictValues.Zip(Values(conflict)))
                {
                    json.WritePropertyName(name);
                    write(json, value);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            WriteResults(json, outcome.Refused, context.Language(), "refused");
            json.WriteEndObject();
        });
    }

    /// <summary>Of a field that is hidden nobody is told; a record that is gone has no fields.</summary>
    private static bool IsTold(UndoConflict conflict, Dictionary<Guid, RowSight> seen) =>
        !seen.TryGetValue(conflict.Record, out var sight) ? conflict.Field is null
        : conflict.Field is null || conflict.Form.ById(conflict.Field) is not { } field || sight.Of(field) is not Sight.Nothing;

    private static ProblemResult Refused(WriteOutcome outcome, Language language, Func<OperationResult, string>? place)
    {
        var refused = outcome.Results.Where(result => result.Problem is not null).ToList();
        var errors = refused.SelectMany(result => ErrorsOf(result, place)).ToList();
        if (place is not null && refused is [{ Problem: var single }]) return (single! with { Errors = errors }).ToHttp();
        var kind = refused.Select(result => result.Problem!.Kind).Distinct().ToList() is [var only] ? only : ProblemKind.Invalid;
        return new Problem(kind, "batch_refused", new Message(
            $"Nothing was changed: {refused.Count} of {outcome.Results.Count} operations were refused.",
            $"未做任何修改：{outcome.Results.Count} 项操作中有 {refused.Count} 项被拒绝。"))
        {
            Errors = errors,
            Details = new Dictionary<string, object?>
            {
                ["results"] = outcome.Results.Select(result => new RecordShapes.BatchResult(
                    result.Op, result.Index, result.Id, null, result.Problem is { } problem ? Shapes(problem, language) : null)).ToList(),
            },
        }.ToHttp();
    }

    /// <summary>A batch's item holds the data that an error points into; an id in a list holds nothing more.</summary>
    private static IEnumerable<FieldError> ErrorsOf(OperationResult result, Func<OperationResult, string>? place)
    {
        var at = place?.Invoke(result) ?? (result.IsTakenAlong ? $"/{result.Op}" : $"/{result.Op}/{result.Index}");
        return result.Problem!.Errors is not { Count: > 0 } own ? [new FieldError(at, result.Problem.Code, result.Problem.Message)]
            : own.Select(error => place is null && !result.IsTakenAlong ? error.Under(at) : error with { Path = at });
    }

    private static List<RecordShapes.ErrorShape> Shapes(Problem problem, Language language) => problem.Errors.Count > 0
        ? [.. problem.Errors.Select(error => new RecordShapes.ErrorShape(error.Path, error.Code, error.Message.In(language)))]
        : [new RecordShapes.ErrorShape("", problem.Code, problem.Message.In(language))];

    /// <summary>A stale write's problem shows the record as it now is, as far as the caller may see it.</summary>
    private async Task<Problem> WithCurrentAsync(Caller caller, Problem problem, CancellationToken ct)
    {
        if (!problem.Details.TryGetValue("current", out var stored) || stored is not StoredRecord record) return problem;
        var details = new Dictionary<string, object?>(problem.Details);
        details.Remove("current");
        if (catalog.ByNumber(record.Form) is { } form)
        {
            var buffer = new ArrayBufferWriter<byte>(1024);
            var read = await reader.GetAsync(caller, form, record.Id, deleted: true, buffer, ct);
            if (!read.Failed) details["current"] = JsonElement.Parse(buffer.WrittenSpan);
        }
        return problem with { Details = details };
    }

    private static void WriteResults(Utf8JsonWriter json, IReadOnlyList<OperationResult> results, Language language, string name = "results")
    {
        json.WriteStartArray(name);
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("op"u8, result.Op);
            json.WriteNumber("index"u8, result.Index);
            WriteId(json, "id"u8, result.Id);
            if (result.Problem is { } problem)
            {
                json.WriteStartArray("errors"u8);
                foreach (var error in Shapes(problem, language))
                {
                    json.WriteStartObject();
                    json.WriteString("path"u8, error.Path);
                    json.WriteString("code"u8, error.Code);
                    json.WriteString("message"u8, error.Message);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            else
            {
                json.WriteNumber("rev"u8, result.Rev!.Value);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteExtras(IBufferWriter<byte> output, Language language, Guid? changeSet, IReadOnlyList<Core.Fields.Repair> repairs)
    {
        var extras = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(extras, Json.Writer))
        {
            json.WriteStartObject();
            WriteId(json, "changeSet"u8, changeSet);
            if (repairs.Count > 0)
            {
                json.WriteStartArray("repairs"u8);
                foreach (var repair in repairs)
                {
                    json.WriteStartObject();
                    json.WriteString("path"u8, repair.Path);
                    json.WriteString("code"u8, repair.Code);
                    json.WriteString("message"u8, repair.Message.In(language));
                    json.WritePropertyName("before"u8);
                    repair.Before.WriteTo(json);
                    json.WritePropertyName("after"u8);
                    repair.After.WriteTo(json);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        output.Write(","u8);
        output.Write(extras.WrittenSpan[1..]);
    }

    private static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> name, Guid? id)
    {
        if (id is { } present) json.WriteString(name, present);
        else json.WriteNull(name);
    }
}
