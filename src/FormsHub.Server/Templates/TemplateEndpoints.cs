using FormsHub.Server.Apps;

namespace FormsHub.Server.Templates;

/// <summary>Applications, and the templates that they come from and go to.</summary>
public static class TemplateEndpoints
{
    public static void AddTemplates(this IServiceCollection services)
    {
        services.AddSingleton<TemplateFolder>();
        services.AddSingleton<TemplateInstaller>();
    }

    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        ListApps.Map(routes);
        CreateApp.Map(routes);
        ExportApp.Map(routes);
        ListTemplates.Map(routes);
        InstallTemplate.Map(routes);
    }
}
