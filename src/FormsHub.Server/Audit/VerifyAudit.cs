using FormsHub.Core.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Audit;

/// <summary>POST /api/v1/audit/verify computes the chain anew and names the first entry that is not what it was.</summary>
public static class VerifyAudit
{
    /// <param name="Entries">How many entries, from the first, are what they were.</param>
    /// <param name="Hash">The hash of the last of those.</param>
    /// <param name="Heads">How many ends of the chain are noted outside the database.</param>
    public sealed record Response(bool Holds, long Entries, string? Hash, int Heads, Broken? Break, string Message);

    /// <param name="Kind">"missing", "altered", "replaced" or "cutOff".</param>
    /// <param name="Entry">The first entry that is not what it was.</param>
    public sealed record Broken(string Kind, long Entry);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/audit/verify", HandleAsync)
        .Repeatable().RequireAdministrator().WithTags("Audit").WithSummary("Verify the audit");

    internal static async Task<Ok<Response>> HandleAsync(HttpContext context, AuditWriter audit, AuditChain chain, TimeProvider clock, CancellationToken ct)
    {
        await audit.FlushAsync(ct);
        var heads = await audit.HeadsAsync(ct);
        var verdict = await chain.VerifyAsync(heads, ct);
        var entry = AuditEntry.Of(AuditAction.AuditVerified, clock.GetUtcNow()).With(("entries", verdict.Entries), ("break", verdict.Break?.Kind), ("entry", verdict.Break?.Id));
        await audit.WriteAsync(entry, required: false, ct);
        return TypedResults.Ok(new Response(
            verdict.Break is null, verdict.Entries, verdict.Hash, heads.Count, verdict.Break is { } broken ? new Broken(broken.Kind, broken.Id) : null,
            AuditVerdicts.Say(verdict, heads.Count).In(context.Language())));
    }
}
