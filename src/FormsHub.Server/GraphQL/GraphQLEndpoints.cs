using FormsHub.Server.GraphQL.Contract;
using FormsHub.Server.GraphQL.Subscriptions;
using FormsHub.Server.Hosting;

namespace FormsHub.Server.GraphQL;

/// <summary>GraphQL over the forms: over HTTP, over WebSockets, and as server-sent events.</summary>
public static class GraphQLEndpoints
{
    public static void AddGraphQL(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings.GraphQL);
        services.AddSingleton<CheckedDocuments>();
        services.AddSingleton<PersistedQueries>();
        services.AddSingleton<Operations>();
        services.AddContracts();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<OverEvents>();
        services.AddSingleton<OverSocket>();
        services.AddSubscriptions();
    }

    public static void MapGraphQL(this IEndpointRouteBuilder routes)
    {
        OverHttp.Map(routes);
        DownloadSchema.Map(routes);
        routes.MapContracts();
    }
}
