namespace FormsHub.Querying.Sql;

/// <summary>The name of a table or column, always quoted in SQL.</summary>
public readonly record struct Name(string Text)
{
    public string Quoted => "\"" + Text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
