using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Querying.Gate;
using FormsHub.Server.Audit;
using FormsHub.Server.Forms;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.Sharing;

/// <summary>
/// GET /api/v1/link says what a link opens, and counts that it was opened; POST /api/v1/link/open gives a pass for its password.
/// </summary>
public static class OpenLink
{
    /// <param name="Record">The single record that it shows; null for a view and for filling in.</param>
    /// <param name="Does">"read" or "fillIn".</param>
    /// <param name="View">How a view is shown: title, columns, sort.</param>
    /// <param name="TimeZone">The IANA name of the zone in which "today" begins.</param>
    public sealed record Response(string Form, Guid? Record, string Does, JsonElement? View, DateTimeOffset? Until, string TimeZone);

    public sealed record Request(string Password);

    public sealed record Pass(string Text);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/link", HandleAsync).OpenToLinks().WithTags("Sharing").WithSummary("What a link opens");
        routes.MapPost("/api/v1/link/open", OpenAsync).Repeatable().AllowAnonymous().WithTags("Sharing").WithSummary("Give a link's password");
    }

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        HttpContext context, LinkCallers links, Catalog catalog, RecordSights sights, NpgsqlDataSource source, IAudit audit, TimeProvider clock, TimeZoneInfo zone, CancellationToken ct)
    {
        NeverStored(context);
        if (await links.OfRequestAsync(context, ct) is not { } link) return SharingProblems.LinkInvalid.ToHttp();
        if (await catalog.FindAsync(link.Form, ct) is not { } form) return SharingProblems.LinkInvalid.ToHttp(StatusCodes.Status404NotFound);
        await using var command = source.Command("update shares set uses = uses + 1, last_used_at = $2 where id = $1", link.Caller.Id, clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(ct);
        if (link.IsOpeningWorthNoting(clock.GetUtcNow()))
        {
            var entry = links.Entry(AuditAction.LinkOpened, link) with { Form = form.Number, Address = context.Origin(null).Address, Agent = context.Origin(null).Agent };
            await audit.WriteAsync(entry, required: false, ct);
        }
        links.SetCookie(context, link);
        var fillsIn = FormAccess.May(link.Caller, form, FormAction.Create);
        return TypedResults.Ok(new Response(form.Key, link.Record, fillsIn ? "fillIn" : "read", ViewOf(link, sights.RightsOf(link.Caller, form)), link.Until, People.Sessions.Me.NameOf(zone)));
    }

    internal static async Task<Results<Ok<Pass>, ProblemResult>> OpenAsync(Request request, HttpContext context, LinkCallers links, AddressLimits addresses, CancellationToken ct)
    {
        NeverStored(context);
        if (await links.OfRequestAsync(context, ct) is not { } link)
        {
            return addresses.Count(context) is null ? SharingProblems.LinkInvalid.ToHttp(StatusCodes.Status401Unauthorized) : HttpProblems.TooMany.ToHttp(StatusCodes.Status429TooManyRequests);
        }
        if (request.Password.Length > PersonRules.LongestPassword) return SharingProblems.LinkPasswordWrong.ToHttp(StatusCodes.Status401Unauthorized);
        var (pass, problem, wait) = await links.OpenAsync(context, link, request.Password, ct);
        if (pass is not null) return TypedResults.Ok(new Pass(pass));
        if (wait is not { } span) return problem!.ToHttp(StatusCodes.Status401Unauthorized);
        context.Response.Headers.RetryAfter = Math.Ceiling(span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return problem!.ToHttp(StatusCodes.Status429TooManyRequests);
    }

    private static JsonElement? ViewOf(DirectoryLink link, FormRights rights)
    {
        if (link.Shown is null || FormDefinitionJson.ReadView(JsonElement.Parse(link.Shown), "", []) is not { } view) return null;
        var shown = ShownDefinition.Of(view, rights);
        // Whose records they are a link does not tell, by their order either.
        return JsonElement.Parse(ViewText.Of(shown with { Sort = [.. shown.Sort.Where(key => SystemField.Find(key.TrimStart('-')) is not { Links: not LinkKind.None })] }));
    }

    private static void NeverStored(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
