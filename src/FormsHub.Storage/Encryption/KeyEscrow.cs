using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Encryption;

namespace FormsHub.Storage.Encryption;

/// <summary>The whole key ring in one file that a passphrase opens, to be kept where the database's backups are not.</summary>
public static class KeyEscrow
{
    /// <summary>The shortest passphrase that is taken.</summary>
    public const int ShortestPassphrase = 12;

    private const string Format = "formshub-keys-1";
    private const int Iterations = 600_000;
    private const int SaltLength = 16;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private sealed record Envelope(string Format, int Iterations, string Salt, string Nonce, string Content);

    private sealed record Stored(string Id, string Kind, string Key);

    public static string Write(IEnumerable<RingKey> keys, string passphrase)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(keys.Select(key => new Stored(key.Id, key.Kind is RingKeyKind.Data ? "data" : "hash", key.Text)));
        var (salt, nonce, content) = (RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(NonceLength), new byte[plain.Length + TagLength]);
        using var aes = new AesGcm(Derive(passphrase, salt, Iterations), TagLength);
        aes.Encrypt(nonce, plain, content.AsSpan(0, plain.Length), content.AsSpan(plain.Length), Encoding.UTF8.GetBytes(Format));
        return JsonSerializer.Serialize(new Envelope(Format, Iterations, Convert.ToBase64String(salt), Convert.ToBase64String(nonce), Convert.ToBase64String(content)));
    }

    /// <summary>The keys of such a file; null where the passphrase is not its own or the file was changed.</summary>
    public static IReadOnlyList<RingKey>? Read(string file, string passphrase)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope>(file)!;
            if (envelope.Format is not Format || envelope.Iterations is < 1 or > 100_000_000) return null;
            var content = Convert.FromBase64String(envelope.Content);
            var plain = new byte[content.Length - TagLength];
            using var aes = new AesGcm(Derive(passphrase, Convert.FromBase64String(envelope.Salt), envelope.Iterations), TagLength);
            aes.Decrypt(Convert.FromBase64String(envelope.Nonce), content.AsSpan(0, plain.Length), content.AsSpan(plain.Length), plain, Encoding.UTF8.GetBytes(Format));
            return [.. JsonSerializer.Deserialize<Stored[]>(plain)!.Select(key => new RingKey(key.Id, key.Kind is "data" ? RingKeyKind.Data : RingKeyKind.Hash, Convert.FromBase64String(key.Key)))];
        }
        catch (Exception exception) when (exception is JsonException or FormatException or CryptographicException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static byte[] Derive(string passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, iterations, HashAlgorithmName.SHA256, RingKey.Length);
}
