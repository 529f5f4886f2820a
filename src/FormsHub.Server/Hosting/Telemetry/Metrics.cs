using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Hosting.Telemetry;

/// <summary>GET /metrics: what is measured, as Prometheus text.</summary>
public static class Metrics
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", Handle).AllowAnonymous().WithTags("Health").WithSummary("Metrics for Prometheus").Produces<string>(contentType: "text/plain");

    internal static ContentHttpResult Handle(PrometheusText metrics) =>
        TypedResults.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8");
}
