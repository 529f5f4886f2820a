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
