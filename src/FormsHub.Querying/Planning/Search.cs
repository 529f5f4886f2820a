using System.Globalization;
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
        if (HoldsGrams(words, alias) is { } holds) yield return holds;
        foreach (var word in words)
        {
            if (!IsProven(word)) yield return SqlText.Of($"{column}.search like {"%" + Planning.Conditions.Escaped(word) + "%"}");
        }
    }

    /// <summary>
    /// That a record holds the words' grams, which the index answers; null if the words have none. The numbers stand in the text and not
    /// as a parameter, so that each search is planned by how common its own grams are.
    /// </summary>
    public static SqlText? HoldsGrams(string[] words, string alias) =>
        SearchText.QueryGrams(string.Join(' ', words)) is { Length: > 0 } grams
            ? SqlText.Known(string.Create(CultureInfo.InvariantCulture, $"{alias}.grams @> '{{{string.Join(',', grams)}}}'::int[]"))
            : null;

    private static bool IsProven(string word) =>
        SearchText.QueryGrams(word).Length is 1 && (word.Length <= 2 || (word.Length is 4 && word.All(char.IsAsciiDigit)));
}
