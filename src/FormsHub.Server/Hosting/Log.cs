using Microsoft.Extensions.Logging.Console;

namespace FormsHub.Server.Hosting;

/// <summary>What is logged, and how. Values of records and bodies of requests never are.</summary>
internal static class Log
{
    /// <summary>The log of the whole process: it is open before the host is there, so that the database is heard when it starts.</summary>
    public static ILoggerFactory Open(Settings settings) => LoggerFactory.Create(log => Configure(log, settings));

    private static void Configure(ILoggingBuilder log, Settings settings)
    {
        log.SetMinimumLevel(LogLevel.Information);
        log.AddConfiguration(new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Logging"));
        log.AddFilter("Microsoft", LogLevel.Warning);
        log.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        log.AddFilter("Npgsql", LogLevel.Warning);

        // EF Core's messages can hold parameters and are told again by whoever catches the exception.
        log.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        log.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        if (settings.JsonLog) log.AddJsonConsole(Format);
        else log.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ ", true));
    }

    private static void Format(JsonConsoleFormatterOptions console) =>
        (console.IncludeScopes, console.TimestampFormat, console.UseUtcTimestamp) = (false, "yyyy-MM-ddTHH:mm:ss.fffZ", true);
}
