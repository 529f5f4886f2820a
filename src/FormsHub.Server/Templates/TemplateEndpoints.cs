namespace FormsHub.Server.Templates;

/// <summary>Templates: where applications come from, and what they are exported as.</summary>
public static class TemplateEndpoints
{
    public static void AddTemplates(this IServiceCollection services)
    {
        services.AddSingleton<TemplateFolder>();
        services.AddSingleton<UnfinishedInstallations>();
        services.AddSingleton<TemplateInstaller>();
    }

    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        ExportApp.Map(routes);
        ListTemplates.Map(routes);
        InstallTemplate.Map(routes);
    }
}
