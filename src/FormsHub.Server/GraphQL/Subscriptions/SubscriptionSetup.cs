using FormsHub.Querying.Graph.Subscriptions;

namespace FormsHub.Server.GraphQL.Subscriptions;

/// <summary>Subscriptions to the changes of records.</summary>
public static class SubscriptionSetup
{
    public static void AddSubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<ChangeReader>();
        services.AddSingleton<ChangeFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<ChangeFeed>());
        services.AddSingleton<ChangeAnswers>();
        services.AddSingleton<ChangeSubscriptions>();
    }
}
