namespace FormsHub.Server.Hosting.Telemetry;

/// <summary>What is measured and traced, by the names that the parts give themselves.</summary>
internal static class Meters
{
    /// <summary>Our own measures.</summary>
    public const string FormsHub = "FormsHub";

    public static readonly string[] Measured =
        [FormsHub, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    public static readonly string[] Traced = [FormsHub, "Microsoft.AspNetCore", "Npgsql"];

    /// <summary>The tags that make series; all others (addresses, protocol versions, pool names) are dropped, so that their number is bounded.</summary>
    public static readonly string[] Kept =
    [
        "http.request.method", "http.route", "http.response.status_code", "gc.heap.generation", "cpu.mode",
        "db.client.connection.state", "form", "kind", "outcome",
    ];
}
