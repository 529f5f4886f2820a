namespace FormsHub.Server.Files;

/// <summary>Files of records: kept by content, sent to who may read a record that has them.</summary>
public static class FileEndpoints
{
    public static void AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<FileFolder>();
        services.AddSingleton<FileCleaning>();
        services.AddHostedService(services => services.GetRequiredService<FileCleaning>());
    }

    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        UploadFile.Map(routes);
        DownloadFile.Map(routes);
    }
}
