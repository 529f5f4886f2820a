using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// Keeps a searched list quick for rare and for common words. PostgreSQL cannot know how rare a gram is that its statistics do not list,
/// takes it for common, and walks the list in its order until the page is full: through all records, for a rare word. So the index
/// is first asked, up to a bound, how many records hold the grams: few are fetched by it and sorted; many are met soon by walking.
/// </summary>
internal sealed class RareWords
{
    /// <summary>Up to so many records the words are rare.</summary>
    private const int Bound = 1000;

    private readonly SqlText _holds;
    private readonly SqlText _count;

    private RareWords(Form form, bool deleted, string[] words)
    {
        var lies = deleted ? "is not null" : "is null";
        _holds = SqlText.Of($"{Search.HoldsGrams(words, "r")!} and r.deleted_at {SqlText.Known(lies)}");
        _count = SqlText.Of($"""
            (select count(*) from (select from {SqlText.Known(RecordTable.Records(form.Number))} p where {Search.HoldsGrams(words, "p")!} and p.deleted_at {SqlText.Known(lies)} limit {Bound + 1}) p)
            """);
    }

    /// <summary>Null if no search has words that the index knows.</summary>
    public static RareWords? Of(Form form, bool deleted, params ReadOnlySpan<string?> searches)
    {
        foreach (var search in searches)
        {
            var words = Search.Words(search ?? "");
            if (Search.HoldsGrams(words, "r") is not null) return new RareWords(form, deleted, words);
        }
        return null;
    }

    public SqlText AreRare => SqlText.Of($"{_count} <= {Bound}");

    public SqlText AreCommon => SqlText.Of($"{_count} > {Bound}");

    /// <summary>The source's records that hold the grams, fetched by the index whatever is asked of them afterwards.</summary>
    public SqlText Fetched(SqlText source) => SqlText.Of($"(select * from {source} where {_holds} offset 0) r");
}
