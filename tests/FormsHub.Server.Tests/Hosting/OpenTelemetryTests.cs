using System.Collections.Concurrent;
using System.Text;
using FormsHub.Server.Tests.Records;
using FormsHub.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace FormsHub.Server.Tests.Hosting;

/// <summary>Traces and metrics arrive at a collector by OTLP, and values of records do not.</summary>
public class OpenTelemetryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_receives_the_spans_and_measures_of_requests_and_no_values()
    {
        var data = Directory.CreateTempSubdirectory("formshub-otlp-").FullName;
        var received = new ConcurrentQueue<(string Path, string Type, string Body)>();
        await using var collector = await CollectorAsync(received);
        try
        {
            var variables = new Dictionary<string, string>
            {
                ["FORMSHUB_DATA"] = data,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment=rehearsal",
            };
            await using (var server = await ServerProcess.StartAsync(variables, Ct))
            {
                using var admin = server.Client();
                await admin.SignInAsync("admin", TestServer.AdministratorPassword);
                await admin.PublishFormAsync(RecordForms.Person("person"));
                await admin.CreateAsync("person", new { name = "紧急联系人", code = "13800138000" });
                await admin.QueryAsync("person", """{"search": "13800138000"}""");
                (await admin.GetAsync("/search?q=13800138000")).Succeeded();
                using (var page = await admin.Http.GetAsync(new Uri("/s/Tm90LWEtcmVhbC1saW5rLWF0LWFsbA", UriKind.Relative), Ct)) _ = page.StatusCode;
                Assert.Equal(0, await server.StopAsync(Ct));
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        Assert.All(received, sent => Assert.Equal("application/x-protobuf", sent.Type));
        var spans = Sent("/v1/traces");
        Assert.All(
            ["formshub", "rehearsal", "POST /api/v1/forms/{form}/records", "GET /api/v1/search", "http.response.status_code", "Npgsql"],
            expected => Assert.Contains(expected, spans, StringComparison.Ordinal));
        var measures = Sent("/v1/metrics");
        Assert.All(
            ["formshub", "http.server.request.duration", "/api/v1/forms/{form}/records"],
            expected => Assert.Contains(expected, measures, StringComparison.Ordinal));
        Assert.All(
            ["紧急联系人", "13800138000", TestServer.AdministratorPassword, "Tm90LWEtcmVhbC1saW5rLWF0LWFsbA"],
            value => Assert.DoesNotContain(value, spans + measures, StringComparison.Ordinal));

        string Sent(string path) => string.Concat(received.Where(sent => sent.Path == path).Select(sent => sent.Body));
    }

    /// <summary>Takes what is sent, as OTLP over HTTP. Texts stand in protobuf as they are, so they are looked for in the bytes.</summary>
    private static async Task<WebApplication> CollectorAsync(ConcurrentQueue<(string Path, string Type, string Body)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Enqueue((context.Request.Path.Value!, context.Request.ContentType ?? "", Encoding.UTF8.GetString(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
        });
        await collector.StartAsync(Ct);
        return collector;
    }
}
