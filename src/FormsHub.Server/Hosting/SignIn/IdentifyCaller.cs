using System.Runtime.CompilerServices;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People;
using FormsHub.Server.Sharing;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Authorization;
using Npgsql;

namespace FormsHub.Server.Hosting.SignIn;

/// <summary>
/// Finds out who calls, by token or by cookie, and holds the request to the endpoint's rule. It asks the database nothing
/// while the directory is fresh. Every endpoint needs a caller unless it says AllowAnonymous.
/// </summary>
public sealed class IdentifyCaller(PeopleDirectory directory, SessionStore sessions, ViewTickets views, LinkCallers links, AddressLimits limits, NpgsqlDataSource source, TimeProvider clock) : IMiddleware
{
    private const string Bearer = "Bearer ";

    /// <summary>What goes on at one connection asks one after the other: a request is not for several at once.</summary>
    private static readonly ConditionalWeakTable<HttpContext, SemaphoreSlim> Turns = [];

    public const string HeaderName = "X-FormsHub";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // Routing answers 405 and 415 by endpoints of its own, which are no routes.
        var endpoint = context.GetEndpoint();
        if (endpoint is not RouteEndpoint)
        {
            await next(context);
            return;
        }

        var anonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        var caller = await CallerAsync(context, context.RequestAborted);
        if (!caller.Failed && views.IsAsked(context))
        {
            caller = await views.ReadAsync(context, caller.Value, context.RequestAborted);
            if (caller.Failed)
            {
                await caller.Problem.ToHttp().ExecuteAsync(context);
                return;
            }
            context.SetCaller(caller.Value);
            if (WhileViewing.Refuses(endpoint, context.Request.Method))
            {
                await ViewAsProblems.ReadOnly.ToHttp().ExecuteAsync(context);
                return;
            }
        }
        if (!IsRead(context.Request.Method)) Origin.Current = context.Origin(caller.Failed ? null : caller.Value);
        if (!caller.Failed)
        {
            context.SetCaller(caller.Value);
            if (caller.Value.Link is not null && endpoint.Metadata.GetMetadata<OpenToLinks>() is { Writes: true } && links.Wait(context) is { } pause)
            {
                await CallerLimits.RefuseAsync(context, pause);
                return;
            }
            if (!anonymous && (Refusal(context, caller.Value, endpoint) ?? await LackAsync(caller.Value, endpoint, context.RequestAborted)) is { } refusal)
            {
                await refusal.ToHttp().ExecuteAsync(context);
                return;
            }
        }
        else if (!anonymous && !SignsInLater(context, endpoint, caller.Problem))
        {
            if (limits.Count(context) is { } wait)
            {
                await CallerLimits.RefuseAsync(context, wait);
                return;
            }
            context.Response.Headers.WWWAuthenticate = caller.Problem == HttpProblems.InvalidToken
                ? "Bearer realm=\"FormsHub\", error=\"invalid_token\""
                : "Bearer realm=\"FormsHub\"";
            await caller.Problem.ToHttp(StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    /// <summary>
    /// Who calls now, on a connection that stays open: rights, sessions and tokens end meanwhile. By the
    /// request's headers, to which what its first message says may have been added.
    /// </summary>
    public async ValueTask<Result<Caller>> AgainAsync(HttpContext context, CancellationToken ct)
    {
        var turn = Turns.GetValue(context, static _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            return await NowAsync(context, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask<Result<Caller>> NowAsync(HttpContext context, CancellationToken ct)
    {
        var caller = await CallerAsync(context, ct);
        if (!caller.Failed && views.IsAsked(context)) caller = await views.ReadAsync(context, caller.Value, ct);
        if (caller.Failed) return caller;
        var endpoint = context.GetEndpoint()!;
        if ((Refusal(context, caller.Value, endpoint) ?? await LackAsync(caller.Value, endpoint, ct)) is { } refusal) return refusal;
        return caller;
    }

    private static bool SignsInLater(HttpContext context, Endpoint endpoint, Problem problem) =>
        endpoint.Metadata.GetMetadata<SignInByMessage>() is not null && context.WebSockets.IsWebSocketRequest && problem != HttpProblems.InvalidToken;

    private static Problem? Refusal(HttpContext context, Caller caller, Endpoint endpoint)
    {
        if (caller.Link is not null && endpoint.Metadata.GetMetadata<OpenToLinks>() is null) return SharingProblems.LinkTooNarrow;
        if (caller.Token is { TrustedDocuments: not null } && endpoint.Metadata.GetMetadata<OpenToTrustedDocuments>() is null) return HttpProblems.TrustedDocumentsOnly;
        if (caller.Token is null && !IsRead(context.Request.Method) && context.Request.Headers[HeaderName] != "1") return HttpProblems.MissingHeader;
        if (endpoint.Metadata.GetMetadata<AccessRule>() is not { } rule) return null;
        if (caller.Token is { Scopes: not null }) return HttpProblems.TokenTooNarrow;
        return rule.Administrator && !caller.IsAdministrator ? HttpProblems.AdministratorsOnly : null;
    }

    private async ValueTask<Problem?> LackAsync(Caller caller, Endpoint endpoint, CancellationToken ct)
    {
        if (caller.Token is not null || caller.Link is not null) return null;
        var snapshot = await directory.CurrentAsync(ct);
        var person = caller.ViewedBy is { } viewer ? snapshot.Caller(viewer.Id) ?? caller : caller;
        // The password comes first: a second factor is set up with one that nobody else knows.
        if (snapshot.MustChangePassword(person)) return endpoint.Metadata.GetMetadata<BeforePasswordChangeMark>() is null ? PeopleProblems.PasswordChangeNeeded : null;
        if (endpoint.Metadata.GetMetadata<BeforeSecondFactorMark>() is not null) return null;
        return snapshot.LacksSecondFactor(person) ? PeopleProblems.SecondFactorNeeded : null;
    }

    internal static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private async ValueTask<Result<Caller>> CallerAsync(HttpContext context, CancellationToken ct)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(LinkCallers.Scheme, StringComparison.OrdinalIgnoreCase)) return await links.FindAsync(header[LinkCallers.Scheme.Length..].Trim(), limits.IsUsedUp(context), ct);
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? await ByTokenAsync(header[Bearer.Length..].Trim(), limits.IsUsedUp(context), context, ct)
            : await ByCookieAsync(context, ct);
    }

    private async ValueTask<Result<Caller>> ByTokenAsync(string text, bool onlyKnown, HttpContext context, CancellationToken ct)
    {
        if (!TokenText.IsWellFormed(text)) return HttpProblems.InvalidToken;
        if (await directory.TokenAsync(TokenText.Hash(text), onlyKnown, ct) is not { } token) return HttpProblems.InvalidToken;
        var program = (await directory.CurrentAsync(ct)).Caller(token.User, token.Token);
        if (program is null) return HttpProblems.InvalidToken;
        if (token.IsUseWorthWriting(clock.GetUtcNow())) await WriteUseAsync(program, context, ct);
        return program;
    }

    private async ValueTask<Result<Caller>> ByCookieAsync(HttpContext context, CancellationToken ct)
    {
        if (await Session.ReadAsync(context) is not { } ticket)
            return await links.ByCookieAsync(context, ct) is { } guest ? guest : HttpProblems.Unauthenticated;
        var snapshot = await directory.CurrentAsync(ct);
        if (snapshot.Users.GetValueOrDefault(ticket.User)?.Stamp != ticket.Stamp
            || snapshot.EndedSessions.Contains(ticket.Id)
            || clock.GetUtcNow() - ticket.Since > Session.LongestLifetime
            || snapshot.Caller(ticket.User) is not { } caller)
        {
            if (!context.Response.HasStarted) await Session.EndAsync(context);
            return HttpProblems.SessionEnded;
        }
        await sessions.SeeAsync(context, ticket, ct);
        return caller;
    }

    /// <summary>Once a minute, whichever server it is: the token's last use, and an entry of the audit with it.</summary>
    private async Task WriteUseAsync(Caller program, HttpContext context, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = source.Command(
            $"""
            with used as (
              update tokens set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2 - interval '1 minute') returning id)
            insert into {AuditInbox.Table} (entry) select $3 from used
            """,
            program.Token!.Id,
            now,
            AuditInbox.Parameter(AuditEntry.Of(AuditAction.TokenUsed, now, context.Origin(program)).With(("name", program.Token.Name))));
        await command.ExecuteNonQueryAsync(ct);
    }
}
