using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// The full search as conditions: every word must be in the record's text. Grams find candidates through the index; words that
/// grams do not prove, being longer, are looked for in the text.
/// </summary>
internal static class Search
{
    private const int MaxWords = 12;

    /// <summary>The words of a search, normalised; none if it asks for nothing.</summary>
    public static string[] Words(string search) => SearchText.Normalize(search).Split(' ', MaxWords + 1, StringSplitOptions.RemoveEmptyEntries) switch
    {
        { Length: > MaxWords } words => words[..MaxWords],
        var words => words,
    };

    /// <summary>That a record matches, by the index where the words have grams.</summary>
    public static IEnumerable<SqlText> Conditions(string[] words, Scope record)
    {
        if (words.Length is 0) yield break;
        var ends = words.Select(word => (Word: word, Ends: Encrypted.EndsWith(word, record))).Where(each => each.Ends is not null).ToList();
        foreach (var (word, end) in ends) yield return SqlText.Of($"(({SqlText.Join(" and ", OfText([word], record))}) or {end!})");
        foreach (var condition in OfText(ends.Count is 0 ? words : [.. words.Except(ends.Select(each => each.Word))], record)) yield return condition;
    }

    /// <summary>Whether a word may be the end of an encrypted value, which the text does not hold.</summary>
    public static bool AsksEncrypted(string[] words, Scope record) => words.Any(word => Encrypted.EndsWith(word, record) is not null);

    private static IEnumerable<SqlText> OfText(string[] words, Scope record)
    {
        if (words.Length is 0) yield break;
        if (HoldsGrams(words, record.Alias) is not { } holds)
        {
            yield return InText(words, record);
            yield break;
        }
        yield return holds;
        var seesAll = SearchedText.SeesAll(record);
        if (words.Where(word => !seesAll || !IsProven(word)).ToArray() is { Length: > 0 } unproven)
            yield return SqlText.Of($"{SearchedText.Of(record)} like all({Patterns(unproven)})");
    }

    /// <summary>
    /// That a record holds the words' grams, which the index answers; null if the words have none. The subselect hides the numbers from
    /// the planner, who would make a new plan for each search.
    /// </summary>
    public static SqlText? HoldsGrams(string[] words, string alias) => SearchText.QueryGrams(string.Join(' ', words)) is { Length: > 0 } grams
        ? SqlText.Of($"{SqlText.Known(alias)}.grams @> (select {grams}::int[])")
        : null;

    /// <summary>
    /// That a record's text holds the words, without the index. For the planner half of all records do: it reads them in the order of
    /// the list until the page is full.
    /// </summary>
    public static SqlText InText(string[] words, Scope record) =>
        SqlText.Of($"coalesce({SearchedText.Of(record)} like all({Patterns(words)}), false)");

    private static SqlText Patterns(string[] words) => SqlText.Of($"{words.Select(word => "%" + Planning.Conditions.Escaped(word) + "%").ToArray()}::text[]");

    private static bool IsProven(string word) =>
        SearchText.QueryGrams(word).Length is 1 && (word.Length <= 2 || (word.Length is 4 && word.All(char.IsAsciiDigit)));
}
