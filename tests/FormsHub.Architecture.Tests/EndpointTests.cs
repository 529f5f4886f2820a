using System.Net;
using System.Text.RegularExpressions;
using FormsHub.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Architecture.Tests;

/// <summary>Nobody comes in unnoticed: every endpoint asks who calls, but for those of the list.</summary>
public partial class EndpointTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] OpenToEverybody =
    [
        "GET /api/{documentName}/openapi.json", "GET /health/live", "GET /health/ready", "GET /metrics", "POST /api/v1/auth/login",
        "POST /api/v1/auth/login/second-factor", "POST /api/v1/auth/logout",
        "GET /api/v1/auth/providers", "GET /api/v1/auth/providers/{key}/start", "GET /api/v1/auth/providers/{key}/callback",
        "POST /api/v1/link/open",
    ];

    [Fact]
    public void Only_the_endpoints_of_the_list_are_open_to_everybody()
    {
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(Names);

        Assert.Empty(open.Except(OpenToEverybody));
    }

    [Fact]
    public async Task Every_other_endpoint_answers_401_to_a_stranger()
    {
        using var stranger = server.Anonymous();

        foreach (var name in Endpoints().SelectMany(Names).Except(OpenToEverybody))
        {
            var (method, path) = (name.Split(' ')[0], Filled(name.Split(' ')[1]));
            using var upload = new MultipartFormDataContent { { new StringContent("x"), "file", "x.txt" } };
            object? body = method is "GET" or "DELETE" ? null : path.EndsWith("/files", StringComparison.Ordinal) ? upload : new { };
            var answer = await stranger.SendAsync(new HttpMethod(method), "/" + path, body);
            // There an error has the shape of GraphQL.
            if (path.StartsWith("/graphql", StringComparison.Ordinal)) Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            else answer.Refused(HttpStatusCode.Unauthorized);
        }
    }

    private IEnumerable<RouteEndpoint> Endpoints() => server.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) is true || endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not null);

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}") ?? [];

    /// <summary>The route with something in its places.</summary>
    private static string Filled(string route) => Places().Replace(route, place =>
        place.Groups["kind"].Value switch { ":guid" => Guid.Empty.ToString(), ":int" => "1", _ => "some" });

    [GeneratedRegex(@"\{\*{0,2}\w+(?<kind>:\w+)?\??\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Places();
}
