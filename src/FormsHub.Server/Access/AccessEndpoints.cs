using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting.SignIn;

namespace FormsHub.Server.Access;

/// <summary>Understanding who may do what: asking why, and what a change of rules would do.</summary>
public static class AccessEndpoints
{
    public static void AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<AccessExplainer>();
        services.AddSingleton<HelpfulRoles>();
        services.AddSingleton<PermissionTester>();
        services.AddSingleton<ViewTickets>();
    }

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        ExplainAccess.Map(routes);
        AccessOfUser.Map(routes);
        PeopleOfForm.Map(routes);
        VersionsOfRules.Map(routes);
        PreviewRules.Map(routes);
        ViewAs.Map(routes);
        PermissionTests.Map(routes);
    }
}
