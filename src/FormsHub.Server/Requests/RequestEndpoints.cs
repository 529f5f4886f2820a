using FormsHub.Core.Access;

namespace FormsHub.Server.Requests;

/// <summary>Asking for access and for a second person, and deciding about it.</summary>
public static class RequestEndpoints
{
    public static void AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<IPermits, AgreedPermits>();
        services.AddSingleton<Deciders>();
        services.AddSingleton<GrantOfRequest>();
        services.AddSingleton<DecideRequest>();
    }

    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
        AskFor.Map(routes);
        ListRequests.Map(routes);
        DecideRequest.Map(routes);
    }
}
