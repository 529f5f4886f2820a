using System.Security.Cryptography;
using System.Text;

namespace FormsHub.Core.Encryption;

/// <summary>A key of the ring: 256 bits with a name of its own, which is never given to another key.</summary>
public sealed class RingKey(string id, RingKeyKind kind, byte[] secret)
{
    public const int Length = 32;

    public string Id => id;
    public RingKeyKind Kind => kind;

    internal byte[] Secret { get; } = secret.Length is Length ? secret : throw new ArgumentException($"The key \"{id}\" must have {Length} bytes.", nameof(secret));

    /// <summary>The secret, for what keeps keys.</summary>
    public string Text => Convert.ToBase64String(Secret);

    /// <summary>What may be known of a key by whoever must find the right one: nothing of its secret can be told from it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes($"FormsHub key {id}"))[..16]);

    public static RingKey New(string id, RingKeyKind kind) => new(id, kind, RandomNumberGenerator.GetBytes(Length));
}
