using System.Text;

namespace FormsHub.Core.Encryption;

/// <summary>The last four characters that an encrypted value is found by.</summary>
public static class Tails
{
    public const int Length = 4;

    /// <summary>The last four letters and digits, in upper case; null where there are fewer.</summary>
    public static string? Of(string value)
    {
        var characters = Characters(value);
        return characters.Length < Length ? null : characters[^Length..];
    }

    /// <summary>What somebody asks for, if it is exactly four letters or digits.</summary>
    public static string? Asked(string text) => Characters(text) is { Length: Length } tail ? tail : null;

    private static string Characters(string value)
    {
        var characters = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            var folded = c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c;
            if (char.IsLetterOrDigit(folded)) characters.Append(char.ToUpperInvariant(folded));
        }
        return characters.ToString();
    }
}
