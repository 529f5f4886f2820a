using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph;

/// <summary>
/// An SQL expression of type text that holds JSON. Texts are joined and not built by PostgreSQL's JSON functions: it is quicker, keeps
/// the order of members whatever their number, and leaves room for <see cref="Hole"/>s.
/// </summary>
/// <param name="MayBeNull">Whether the expression may be null, which stands for JSON's null.</param>
internal readonly record struct JsonText(SqlText Sql, bool MayBeNull = true)
{
    /// <summary>So many texts are joined one after the other; more as a tree, so that long texts are not copied for each member.</summary>
    private const int Run = 12;

    public static JsonText Null => new(SqlText.Known("'null'"), false);

    /// <summary>JSON of our own making, without quotes of SQL in it.</summary>
    public static JsonText Constant(string json) => new(SqlText.Known($"'{json}'"), false);

    /// <summary>A text of PostgreSQL as a JSON string.</summary>
    public static JsonText String(SqlText text) => new(SqlText.Of($"to_json({text})::text"));

    public SqlText OrNull => MayBeNull ? SqlText.Of($"coalesce({Sql}, 'null')") : Sql;

    /// <summary>The same where a condition holds, else null; the condition null: everywhere.</summary>
    public JsonText Where(SqlText? condition) => condition is null ? this : new(SqlText.Of($"(case when {condition} then {Sql} end)"));

    /// <param name="members">Keys are names of GraphQL, which need no escape.</param>
    public static JsonText Object(IEnumerable<(string Key, JsonText Value)> members)
    {
        var parts = new List<SqlText>();
        foreach (var (key, value) in members)
        {
            parts.Add(SqlText.Known($"'{(parts.Count is 0 ? '{' : ',')}\"{key}\":'"));
            parts.Add(value.OrNull);
        }
        parts.Add(SqlText.Known(parts.Count is 0 ? "'{}'" : "'}'"));
        return new(Joined(parts), false);
    }

    /// <summary>An aggregate over rows.</summary>
    /// <param name="order">" order by …"; empty: as the rows come.</param>
    /// <param name="filter">Which of the rows; null: all.</param>
    public static JsonText List(JsonText item, string order = "", string? filter = null) =>
        new(SqlText.Of($"('[' || coalesce(string_agg({item.OrNull}, ','{SqlText.Known(order)}){SqlText.Known(filter is null ? "" : $" filter (where {filter})")}, '') || ']')"), false);

    private static SqlText Joined(List<SqlText> parts)
    {
        while (parts.Count > Run) parts = [.. parts.Chunk(Run).Select(Chain)];
        return Chain(parts);
    }

    private static SqlText Chain(IEnumerable<SqlText> parts) => SqlText.Of($"({SqlText.Join(" || ", parts)})");
}
