using System.Text.Json;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Server.GraphQL.Saved;

/// <summary>
/// GET and POST /api/v1/saved-operations, PUT and DELETE …/{id}: the GraphQL operations that a person keeps. PUT makes the operation where there is
/// none, so that one that was deleted comes back with its id.
/// </summary>
public static class SavedOperations
{
    private const int Most = 500;
    private const int LongestName = 100;
    private const int LongestText = 100 * 1024;

    /// <param name="Variables">An object; null where the operation has none.</param>
    public sealed record Request(string Name, string Document, JsonElement? Variables = null);

    public sealed record Item(Guid Id, string Name, string Document, JsonElement? Variables, DateTimeOffset UpdatedAt);

    public static void MapSavedOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/saved-operations", ListAsync).RequireWholePerson().NotWhileViewing().WithTags("GraphQL").WithSummary("List your saved operations");
        routes.MapPost("/api/v1/saved-operations", CreateAsync).RequireWholePerson().WithTags("GraphQL").WithSummary("Save an operation")
            .Accepts<Request>("application/json");
        routes.MapPut("/api/v1/saved-operations/{id:guid}", ReplaceAsync).RequireWholePerson().WithTags("GraphQL").WithSummary("Change a saved operation, or bring it back")
            .Accepts<Request>("application/json");
        routes.MapDelete("/api/v1/saved-operations/{id:guid}", DeleteAsync).RequireWholePerson().WithTags("GraphQL").WithSummary("Delete a saved operation");
    }

    internal static async Task<Ok<Page<Item>>> ListAsync(HttpContext context, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.Command(
            "select id, name, document, variables::text, updated_at from saved_operations where person = $1 order by updated_at desc, id", context.Caller().Id);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var items = new List<Item>();
        while (await reader.ReadAsync(ct))
        {
            items.Add(new Item(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.Optional<string>(3) is { } variables ? JsonElement.Parse(variables) : null,
                reader.GetFieldValue<DateTimeOffset>(4)));
        }
        return TypedResults.Ok(Page<Item>.Whole(items));
    }

    internal static async Task<Results<Created<Item>, ProblemResult>> CreateAsync(HttpContext context, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        var saved = await SaveAsync(Guid.CreateVersion7(), context, source, clock, ct);
        return saved.Failed ? saved.Problem.ToHttp() : TypedResults.Created("/api/v1/saved-operations/" + saved.Value.Id, saved.Value);
    }

    internal static async Task<Results<Ok<Item>, ProblemResult>> ReplaceAsync(Guid id, HttpContext context, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        var saved = await SaveAsync(id, context, source, clock, ct);
        return saved.Failed ? saved.Problem.ToHttp() : TypedResults.Ok(saved.Value);
    }

    internal static async Task<Results<NoContent, ProblemResult>> DeleteAsync(Guid id, HttpContext context, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.Command("delete from saved_operations where person = $1 and id = $2", context.Caller().Id, id);
        return await command.ExecuteNonQueryAsync(ct) is 0 ? NotFound.ToHttp() : TypedResults.NoContent();
    }

    private static async Task<Result<Item>> SaveAsync(Guid id, HttpContext context, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        var given = await ReadAsync(context.Request, ct);
        if (given.Failed) return given.Problem;
        var item = new Item(id, given.Value.Name.Trim(), given.Value.Document, given.Value.Variables, clock.GetUtcNow());
        await using var command = source.Command(
            """
            insert into saved_operations (person, id, name, document, variables, updated_at)
            select $1, $2, $3, $4, $5, $6
            where (select count(*) from saved_operations where person = $1 and id <> $2) < $7
            on conflict (person, id) do update set name = excluded.name, document = excluded.document, variables = excluded.variables, updated_at = excluded.updated_at
            """,
            context.Caller().Id, id, item.Name, item.Document,
            new NpgsqlParameter { Value = (object?)item.Variables?.GetRawText() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Json },
            item.UpdatedAt, Most);
        return await command.ExecuteNonQueryAsync(ct) is 0 ? TooMany : item;
    }

    private static async Task<Result<Request>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var body = await request.ReadJsonAsync(ct);
        if (body.Failed) return body.Problem;
        Request given;
        try
        {
            given = body.Value.Deserialize<Request>(Json.Options) ?? throw new JsonException("The body must be an object.");
        }
        catch (JsonException exception)
        {
            return JsonProblems.From(exception);
        }
        // JSON's null is no variables.
        if (given.Variables is { ValueKind: JsonValueKind.Null }) given = given with { Variables = null };
        var errors = Check(given).ToList();
        if (errors.Count is 0) return given;
        return Problem.Invalid("invalid_operation", $"The operation cannot be saved: {errors.Count} errors.", $"无法保存该操作：有 {errors.Count} 处错误。") with { Errors = errors };
    }

    private static IEnumerable<FieldError> Check(Request given)
    {
        if (string.IsNullOrWhiteSpace(given.Name) || given.Name.Length > LongestName || given.Name.Any(char.IsControl))
            yield return new FieldError("/name", "bad_name", new Message($"A name has 1 to {LongestName} characters.", $"名称须为 1 到 {LongestName} 个字符。"));
        if (string.IsNullOrWhiteSpace(given.Document) || given.Document.Length > LongestText)
            yield return new FieldError("/document", "bad_saved_document", new Message($"A document has 1 to {LongestText} characters.", $"文档须为 1 到 {LongestText} 个字符。"));
        if (given.Variables is not { } variables) yield break;
        if (variables.ValueKind is not JsonValueKind.Object || variables.GetRawText().Length > LongestText)
        {
            yield return new FieldError("/variables", "bad_variables", new Message(
                $"Variables are an object of at most {LongestText} characters.", $"变量须为对象，且不超过 {LongestText} 个字符。"));
        }
    }

    private static readonly Problem NotFound = Problem.NotFound("operation_not_found", $"You have no such saved operation.", $"没有这个已保存的操作。");

    private static readonly Problem TooMany = Problem.Conflict(
        "too_many_operations", $"You have {Most} saved operations: delete one first.", $"已保存 {Most} 个操作：请先删除一个。");
}
