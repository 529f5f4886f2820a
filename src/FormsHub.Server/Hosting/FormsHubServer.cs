using FormsHub.Server.Access;
using FormsHub.Server.Audit;
using FormsHub.Server.Files;
using FormsHub.Server.Forms;
using FormsHub.Server.GraphQL;
using FormsHub.Server.Hosting.OpenApi;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Telemetry;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People;
using FormsHub.Server.PersonalData;
using FormsHub.Server.Records;
using FormsHub.Server.Requests;
using FormsHub.Server.Sharing;
using FormsHub.Server.Templates;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace FormsHub.Server.Hosting;

/// <summary>Builds the whole server: the database first, then the host around it. Tests build it the same way.</summary>
public static class FormsHubServer
{
    /// <summary>Largest JSON body, in bytes. A batch of 10,000 records fits.</summary>
    public const long BodyLimit = 32L * 1024 * 1024;

    public static async Task<WebApplication> BuildAsync(Settings settings, CancellationToken ct)
    {
        var logs = Log.Open(settings);
        try
        {
            return await BuildAsync(settings, logs, ct);
        }
        catch
        {
            // What was said on the way is still to be written out.
            logs.Dispose();
            throw;
        }
    }

    private static async Task<WebApplication> BuildAsync(Settings settings, ILoggerFactory logs, CancellationToken ct)
    {
        var starting = Database.StartAsync(settings, logs, ct);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(_ => logs);
        AddHost(builder, settings);
        builder.Services.AddPeople();
        builder.Services.AddAccess();
        builder.Services.AddForms();
        builder.Services.AddRecords();
        builder.Services.AddFiles();
        builder.Services.AddTemplates();
        builder.Services.AddAudit();
        builder.Services.AddSharing();
        builder.Services.AddRequests();
        builder.Services.AddPersonalData();
        builder.Services.AddGraphQL(settings);

        var database = await starting;
        builder.Services.AddEngine(database, settings);

        var app = builder.Build();
        app.Services.GetRequiredService<Database>();
        app.Services.GetRequiredService<PrometheusText>().Start();
        await KeysInDatabase.EnsureFirstAsync(database.Source, app.Services, ct);
        await app.Services.GetRequiredService<PeopleDirectory>().CurrentAsync(ct);
        await Demo.InstallAsync(app.Services, ct);
        Use(app);
        return app;
    }

    private static void AddHost(WebApplicationBuilder builder, Settings settings)
    {
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit;
        });
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddApiDescription();
        builder.Services.AddSingleton<PrometheusText>();
        builder.Services.AddSingleton<HeapTrimmer>();
        builder.Services.AddSingleton<AddressLimits>();
        if (OpenTelemetryExport.IsWanted) builder.Services.AddHostedService<OpenTelemetryExport>();
        builder.Services.AddSingleton<CallerRates>();
        builder.Services.AddSingleton<IdentifyCaller>();
        builder.Services.AddSessionCookie();
        builder.Services.AddDataProtection().SetApplicationName("FormsHub");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<NpgsqlDataSource>((options, source) => options.XmlRepository = new KeysInDatabase(source));
    }

    private static void Use(WebApplication app)
    {
        app.UseReverseProxies(app.Services.GetRequiredService<Settings>());
        if (OpenTelemetryExport.IsWanted) app.UseMiddleware<NamedSpans>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorsOfGraphQL>();
        app.UseMiddleware<ExceptionProblems>();
        app.UseStatusCodePages(context => HttpProblems
            .ForStatus(context.HttpContext.Response.StatusCode, context.HttpContext.Request)
            .ToHttp(context.HttpContext.Response.StatusCode)
            .ExecuteAsync(context.HttpContext));
        app.UseMiddleware<UserInterface>();
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<SafeQuery>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        app.UseRouting();

        // Said here, because it would come first by itself, before it is known whether a proxy spoke TLS, which the cookie's name depends on.
        app.UseAuthentication();
        app.UseMiddleware<IdentifyCaller>();
        app.UseMiddleware<CallerLimits>();
        app.UseMiddleware<BodyLimits>();
        app.UseMiddleware<KeptAnswers>();
        Endpoints.MapAll(app);
    }
}
