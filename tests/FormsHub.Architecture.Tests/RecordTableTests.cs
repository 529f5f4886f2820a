using System.Text.RegularExpressions;

namespace FormsHub.Architecture.Tests;

/// <summary>Records are read by Querying and written by Storage, so that rights, history and the bin hold everywhere.</summary>
public partial class RecordTableTests
{
    private static readonly string[] MayTouchRecords = ["src/FormsHub.Querying/", "src/FormsHub.Storage/", "src/FormsHub.Core/Records/RecordTable.cs", "src/FormsHub.Core/Records/FieldSql.cs"];

    [Fact]
    public void Only_Querying_and_Storage_touch_the_tables_of_records()
    {
        var others = Sources.Below("src", ".cs")
            .Where(path => !MayTouchRecords.Any(allowed => path.StartsWith(allowed, StringComparison.Ordinal)))
            .Where(path => RecordTables().IsMatch(Sources.Read(path)));

        Assert.Empty(others);
    }

    /// <summary>
    /// Every statement that reads records gets them from <c>PlanContext.Source</c>, which lets through what the caller may see. What
    /// else names the tables: the past of records, which Source wraps; the count that chooses the way of a search; statistics of an index.
    /// </summary>
    [Fact]
    public void Within_Querying_records_are_read_through_the_gate_alone()
    {
        string[] known = ["Planning/Scope.cs", "Planning/AsOf.cs", "Planning/RareWords.cs", "Records/RecordCounts.cs"];

        var others = Sources.Below("src/FormsHub.Querying", ".cs")
            .Where(path => !known.Any(each => path.EndsWith(each, StringComparison.Ordinal)))
            .Where(path => Sources.Read(path).Contains("RecordTable.Records(", StringComparison.Ordinal));

        Assert.Empty(others);
        Assert.All(known, each => Assert.Contains("RecordTable.Records(", Sources.Read("src/FormsHub.Querying/" + each), StringComparison.Ordinal));
    }

    [Fact]
    public void Querying_never_writes()
    {
        var writers = Sources.Below("src/FormsHub.Querying", ".cs").Where(path => Writes().IsMatch(Sources.Read(path)));

        Assert.Empty(writers);
    }

    [GeneratedRegex(@"RecordTable\.(Records|Revisions)\(|\b(from|join|into|update)\s+(records|revisions)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecordTables();

    [GeneratedRegex(@"""[^""\n]*\b(insert\s+into|delete\s+from|update\s+\w+\s+set|truncate)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Writes();
}
