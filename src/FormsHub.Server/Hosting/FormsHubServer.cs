using FormsHub.Server.Hosting.Problems;

namespace FormsHub.Server.Hosting;

/// <summary>Builds the whole server: the database first, then the host around it. Tests build it the same way.</summary>
public static class FormsHubServer
{
    /// <summary>Largest JSON body, in bytes. A batch of 10,000 records fits.</summary>
    public const long BodyLimit = 32L * 1024 * 1024;

    public static async Task<WebApplication> BuildAsync(Settings settings, CancellationToken ct)
    {
        var starting = Database.StartAsync(settings, ct);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
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

        var database = await starting;
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton(_ => database.Source);

        var app = builder.Build();
        app.UseMiddleware<ExceptionProblems>();
        app.UseStatusCodePages(context => HttpProblems
            .ForStatus(context.HttpContext.Response.StatusCode, context.HttpContext.Request)
            .ToHttp(context.HttpContext.Response.StatusCode)
            .ExecuteAsync(context.HttpContext));
        Endpoints.MapAll(app);
        return app;
    }
}
