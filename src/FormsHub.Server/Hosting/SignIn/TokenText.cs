using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FormsHub.Server.Hosting.SignIn;

/// <summary>
/// The text of a token: <c>fh_</c>, 32 random bytes and four bytes of their SHA-256 as a checksum, in base64url. So secret
/// scanners can find it, and a mistyped one is refused without asking the database.
/// </summary>
public static class TokenText
{
    public const string Prefix = "fh_";
    private const int Secret = 32;
    private const int Checksum = 4;
    private const int HintLength = 8;
    private static readonly int TextLength = Prefix.Length + Base64Url.GetEncodedLength(Secret + Checksum);

    public static string New()
    {
        Span<byte> bytes = stackalloc byte[Secret + Checksum];
        RandomNumberGenerator.Fill(bytes[..Secret]);
        SHA256.HashData(bytes[..Secret])[..Checksum].CopyTo(bytes[Secret..]);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>The first characters, by which a person knows a token again.</summary>
    public static string Hint(string token) => token[..HintLength];

    /// <summary>What is stored and looked up instead of the token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    public static bool IsWellFormed(string token)
    {
        if (token.Length != TextLength || !token.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        Span<byte> bytes = stackalloc byte[Secret + Checksum];
        return Base64Url.TryDecodeFromChars(token.AsSpan(Prefix.Length), bytes, out var written)
            && written == bytes.Length
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes[..Secret]).AsSpan(0, Checksum), bytes[Secret..]);
    }
}
