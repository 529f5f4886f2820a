using System.Text.RegularExpressions;
using FormsHub.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.Hosting;

public sealed partial class DescriptionTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_description_holds_every_endpoint()
    {
        var described = (await server.Anonymous().GetAsync("/openapi.json")).Succeeded()["paths"].EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))
            .ToHashSet();

        var endpoints = server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Contains("openapi", StringComparison.Ordinal) is false)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {Constraint().Replace(endpoint.RoutePattern.RawText!, "}")}"));

        Assert.Subset(described, endpoints.ToHashSet());
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_tells_of_problems()
    {
        var operations = (await server.Anonymous().GetAsync("/openapi.json")).Succeeded()["paths"].EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value).ToList();

        var names = operations.Select(operation => operation.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.All(operations, operation => Assert.True(operation.GetProperty("responses").TryGetProperty("default", out _)));
    }

    [Fact]
    public async Task Metrics_count_requests_by_route_and_never_by_address()
    {
        (await server.Administrator.GetAsync("/departments")).Succeeded();
        var id = Guid.CreateVersion7();
        await server.Administrator.GetAsync("/users/" + id);

        var metrics = await server.Anonymous().GetAsync("//metrics");

        Assert.Contains(
            "http_server_request_duration_seconds_count{http_request_method=\"GET\",http_route=\"/api/v1/departments\",http_response_status_code=\"200\"}",
            metrics.Text,
            StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes", metrics.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(id.ToString(), metrics.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", metrics.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_tells_alive_and_ready()
    {
        Assert.Equal("live", (await server.Anonymous().GetAsync("//health/live")).Succeeded()["status"].GetString());
        Assert.Equal("ready", (await server.Anonymous().GetAsync("//health/ready")).Succeeded()["status"].GetString());
    }

    [GeneratedRegex(":[a-z]+\\}", RegexOptions.NonBacktracking)]
    private static partial Regex Constraint();
}
