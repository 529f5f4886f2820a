using FormsHub.Testing;

namespace FormsHub.Architecture.Tests;

/// <summary>Who may use whom. A new arrow is a decision: write the record under docs/decisions, then change the table.</summary>
public class ArrowTests
{
    private static readonly Dictionary<string, (string[] Uses, string[] Packages)> Allowed = new()
    {
        ["FormsHub.Core"] = ([], []),
        ["FormsHub.Formulas"] = (["FormsHub.Core"], []),
        ["FormsHub.GraphQL"] = ([], []),
        ["FormsHub.Querying"] = (["FormsHub.Core", "FormsHub.GraphQL"], ["Npgsql"]),
        ["FormsHub.Storage"] = (
            ["FormsHub.Core"],
            ["Npgsql", "Npgsql.EntityFrameworkCore.PostgreSQL", "Microsoft.AspNetCore.Identity.EntityFrameworkCore"]),
        ["FormsHub.Server"] = (
            ["FormsHub.Core", "FormsHub.Formulas", "FormsHub.GraphQL", "FormsHub.Querying", "FormsHub.Storage"],
            ["Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi", "OpenTelemetry", "OpenTelemetry.Exporter.OpenTelemetryProtocol", "QRCoder", "Swashbuckle.AspNetCore.SwaggerUI"]),
    };

    [Fact]
    public void A_project_uses_only_what_the_table_allows()
    {
        var broken = Project.In("src").SelectMany(project =>
        {
            var (uses, packages) = Allowed.GetValueOrDefault(project.Name, ([], []));
            return project.Uses.Except(uses).Concat(project.Packages.Except(packages)).Select(used => $"{project.Name} -> {used}");
        });

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_project_stands_in_the_table() =>
        Assert.Equal(Allowed.Keys.Order(), Project.In("src").Select(project => project.Name));

    [Fact]
    public void Every_project_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.PathOf("FormsHub.sln"));

        var forgotten = Project.In("src").Concat(Project.In("tests")).Where(project => !solution.Contains($"\"{project.Name}\"", StringComparison.Ordinal));

        Assert.Empty(forgotten.Select(project => project.Name));
    }

    [Fact]
    public void Every_project_with_tests_has_a_name_that_test_sh_runs()
    {
        var nameless = Project.In("tests").Where(project =>
            project.Packages.Contains("xunit.v3") && !project.Name.EndsWith(".Tests", StringComparison.Ordinal));

        Assert.Empty(nameless.Select(project => project.Name));
    }
}
