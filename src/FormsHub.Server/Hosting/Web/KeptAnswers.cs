using System.Buffers.Text;
using System.Data;
using System.Security.Cryptography;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Records;
using FormsHub.Storage.Encryption;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace FormsHub.Server.Hosting.Web;

/// <summary>
/// Makes a write obey its Idempotency-Key: the answer of the first that succeeded is kept and given to every repeat, and of
/// racing ones the second waits for the first. Record writes keep theirs in the transaction that writes the record, which holds over a
/// crash; here the key is noted before the write and its answer right after it, so that after a crash in between a repeat is told that nobody
/// knows, and nothing is done twice. An endpoint that keeps its own, or only asks, says <see cref="KeepsNoAnswer"/>.
/// </summary>
public sealed class KeptAnswers(RequestDelegate next, NpgsqlDataSource source, IDataProtectionProvider protection, KeyStore keys, Settings settings) : IDisposable
{
    private const int AtOnce = 8;
    private const int BodyOverhead = 65536;

    // Answers may hold secrets, such as a new token. The protector's keys lie in the database: what encrypted fields hold is kept by the key ring.
    private readonly IDataProtector _protector = protection.CreateProtector("answers kept for an Idempotency-Key");

    // Each waits with a connection of its own while the endpoint takes another one.
    private readonly SemaphoreSlim _places = new(AtOnce);

