namespace FormsHub.Server.GraphQL.Contract;

/// <summary>What programs ask by GraphQL, kept so that who changes a form or a right is told what would break.</summary>
public static class ContractEndpoints
{
    public static void AddContracts(this IServiceCollection services)
    {
        services.AddSingleton<SeenOperations>();
        services.AddSingleton<KeptOperations>();
        services.AddSingleton<ContractGuard>();
        services.AddHostedService<KeepOperations>();
    }

    public static void MapContracts(this IEndpointRouteBuilder routes) => OperationsOfToken.Map(routes);
}
