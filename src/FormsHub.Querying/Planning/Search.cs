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

    /// <param name="alias">Of our own making.</param>
    public static IEnumerable<SqlText> Conditions(string[] words, string alias)
    {
        if (words.Length is 0) yield break;
        var column = SqlText.Known(alias);
        var grams = SearchText.QueryGrams(string.Join(' ', words));
        if (grams.Length > 0) yield return SqlText.Of($"{column}.grams @> {grams}");
        foreach (var word in words)
        {
            if (!IsProven(word)) yield return SqlText.Of($"{column}.search like {"%" + Planning.Conditions.Escaped(word) + "%"}");
        }
    }

    private static bool IsProven(string word) =>
        SearchText.QueryGrams(word).Length is 1 && (word.Length <= 2 || (word.Length is 4 && word.All(char.IsAsciiDigit)));
}
