using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.People.SecondFactors;

/// <summary>DELETE /api/v1/users/{id}/second-factor: for somebody who lost the authenticator and the recovery codes. It ends their sessions.</summary>
public static class ResetSecondFactor
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/v1/users/{id:guid}/second-factor", HandleAsync).Repeatable()
        .RequireAdministrator().WithTags("Users").WithSummary("Reset a user's second factor");

    internal static async Task<Results<NoContent, ProblemResult>> HandleAsync(Guid id, SecondFactorStore factors, PeopleDirectory directory, CancellationToken ct)
    {
        if ((await directory.CurrentAsync(ct)).Users.GetValueOrDefault(id) is not { } user) return PeopleProblems.NoSuchUser(id.ToString()).ToHttp();
        if (await factors.RemoveAsync(id, user.UserName, ct) is null) return PeopleProblems.NoSecondFactor.ToHttp();
        directory.Forget();
        return TypedResults.NoContent();
    }
}
