using FormsHub.Server.Hosting;
using FormsHub.Storage.Embedded;

try
{
    await using var app = await FormsHubServer.BuildAsync(Settings.FromEnvironment(args), CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (EmbeddedPostgresException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
