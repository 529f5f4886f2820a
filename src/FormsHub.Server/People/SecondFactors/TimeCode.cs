using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FormsHub.Server.People.SecondFactors;

/// <summary>The codes that an authenticator shows: TOTP (RFC 6238) with HMAC-SHA-1, six digits, a new one every 30 seconds.</summary>
internal static class TimeCode
{
    private const int Seconds = 30;
    private const int Digits = 6;
    private const int SecretLength = 20;

    /// <summary>A clock may be a step behind or ahead.</summary>
    private const int Slack = 1;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    public static long Step(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    public static string Of(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 says SHA-1, and most authenticators know nothing else; as an HMAC it is not broken.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350 // As above.
        var offset = hash[^1] & 0xF;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue;
        return (number % 1_000_000).ToString("D" + Digits, CultureInfo.InvariantCulture);
    }

    /// <summary>The step that the code belongs to; null if it is of none around now.</summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        for (var step = Step(now) - Slack; step <= Step(now) + Slack; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(secret, step)), given)) found = step;
        }
        return found;
    }

    /// <summary>What an authenticator takes from the picture.</summary>
    public static string Address(byte[] secret, string userName) =>
        $"otpauth://totp/FormsHub:{Uri.EscapeDataString(userName)}?secret={Base32(secret)}&issuer=FormsHub&algorithm=SHA1&digits={Digits}&period={Seconds}";

    /// <summary>Base32 (RFC 4648) without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        int buffer = 0, bits = 0;
        foreach (var next in bytes)
        {
            buffer = ((buffer << 8) | next) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Letters[(buffer >> (bits - 5)) & 31]);
        }
        if (bits > 0) text.Append(Letters[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }
}
