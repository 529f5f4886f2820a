using FormsHub.Server.Hosting;

await using var app = await FormsHubServer.BuildAsync(Settings.FromEnvironment(args), CancellationToken.None);
await app.RunAsync();
