using System.Text.Json;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.Access;

/// <summary>
/// GET and POST /api/v1/permissions/tests, PUT and DELETE …/{id}: what is expected of the rules. They run whenever rules are saved, when they are
/// saved themselves, and by POST …/run.
/// </summary>
public static class PermissionTests
{
    /// <summary>How many tests there may be.</summary>
    private const int Most = 200;

    /// <param name="Failing">How many fail, or name what is not there any more.</param>
    public sealed record Response(IReadOnlyList<Item> Items, int Failing);

    public sealed record Item(Guid Id, PermissionTest Test, TestOutcome? Outcome, DateTimeOffset? RanAt);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/permissions/tests", ListAsync).RequireAdministrator().WithTags("Access").WithSummary("List permission tests");
        routes.MapPost("/api/v1/permissions/tests", CreateAsync).RequireAdministrator().WithTags("Access").WithSummary("Make a permission test");
        routes.MapPut("/api/v1/permissions/tests/{id:guid}", ReplaceAsync).RequireAdministrator().WithTags("Access").WithSummary("Replace a permission test");
        routes.MapDelete("/api/v1/permissions/tests/{id:guid}", DeleteAsync).RequireAdministrator().WithTags("Access").WithSummary("Delete a permission test");
        routes.MapPost("/api/v1/permissions/tests/run", RunAsync).RequireAdministrator().Repeatable().WithTags("Access").WithSummary("Run the permission tests");
    }

    internal static async Task<Ok<Response>> ListAsync(NpgsqlDataSource source, CancellationToken ct) => TypedResults.Ok(await ReadAsync(source, ct));

    internal static async Task<Results<Created<Item>, ProblemResult>> CreateAsync(
        PermissionTest test, HttpContext context, NpgsqlDataSource source, Services services, CancellationToken ct)
    {
        if (await services.CheckAsync(test, context, ct) is { } wrong) return wrong.ToHttp();
        var id = Guid.CreateVersion7();
        var made = await WriteAsync(
            source, "insert into permission_tests (id, test) select $1, $2 where (select count(*) from permission_tests) < $3 returning id", "created", id, test, services, ct);
        return made is null ? TooMany.ToHttp() : TypedResults.Created("/api/v1/permissions/tests/" + id, made);
    }

    internal static async Task<Results<Ok<Item>, ProblemResult>> ReplaceAsync(
        Guid id, PermissionTest test, HttpContext context, NpgsqlDataSource source, Services services, CancellationToken ct)
    {
        if (await services.CheckAsync(test, context, ct) is { } wrong) return wrong.ToHttp();
        var made = await WriteAsync(source, "update permission_tests set test = $2 where id = $1 and $3 > 0 returning id", "changed", id, test, services, ct);
        return made is null ? NotFound.ToHttp() : TypedResults.Ok(made);
    }

    internal static async Task<Results<NoContent, ProblemResult>> DeleteAsync(Guid id, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var delete = source.Command(
            $"with gone as (delete from permission_tests where id = $1 returning id) insert into {AuditInbox.Table} (entry) select $2 from gone",
            id, AuditInbox.Parameter(Entry("deleted", id)));
        return await delete.ExecuteNonQueryAsync(ct) is 0 ? NotFound.ToHttp() : TypedResults.NoContent();
    }

    internal static async Task<Ok<Response>> RunAsync(NpgsqlDataSource source, PermissionTester tester, CancellationToken ct)
    {
        await using (var connection = await source.OpenConnectionAsync(ct)) await tester.RunAllAsync(connection, ct);
        return TypedResults.Ok(await ReadAsync(source, ct));
    }

    /// <summary>What checking and running a test takes.</summary>
    internal sealed record Services(Catalog Catalog, PeopleDirectory Directory, RecordSights Sights, PermissionTester Tester)
    {
        public static ValueTask<Services> BindAsync(HttpContext context)
        {
            var services = context.RequestServices;
            return ValueTask.FromResult(new Services(
                services.GetRequiredService<Catalog>(), services.GetRequiredService<PeopleDirectory>(), services.GetRequiredService<RecordSights>(), services.GetRequiredService<PermissionTester>()));
        }

        public async Task<Problem?> CheckAsync(PermissionTest test, HttpContext context, CancellationToken ct)
        {
            var errors = test.Check(Catalog, await Directory.CurrentAsync(ct), Sights, context.Caller()).ToList();
            return errors.Count is 0 ? null : PeopleProblems.Invalid(errors);
        }
    }

    /// <summary>Writes a test with its entry of the audit, and runs it; null if nothing was written.</summary>
    private static async Task<Item?> WriteAsync(NpgsqlDataSource source, string sql, string change, Guid id, PermissionTest test, Services services, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var write = connection.Command(
            $"with written as ({sql}) insert into {AuditInbox.Table} (entry) select $4 from written",
            id, DatabaseReading.Jsonb(JsonSerializer.Serialize(test, Json.Options)), Most, AuditInbox.Parameter(Entry(change, id).With(("title", test.Title.In(Language.Chinese))))))
        {
            if (await write.ExecuteNonQueryAsync(ct) is 0) return null;
        }
        await services.Tester.RunAllAsync(connection, ct, id);
        return (await ReadAsync(source, ct)).Items.FirstOrDefault(item => item.Id == id);
    }

    private static AuditEntry Entry(string change, Guid id) => AuditEntry.Of(AuditAction.PermissionTestsChanged).With(("id", id), ("change", change));

    private static async Task<Response> ReadAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select id, test::text, outcome::text, ran_at from permission_tests order by created_at, id");
        await using var row = await command.ExecuteReaderAsync(ct);
        List<Item> items = [];
        while (await row.ReadAsync(ct))
        {
            items.Add(new Item(
                row.GetGuid(0), JsonSerializer.Deserialize<PermissionTest>(row.GetString(1), Json.Options)!,
                row.Optional<string>(2) is { } outcome ? JsonSerializer.Deserialize<TestOutcome>(outcome, Json.Options) : null, row.OptionalTime(3)));
        }
        return new Response(items, items.Count(item => item.Outcome is { IsFailing: true }));
    }

    private static readonly Problem NotFound = Problem.NotFound("permission_test_not_found", $"There is no such permission test.", $"没有该权限测试。");

    private static readonly Problem TooMany = Problem.Conflict("too_many_tests", $"There are as many permission tests as there may be.", $"权限测试数量已达上限。");
}
