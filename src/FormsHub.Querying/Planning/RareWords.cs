using System.Globalization;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// Keeps a searched list quick for rare and for common words. The index is first asked, up to a bound, how many records hold the words'
/// grams. Few are fetched by it and sorted; many are met soon by reading the records in the order of the list. Which way is taken is
/// decided as the statement runs, so that one plan serves all words.
/// </summary>
internal sealed class RareWords
{
    /// <summary>Up to so many records the words are rare.</summary>
    private const int Bound = 2000;

    private readonly string[] _words;
    private readonly Scope _scope;
    private readonly SqlText _lies;

    private RareWords(Scope scope, bool deleted, string[] words)
    {
        (_scope, _words) = (scope, words);
        _lies = SqlText.Known(deleted ? "is not null" : "is null");
        var bound = SqlText.Known(Bound.ToString(CultureInfo.InvariantCulture));
        Asked = SqlText.Of($"""
            asked as materialized (select count(*) <= {bound} as are_rare from (
              select from {SqlText.Known(RecordTable.Records(scope.Form.Number))} p where {Search.HoldsGrams(words, "p")!} and p.deleted_at {_lies} limit {bound} + 1) p)
            """);
    }

    /// <summary>Null if the words have no grams, or are looked for elsewhere too.</summary>
    public static RareWords? Of(Scope scope, bool deleted, string[] words) =>
        Search.HoldsGrams(words, scope.Alias) is null || Search.AsksEncrypted(words, scope) ? null : new RareWords(scope, deleted, words);

    /// <summary>How many records hold the grams, as the part of a <c>with</c>.</summary>
    public SqlText Asked { get; }

    public static SqlText AreRare => SqlText.Known("(select are_rare from asked)");

    public static SqlText AreCommon => SqlText.Known("not (select are_rare from asked)");

    /// <summary>The source's records that hold the grams, fetched by the index whatever is asked of them afterwards.</summary>
    public SqlText Fetched(SqlText source) =>
        SqlText.Of($"(select * from {source} where {SqlText.Join(" and ", Search.Conditions(_words, _scope))} and {SqlText.Known(_scope.Alias)}.deleted_at {_lies} offset 0) {SqlText.Known(_scope.Alias)}");

    /// <summary>That a record holds the words, for who reads all in order.</summary>
    public SqlText InText => Search.InText(_words, _scope);
}
