namespace FormsHub.Benchmarks;

/// <summary>One thing that people do, asked of the server and of PostgreSQL alone.</summary>
/// <param name="Target">The part of PostgreSQL's own rate that the server has to reach at 16 connections.</param>
/// <param name="Request">The bytes of the n-th request.</param>
/// <param name="Statements">The statements that are the limit; null: those that the server is heard to send.</param>
public sealed record Scenario(string Name, double Target, Func<int, byte[]> Request, IReadOnlyList<string>? Statements = null);

/// <summary>What a scenario reached with a number of connections.</summary>
public sealed record Outcome(string Scenario, int Connections, double Target, Rate Server, Rate Npgsql, Rate? Pgbench)
{
    public double RatioToNpgsql => Server.PerSecond / Npgsql.PerSecond;
    public double? RatioToPgbench => Server.PerSecond / Pgbench?.PerSecond;

    /// <summary>Whether the target is reached, against pgbench where it is installed.</summary>
    public bool Reached => (RatioToPgbench ?? RatioToNpgsql) >= Target;
}
