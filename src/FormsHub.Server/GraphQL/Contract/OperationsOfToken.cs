using System.Globalization;
using FormsHub.GraphQL.Language;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>GET /api/v1/tokens/{id}/operations lists the GraphQL operations that a token has asked in the last 90 days, the last one first. Administrators may read anybody's.</summary>
public static class OperationsOfToken
{
    /// <param name="Name">As the program calls it; null: it has no name.</param>
    /// <param name="Kind">"query", "mutation" or "subscription".</param>
    /// <param name="Document">What is asked, with placeholders for all values.</param>
    /// <param name="Errors">Why it would be refused now; empty: it is answered.</param>
    /// <param name="Deprecated">What it uses that is deprecated.</param>
    /// <param name="Findings">The same by what of the schema it is about.</param>
    public sealed record Item(
        string? Name, string Kind, string Document, DateTimeOffset FirstUsedAt, DateTimeOffset LastUsedAt, long Uses, IReadOnlyList<string> Errors, IReadOnlyList<string> Deprecated,
        IReadOnlyList<ContractFinding> Findings);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/tokens/{id:guid}/operations", HandleAsync)
        .RequireWholePerson().NotWhileViewing().WithTags("Tokens").WithSummary("GraphQL operations of a token");

    internal static async Task<Results<Ok<Page<Item>>, ProblemResult>> HandleAsync(
        Guid id, int? first, string? after, HttpContext context, NpgsqlDataSource source, KeptOperations kept, ContractGuard guard, PeopleDirectory directory, CancellationToken ct)
    {
        var size = PageCursor.First(first);
        if (size.Failed) return size.Problem.ToHttp();
        var cursor = PageCursor.Read(after);
        if (cursor.Failed) return cursor.Problem.ToHttp();
        if (!TryRead(cursor.Value, out var place)) return PageCursor.Bad.ToHttp();
        var caller = context.Caller();
        await using var known = source.Command("select 1 from tokens where id = $1 and (user_id = $2 or $3) and revoked_at is null", id, caller.Id, caller.IsAdministrator);
        if (await known.ExecuteScalarAsync(ct) is null) return PeopleProblems.NoSuchToken(id).ToHttp();

        var found = await kept.ReadAsync(id, place, size.Value + 1, ct);
        var page = PageCursor.Page(found, size.Value, CursorOf);
        var today = guard.Today(page.Items, await directory.CurrentAsync(ct));
        return TypedResults.Ok(new Page<Item>([.. page.Items.Zip(today, Told)], page.PageInfo));
    }

    private static Item Told(KeptOperation operation, ContractCheck today) => new(
        operation.Name, operation.Kind, Printer.Print(Parser.Parse(new Source(operation.Document))), operation.FirstUsedAt, operation.LastUsedAt, operation.Uses, today.Errors, today.Deprecated, today.Findings);

    private static string CursorOf(KeptOperation operation) => string.Create(CultureInfo.InvariantCulture, $"{operation.LastUsedAt.UtcTicks} {Convert.ToHexString(operation.Hash)}");

    private static bool TryRead(string? cursor, out (DateTimeOffset LastUsed, byte[] Hash)? place)
    {
        place = null;
        if (cursor is null) return true;
        if (cursor.Split(' ') is not [var time, var hash] || hash.Length is not 64 || !hash.All(char.IsAsciiHexDigit)) return false;
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.Ticks) return false;
        place = (new DateTimeOffset(ticks, TimeSpan.Zero), Convert.FromHexString(hash));
        return true;
    }
}
