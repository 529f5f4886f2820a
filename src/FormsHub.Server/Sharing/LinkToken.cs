using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FormsHub.Server.Sharing;

/// <summary>The secret of a link: 24 random bytes in base64url. Only its SHA-256 is kept, so that it is shown once.</summary>
internal static class LinkToken
{
    private const int Secret = 24;
    private static readonly int Length = Base64Url.GetEncodedLength(Secret);

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Secret));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    public static bool IsWellFormed(string token) => token.Length == Length && Base64Url.IsValid(token);
}
