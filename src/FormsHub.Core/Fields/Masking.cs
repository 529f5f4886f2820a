namespace FormsHub.Core.Fields;

/// <summary>Masks of values. What is masked has always the same number of stars, so that not even its length is told.</summary>
public static class Masking
{
    public const string Everything = "***";

    private const string Middle = "****";

    /// <summary>The first and the last characters; a text too short to keep most of it hidden is masked whole.</summary>
    public static string Ends(string text, int first, int last) =>
        text.Length < (first + last) * 3 / 2 ? Everything : $"{Start(text, first)}{Middle}{text[^last..]}";

    /// <summary>Only the first character: 张***.</summary>
    public static string First(string text) => text.Length < 2 ? Everything : Start(text, 1) + Everything;

    private static string Start(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length + 1 : length)];
}
