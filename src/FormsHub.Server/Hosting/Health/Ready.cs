using FormsHub.Storage.Encryption;
using Npgsql;

namespace FormsHub.Server.Hosting.Health;

/// <summary>GET /health/ready: the database answers and is migrated, so this server may be given requests.</summary>
public static class Ready
{
    public sealed record Response(string Status, string? Reason = null);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/health/ready", HandleAsync).AllowAnonymous().WithTags("Health").WithSummary("May this server be given requests?");

    internal static async Task<IResult> HandleAsync(NpgsqlDataSource source, KeyStore keys, CancellationToken ct)
    {
        if (keys.Ring.Missing is { Count: > 0 } missing)
            return TypedResults.Json(new Response("not ready", $"encryption keys missing: {string.Join(", ", missing)}"), statusCode: StatusCodes.Status503ServiceUnavailable);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            await using var command = source.CreateCommand("select count(*) > 0 from schema_migrations");
            return await command.ExecuteScalarAsync(limit.Token) is true
                ? TypedResults.Ok(new Response("ready"))
                : TypedResults.Json(new Response("not ready", "not migrated"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException && !ct.IsCancellationRequested)
        {
            return TypedResults.Json(new Response("not ready", "database unreachable"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
