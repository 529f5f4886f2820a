using System.Security.Cryptography;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.Server.People;
using Microsoft.AspNetCore.DataProtection;

namespace FormsHub.Server.Hosting.SignIn;

/// <summary>
/// Lets an administrator see the application as another person: a ticket that each request of one browser tab carries beside the
/// session's cookie. It is good for that session only, for an hour, and until it is ended; that its holder is an administrator is asked each time.
/// </summary>
public sealed class ViewTickets(PeopleDirectory directory, IDataProtectionProvider protection, TimeProvider clock)
{
    public const string HeaderName = "X-FormsHub-View-As";

    /// <summary>What carries the ticket in the address of a file, because pictures and downloads are fetched without headers of ours.</summary>
    public const string QueryName = "viewAs";
    private const string FilesPath = "/api/v1/files";
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("view as another person");

    /// <param name="Id">What <c>ended_sessions</c> names it by.</param>
    internal sealed record Ticket(Guid Id, Guid Session, Guid Administrator, Guid Person, DateTimeOffset Until);

    public bool IsAsked(HttpContext context) => Carried(context) is not null;

    internal string Write(Ticket ticket) => _protector.Protect(JsonSerializer.Serialize(ticket));

    /// <summary>The ticket of the request; null if it carries none that was given out here.</summary>
    internal Ticket? Find(HttpContext context)
    {
        try
        {
            return JsonSerializer.Deserialize<Ticket>(_protector.Unprotect(Carried(context) ?? ""));
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static string? Carried(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.TryGetValue(HeaderName, out var header)) return header.ToString();
        var isFile = HttpMethods.IsGet(request.Method) && request.Path.StartsWithSegments(FilesPath, StringComparison.Ordinal);
        return isFile && request.Query.TryGetValue(QueryName, out var query) ? query.ToString() : null;
    }

    /// <summary>The person that the caller sees the application as.</summary>
    internal async ValueTask<Result<Caller>> ReadAsync(HttpContext context, Caller caller, CancellationToken ct)
    {
        if (Find(context) is not { } ticket || caller.Token is not null || !caller.IsAdministrator || caller.Id != ticket.Administrator || ticket.Until <= clock.GetUtcNow()) return ViewAsProblems.Ended;
        var people = await directory.CurrentAsync(ct);
        if (people.EndedSessions.Contains(ticket.Id) || (await Session.ReadAsync(context))?.Id != ticket.Session) return ViewAsProblems.Ended;
        return people.ViewedAs(ticket.Person, caller) is { } viewed ? viewed : ViewAsProblems.Ended;
    }
}

/// <summary>What can be wrong with seeing the application as another person.</summary>
public static class ViewAsProblems
{
    public static readonly Problem ReadOnly = Problem.Forbidden(
        "view_as_read_only",
        $"You are viewing as another person: you can look, but change nothing, nor see to their account. End the view first.",
        $"您正在以他人身份查看：只能查看，不能做任何更改，也不能处理其账号事务。请先结束查看。");

    public static readonly Problem Ended = Problem.Forbidden(
        "view_as_ended", $"This view as another person has ended.", $"以他人身份查看已结束。");

    public static readonly Problem NotPossible = Problem.Conflict(
        "cannot_view_as",
        $"One views as another person whose account is active, from a browser session and not by a token.",
        $"只能在浏览器会话中（不能使用令牌）以其他启用账号的身份查看。");
}
