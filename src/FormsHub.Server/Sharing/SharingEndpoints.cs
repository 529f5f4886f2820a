namespace FormsHub.Server.Sharing;

/// <summary>Sharing single records and views with people, departments and by link.</summary>
public static class SharingEndpoints
{
    public static void AddSharing(this IServiceCollection services)
    {
        services.AddSingleton<ShareWriter>();
    }
}
