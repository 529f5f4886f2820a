using FormsHub.Querying.Gate;

namespace FormsHub.Server.Sharing;

/// <summary>Sharing single records and views with people, departments and by link.</summary>
public static class SharingEndpoints
{
    public static void AddSharing(this IServiceCollection services)
    {
        services.AddSingleton<ShareWriter>();
        services.AddSingleton<StoredShares>();
        services.AddSingleton<ShareAnswers>();
        services.AddSingleton<ShareableRights>();
        services.AddSingleton<SharedTitles>();
        services.AddSingleton<LinkCallers>();
    }

    public static void MapSharing(this IEndpointRouteBuilder routes)
    {
        ShareThings.Map(routes);
        ListShares.Map(routes);
        ChangeShare.Map(routes);
        OpenLink.Map(routes);
    }
}
