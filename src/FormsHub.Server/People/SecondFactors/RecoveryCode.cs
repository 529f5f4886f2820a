using System.Security.Cryptography;
using System.Text;

namespace FormsHub.Server.People.SecondFactors;

/// <summary>Opens the account once where the authenticator is lost: 120 random bits, of which only the SHA-256 is kept.</summary>
internal static class RecoveryCode
{
    public const int Count = 10;
    private const int Bytes = 15;
    private const int Group = 4;

    public static string New() => string.Join('-', TimeCode.Base32(RandomNumberGenerator.GetBytes(Bytes)).ToLowerInvariant().Chunk(Group).Select(group => new string(group)));

    /// <summary>What is stored and looked up; dashes, blanks and capitals do not matter.</summary>
    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()));
}
