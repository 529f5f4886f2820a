using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Tokens;

/// <summary>POST /api/v1/tokens makes a token for a program that acts as the caller. Only this answer ever shows it.</summary>
public static class CreateToken
{
    private const int LongestName = 100;
    private const int MostScopes = 200;
    private const int HighestLimit = 1_000_000;

    /// <summary>Without scopes the token may do all that its person may; <c>RequestsPerMinute</c> is a limit of its own.</summary>
    public sealed record Request(string Name, IReadOnlyList<Scope>? Scopes = null, DateTimeOffset? ExpiresAt = null, int? RequestsPerMinute = null);

    public sealed record Scope(string Form, IReadOnlyList<FormAction> Actions);

    public sealed record Response(
        string Token, Guid Id, string Name, string Hint, IReadOnlyList<Scope>? Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
        int? RequestsPerMinute);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/tokens", HandleAsync)
        .RequireWholePerson().WithTags("Tokens").WithSummary("Make a token");

    internal static async Task<Results<Created<Response>, ProblemResult>> HandleAsync(
        Request request, HttpContext context, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        var errors = Check(request, clock.GetUtcNow()).ToList();
        if (context.Caller().Token is { } maker && await EndOfAsync(source, maker.Id, ct) is { } end && !(request.ExpiresAt <= end))
            errors.Add(PersonRules.Error("/expiresAt", "outlives_token", $"A token makes none that lasts longer than itself.", $"令牌不能创建比自身有效期更长的令牌。"));
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();

        var (id, token, now) = (Guid.CreateVersion7(), TokenText.New(), clock.GetUtcNow());
        await using var command = source.Command(
            $"""
            with made as (insert into tokens (id, name, user_id, hash, hint, scopes, created_at, expires_at, requests_per_minute)
              values ($1, $2, $3, $4, $5, $6, $7, $8, $9))
            insert into {AuditInbox.Table} (entry) values ($10)
            """,
            id,
            request.Name.Trim(),
            context.Caller().Id,
            TokenText.Hash(token),
            TokenText.Hint(token),
            DatabaseReading.Jsonb(StoredScopes.Write(request.Scopes)),
            now,
            DatabaseReading.Time(request.ExpiresAt),
            new NpgsqlParameter { Value = (object?)request.RequestsPerMinute ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
            AuditInbox.Parameter(AuditEntry.Of(AuditAction.TokenCreated, now).With(
                ("tokenId", id), ("name", request.Name.Trim()), ("forms", request.Scopes?.Select(scope => scope.Form).Distinct()))));
        await command.ExecuteNonQueryAsync(ct);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            "/api/v1/tokens/" + id, new Response(token, id, request.Name.Trim(), TokenText.Hint(token), request.Scopes, now, request.ExpiresAt, request.RequestsPerMinute));
    }

    private static async Task<DateTimeOffset?> EndOfAsync(NpgsqlDataSource source, Guid token, CancellationToken ct)
    {
        await using var command = source.Command("select expires_at from tokens where id = $1", token);
        return await command.ExecuteScalarAsync(ct) is DateTime end ? new DateTimeOffset(end, TimeSpan.Zero) : null;
    }

    private static IEnumerable<FieldError> Check(Request request, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > LongestName || request.Name.Any(char.IsControl))
            yield return PersonRules.Error("/name", "bad_name", $"A name has 1 to {LongestName} characters.", $"名称须为 1 到 {LongestName} 个字符。");
        if (request.ExpiresAt <= now)
            yield return PersonRules.Error("/expiresAt", "in_the_past", $"The token would have expired already.", $"到期时间必须晚于现在。");
        if (request.RequestsPerMinute is < 1 or > HighestLimit)
            yield return PersonRules.Error("/requestsPerMinute", "out_of_range", $"The limit is 1 to {HighestLimit} requests a minute.", $"每分钟请求数须为 1 到 {HighestLimit}。");
        if (request.Scopes is null) yield break;
        if (request.Scopes.Count is 0 or > MostScopes)
            yield return PersonRules.Error("/scopes", "bad_scopes", $"Name 1 to {MostScopes} scopes, or leave \"scopes\" out.", $"请给出 1 到 {MostScopes} 个范围，或省略“scopes”。");
        for (var i = 0; i < request.Scopes.Count; i++)
        {
            if (request.Scopes[i].Form != "*" && PersonRules.Key(request.Scopes[i].Form) is not null)
                yield return PersonRules.Error($"/scopes/{i}/form", "bad_key", $"This must be a form's key, or \"*\".", $"须为表单的键或“*”。");
            if (request.Scopes[i].Actions.Count is 0)
                yield return PersonRules.Error($"/scopes/{i}/actions", "required", $"Name at least one action.", $"至少需要一个操作。");
        }
    }
}