    private sealed record Kept(string? ContentType, string? Location, string? ETag, byte[] Body, string Rights);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsKept(context))
        {
            await next(context);
            return;
        }
        var key = context.Request.IdempotencyKey();
        if (key.Failed) await key.Problem.ToHttp().ExecuteAsync(context);
        else if (key.Value is null) await next(context);
        else await AnswerOnceAsync(context, key.Value, context.RequestAborted);
    }

    public void Dispose() => _places.Dispose();

    private static bool IsKept(HttpContext context) =>
        !IdentifyCaller.IsRead(context.Request.Method)
        && context.CallerOrNull() is not null
        && context.GetEndpoint() is RouteEndpoint endpoint
        && endpoint.Metadata.GetMetadata<KeepsNoAnswer>() is null;

    private async Task AnswerOnceAsync(HttpContext context, string key, CancellationToken ct)
    {
        var caller = context.Caller().Id;
        context.Request.EnableBuffering(BodyOverhead, settings.FileLimit + FormsHubServer.BodyLimit);
        var request = keys.Ring.Fingerprint(await context.Request.FingerprintAsync(ct));
        await _places.WaitAsync(ct);
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using (var take = connection.Command("select pg_advisory_lock(hashtextextended($1, 0))", $"{caller} {key}")) await take.ExecuteNonQueryAsync(ct);
            try
            {
                await AnswerAsync(context, connection, caller, key, request);
            }
            finally
            {
                if (connection.State is ConnectionState.Open)
                {
                    await using var leave = connection.Command("select pg_advisory_unlock(hashtextextended($1, 0))", $"{caller} {key}");
                    await leave.ExecuteNonQueryAsync(CancellationToken.None);
                }
            }
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Notes the key before the write begins; from then on the write goes on to its end, also if the caller goes away.</summary>
    private async Task AnswerAsync(HttpContext context, NpgsqlConnection connection, Guid caller, string key, byte[] request)
    {
        if (await ReadAsync(connection, context.Caller(), key, request, context.RequestAborted) is { } earlier)
        {
            if (earlier.Failed) await earlier.Problem.ToHttp().ExecuteAsync(context);
            else await RepeatAsync(context.Response, earlier.Value.Status, earlier.Value.Answer, context.RequestAborted);
            return;
        }

        var ct = context.RequestAborted;
        await RunAsync(connection, "insert into idempotency_keys (actor, key, request, status, response) values ($1, $2, $3, 0, 'null')", caller, key, request);
        context.RequestAborted = CancellationToken.None;
        Kept answer;
        try
        {
            answer = await RunAsync(context);
        }
        catch (Exception exception) when (IsUndone(exception))
        {
            await ForgetAsync(connection, caller, key);
            throw;
        }
        finally
        {
            context.RequestAborted = ct;
        }

        if (context.Response.StatusCode is >= 200 and < 300)
        {
            var plain = JsonSerializer.SerializeToUtf8Bytes(answer);
            var kept = keys.Ring.SealBytes(NameOf(caller, key), plain) ?? Base64Url.EncodeToString(_protector.Protect(plain));
            await RunAsync(connection, "update idempotency_keys set status = $3, response = to_jsonb($4::text) where actor = $1 and key = $2", caller, key, context.Response.StatusCode, kept);
        }
        else
        {
            await ForgetAsync(connection, caller, key);
        }
        await WriteAsync(context.Response, answer, ct);
    }

    /// <summary>Whether what failed is certain not to have been done: the request was wrong, or the database has said that it refuses.</summary>
    private static bool IsUndone(Exception exception) =>
        exception is PostgresException { SqlState: not (PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.TransactionResolutionUnknown) }
        || ExceptionProblems.Answer(exception).StatusCode is < 500;

    private static Task ForgetAsync(NpgsqlConnection connection, Guid caller, string key) =>
        RunAsync(connection, "delete from idempotency_keys where actor = $1 and key = $2", caller, key);

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = connection.Command(sql, values);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Lets the endpoint answer into memory.</summary>
    private async Task<Kept> RunAsync(HttpContext context)
    {
        var response = context.Response;
        var body = response.Body;
        await using var memory = new MemoryStream();
        response.Body = memory;
        try
        {
            await next(context);
            await response.BodyWriter.FlushAsync(CancellationToken.None);
        }
        finally
        {
            response.Body = body;
        }
        return new Kept(response.ContentType, response.Headers.Location, response.Headers.ETag, memory.ToArray(), RightsOf(context.Caller()));
    }

    private static async Task RepeatAsync(HttpResponse response, int status, Kept answer, CancellationToken ct)
    {
        response.StatusCode = status;
        response.ContentType = answer.ContentType;
        if (answer.Location is { } location) response.Headers.Location = location;
        if (answer.ETag is { } tag) response.Headers.ETag = tag;
        await WriteAsync(response, answer, ct);
    }

    /// <summary>An answer such as 204 has no body, and not even an empty one may be written.</summary>
    private static Task WriteAsync(HttpResponse response, Kept answer, CancellationToken ct) =>
        answer.Body.Length is 0 ? Task.CompletedTask : response.Body.WriteAsync(answer.Body, ct).AsTask();

    private async Task<Result<(int Status, Kept Answer)>?> ReadAsync(NpgsqlConnection connection, Caller caller, string key, byte[] request, CancellationToken ct)
    {
        await using var command = connection.Command(
            "select request, status, response #>> '{}' from idempotency_keys where actor = $1 and key = $2", caller.Id, key);
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return null;
        if (!row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(request)) return RecordProblems.KeyReused;
        if (row.GetInt32(1) is 0) return HttpProblems.OutcomeUnknown;
        var kept = row.GetString(2);
        var plain = kept.Contains(':', StringComparison.Ordinal) ? keys.Ring.OpenBytes(NameOf(caller.Id, key), kept) : _protector.Unprotect(Base64Url.DecodeFromChars(kept));
        var answer = JsonSerializer.Deserialize<Kept>(plain)!;
        return answer.Rights == RightsOf(caller) ? (row.GetInt32(1), answer) : HttpProblems.AnswerWithheld;
    }

    private static string NameOf(Guid caller, string key) => $"answer of {caller} {key}";

    /// <summary>What the answer was told by: it may hold what the caller may not see any more, or not with this token.</summary>
    private static string RightsOf(Caller caller)
    {
        var rights = new { caller.IsAdministrator, caller.Token?.Id, Grants = caller.Grants.Select(held => JsonSerializer.Serialize(held)).Order(StringComparer.Ordinal), caller.Restrictions };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(rights)));
    }
}

/// <summary>Marks an endpoint whose answers <see cref="KeptAnswers"/> does not keep.</summary>
public sealed class KeepsNoAnswer
{
    public static readonly KeepsNoAnswer Instance = new();

    private KeepsNoAnswer()
    {
    }
}

/// <summary>The words by which endpoints say why their answers are not kept.</summary>
public static class AnswerKeeping
{
    /// <summary>It asks by POST and changes nothing, or a repeat does no harm.</summary>
    public static TBuilder Repeatable<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(KeepsNoAnswer.Instance);

    /// <summary>It keeps the answer itself, in the transaction of its write.</summary>
    public static TBuilder KeepsItsAnswer<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(KeepsNoAnswer.Instance);
}
