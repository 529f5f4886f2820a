using FormsHub.Core.Forms;
using FormsHub.Server.Encryption;

namespace FormsHub.Server.Hosting;

/// <summary>What every feature stands on: the database, the published forms and the company's time zone.</summary>
public static class EngineServices
{
    public static void AddEngine(this IServiceCollection services, Database database, Settings settings)
    {
        // The container ends what its factories make: the database, which ends what it holds.
        services.AddSingleton(_ => database);
        services.AddSingleton(database.Source);
        services.AddSingleton(database.Forms);
        services.AddSingleton(database.Forms.Keys!);
        services.AddHostedService<KeyWatch>();
        services.AddSingleton<IFormCatalog>(database.Forms);
        services.AddSingleton(settings.TimeZone);
    }
}
