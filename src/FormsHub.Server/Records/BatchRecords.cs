using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>
/// POST /api/v1/forms/{form}/records/batch creates, updates, deletes and restores up to 10,000 records as one change set: all or
/// nothing, or with <c>partial</c> what is right.
/// </summary>
public static class BatchRecords
{
    public const int Limit = 10_000;
    private const int Large = 2_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/forms/{form}/records/batch", HandleAsync).KeepsItsAnswer().WithTags("Records").Accepts<RecordShapes.Batch>("application/json").Produces<RecordShapes.BatchAnswer>();

    private static async Task<IResult> HandleAsync(
        string form, HttpContext context, Catalog catalog, IDirectory directory, RecordStore store, RecordAnswers answers, HeapTrimmer heap, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, FormAction.Read, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var body = await context.Request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var operations = Operations(context.Caller(), found.Value, body.Value, directory);
        if (operations.Failed) return operations.Problem.ToHttp();
        var partial = RecordBody.Flag(body.Value, "partial");
        if (partial.Failed) return partial.Problem.ToHttp();
        var key = context.Request.Idempotency(body.Value);
        if (key.Failed) return key.Problem.ToHttp();

        var written = await store.WriteAsync(
            new WriteRequest(context.Caller(), context.WriteVia(), operations.Value) { Partial = partial.Value, Idempotency = key.Value }, ct);
        if (operations.Value.Count >= Large) heap.AfterLargeWork();
        return answers.Batch(context, written, partial.Value);
    }

    private static Result<List<RecordOperation>> Operations(Caller caller, Form form, JsonElement body, IDirectory directory)
    {
        var errors = RecordBody.Members(body, "", "create", "update", "delete", "restore", "partial");
        if (errors.Count > 0) return RecordBody.Invalid(errors);

        var operations = new List<RecordOperation>();
        foreach (var (name, action) in new[]
        {
            ("create", FormAction.Create), ("update", FormAction.Update), ("delete", FormAction.Delete), ("restore", FormAction.Restore),
        })
        {
            if (!body.TryGetProperty(name, out var items)) continue;
            if (items.ValueKind is not JsonValueKind.Array)
            {
                errors.Add(new FieldError("/" + name, "wrong_type", new Message($"must be a list", $"必须是列表")));
                continue;
            }
            if (items.GetArrayLength() is 0) continue;
            var gate = FormGate.For(caller, form, action);
            if (gate.Failed) return gate.Problem;
            var index = 0;
            foreach (var item in items.EnumerateArray()) Read(form, name, item, directory, $"/{name}/{index++}", operations, errors);
        }
        if (operations.Count > Limit) errors.Add(RecordBody.TooMany("", Limit));
        return errors.Count > 0 ? RecordBody.Invalid(errors) : operations;
    }

    private static void Read(
        Form form, string name, JsonElement item, IDirectory directory, string path, List<RecordOperation> operations, List<FieldError> errors)
    {
        string[] known = name is "create" ? ["data", "id", "owner"] : name is "update" ? ["id", "rev", "data", "owner", "department"] : ["id", "rev"];
        var wrong = RecordBody.Members(item, path, known);
        if (wrong.Count > 0)
        {
            errors.AddRange(wrong);
            return;
        }

        var id = RecordBody.Id(item, "id", path);
        var rev = RecordBody.Rev(item, path: path);
        var owner = RecordBody.Assignment(item, "owner", LinkKind.User, directory, path);
        var department = RecordBody.Assignment(item, "department", LinkKind.Department, directory, path);
        var hasData = item.TryGetProperty("data", out var data);
        var problems = new[] { id.Problem, rev.Problem, owner.Problem, department.Problem }.OfType<Problem>().SelectMany(problem => problem.Errors).ToList();
        if (name is not "create" && !id.Failed && id.Value is null)
            problems.Add(new FieldError(path + "/id", "required", new Message($"\"id\" is required.", $"缺少“id”。")));
        if (name is "create" or "update" && !hasData)
            problems.Add(new FieldError(path + "/data", "required", new Message($"\"data\" is required.", $"缺少“data”。")));
        if (problems.Count > 0)
        {
            errors.AddRange(problems);
            return;
        }

        operations.Add(name switch
        {
            "create" => new RecordOperation.Create(form.Number, data, id.Value, owner.Value?.To),
            "update" => new RecordOperation.Update(form.Number, id.Value!.Value, rev.Value, data, owner.Value, department.Value),
            "delete" => new RecordOperation.Delete(form.Number, id.Value!.Value, rev.Value),
            _ => new RecordOperation.Restore(form.Number, id.Value!.Value, rev.Value),
        });
    }
}
