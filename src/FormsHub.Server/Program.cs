using FormsHub.Server.Audit;
using FormsHub.Server.Encryption;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Embedded;

try
{
    if (args is ["audit", "verify"]) return await AuditCommand.VerifyAsync(Settings.FromEnvironment(args), Console.Out, CancellationToken.None);
    if (args is ["keys", ..]) return await KeysCommand.RunAsync(Settings.FromEnvironment(args), args[1..], Console.In, Console.Out, CancellationToken.None);
    await using var app = await FormsHubServer.BuildAsync(Settings.FromEnvironment(args), CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (EmbeddedPostgresException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
