using FormsHub.Storage.Audit;

namespace FormsHub.Server.Audit;

/// <summary>The audit: what writes it, and who may look.</summary>
public static class AuditEndpoints
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditChain>();
        services.AddSingleton<AuditWriter>();
        services.AddSingleton<IAudit>(services => services.GetRequiredService<AuditWriter>());
        services.AddHostedService(services => services.GetRequiredService<AuditWriter>());
        services.AddSingleton<AuditedReads>();
    }

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        ListAudit.Map(routes);
        ExportAudit.Map(routes);
        VerifyAudit.Map(routes);
    }
}
