using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People.Providers;

/// <summary>/api/v1/auth/logins: the caller's identities at providers. The last one stays with who has no password.</summary>
public static class LoginsOfCaller
{
    public sealed record Response(IReadOnlyList<ProviderStore.Login> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/auth/logins", ListAsync).RequireWholePerson().WithTags("Sign-in").WithSummary("List my identities at providers");
        routes.MapDelete("/api/v1/auth/logins/{provider}", UnlinkAsync).Repeatable().RequireWholePerson().WithTags("Sign-in").WithSummary("Unlink my identity at a provider");
    }

    internal static async Task<Ok<Response>> ListAsync(HttpContext context, ProviderStore providers, CancellationToken ct) =>
        TypedResults.Ok(new Response(await providers.LoginsAsync(context.Caller().Id, ct)));

    internal static async Task<Results<NoContent, ProblemResult>> UnlinkAsync(
        string provider, HttpContext context, ProviderStore providers, Passwords passwords, CancellationToken ct)
    {
        var user = context.Caller().Id;
        if (!await passwords.HasOneAsync(user, ct) && (await providers.LoginsAsync(user, ct)).Count < 2) return PeopleProblems.LastLogin.ToHttp();
        return await providers.UnlinkAsync(provider, user, ct) ? TypedResults.NoContent() : PeopleProblems.NoSuchProvider(provider).ToHttp();
    }
}
