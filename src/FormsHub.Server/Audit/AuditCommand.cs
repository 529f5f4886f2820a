using FormsHub.Server.Hosting;
using FormsHub.Storage.Audit;
using FormsHub.Storage.Embedded;

namespace FormsHub.Server.Audit;

/// <summary><c>audit verify</c> on the command line: proves the chain, beside a running server or without one.</summary>
public static class AuditCommand
{
    private const int Whole = 0;
    private const int Broken = 3;

    /// <summary>The exit code: 0 where the chain holds, 3 where it does not.</summary>
    public static async Task<int> VerifyAsync(Settings settings, TextWriter output, CancellationToken ct)
    {
        using var logs = LoggerFactory.Create(log => log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        var running = settings.Database ?? await EmbeddedPostgres.OfRunningAsync(settings.Data, settings.Postgres, ct);
        await using var embedded = running is null ? await EmbeddedPostgres.StartAsync(settings.Data, settings.Postgres, logs.CreateLogger<EmbeddedPostgres>(), ct) : null;
        await using var source = Database.Connect(running ?? embedded!.ConnectionString, logs);
        var heads = await new AuditHeads(settings.Data).ReadAsync(ct);
        var verdict = await new AuditChain(source).VerifyAsync(heads, ct);
        var message = AuditVerdicts.Say(verdict, heads.Count).In(Core.Results.Language.English);
        await output.WriteLineAsync(message.AsMemory(), ct);
        return verdict.Break is null ? Whole : Broken;
    }
}
