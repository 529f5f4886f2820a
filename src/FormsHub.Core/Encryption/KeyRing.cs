using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FormsHub.Core.Encryption;

/// <summary>
/// The keys that seal and open the values of encrypted fields. Values are sealed by AES-256-GCM with a random nonce; form, field,
/// record, key and hashes are authenticated with them, so that a cell opens at its own place alone. Hashes are HMAC-SHA-256 under a key of their own,
/// cut to 128 bits: equal values of one field have equal hashes, and nobody without the key can compute one.
/// </summary>
public sealed class KeyRing
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HashLength = 16;

    /// <summary>How soon keys are looked for again where one is unknown.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Func<IReadOnlyList<RingKey>>? _load;
    private volatile State _state = new(FrozenDictionary<string, Cipher>.Empty, null, null, []);
    private long _lastLooked;

    /// <param name="load">Reads the keys anew when a cell names one that is not known: another server may have made it.</param>
    public KeyRing(Func<IReadOnlyList<RingKey>>? load = null) => _load = load;

    /// <summary>A ring without keys: nothing is sealed or opened.</summary>
    public static KeyRing Empty { get; } = new();

    /// <summary>The keys that the data refers to and that are not here, by id.</summary>
    public IReadOnlyList<string> Missing => _state.Missing;

    /// <summary>The id of the key that new values are sealed with; null: none yet.</summary>
    public string? Active => _state.Data?.Key.Id;

    /// <summary>The keys that are here.</summary>
    public IEnumerable<RingKey> Keys => _state.Ciphers.Values.Select(cipher => cipher.Key);

    /// <param name="data">The id of the key that seals new values.</param>
    /// <param name="hash">The id of the key that hashes.</param>
    /// <param name="missing">Keys that the data refers to and that are not among these.</param>
    public void Set(IEnumerable<RingKey> keys, string? data, string? hash, IReadOnlyList<string> missing)
    {
        var known = _state.Ciphers;
        var ciphers = keys.ToFrozenDictionary(key => key.Id, key => known.GetValueOrDefault(key.Id) is { } same && same.Key.Text == key.Text ? same : new Cipher(key));
        _state = new State(ciphers, Find(data), Find(hash), missing);

        Cipher? Find(string? id) => id is null ? null : ciphers.GetValueOrDefault(id);
    }

    /// <exception cref="KeysMissingException">A key that the data refers to is not here.</exception>
    public void DemandWhole()
    {
        var state = _state;
        if (state.Missing.Count > 0 || state.Data is null || state.Hash is null) throw new KeysMissingException(state.Missing);
    }

    /// <param name="tail">The last characters that it is to be found by; null: none.</param>
    public JsonElement Seal(CellPlace place, string value, string? tail)
    {
        DemandWhole();
        return Seal(place, value, HashOf(place.Form, place.Field, value), tail is null ? null : TailHashOf(place.Form, place.Field, tail));
    }

    /// <summary>The same value sealed with the active key.</summary>
    public JsonElement Reseal(CellPlace place, JsonElement cell) => Seal(place, Open(place, cell), SealedCell.HashOf(cell), SealedCell.Text(cell, SealedCell.Tail));

    private JsonElement Seal(CellPlace place, string value, string hash, string? ending)
    {
        var cipher = _state.Data ?? throw new KeysMissingException(_state.Missing);
        var content = cipher.Seal(Encoding.UTF8.GetBytes(value), Bound(place, cipher.Key.Id, hash, ending));
        var buffer = new ArrayBufferWriter<byte>(192);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(SealedCell.KeyName, cipher.Key.Id);
            json.WriteString(SealedCell.Content, Base64Url.EncodeToString(content));
            json.WriteString(SealedCell.Hash, hash);
            if (ending is not null) json.WriteString(SealedCell.Tail, ending);
            json.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <exception cref="KeysMissingException">The cell's key is not here.</exception>
    /// <exception cref="CellDamagedException">The cell was changed, or belongs to another place.</exception>
    public string Open(CellPlace place, JsonElement cell)
    {
        var id = SealedCell.KeyOf(cell);
        var cipher = Find(id) ?? throw new KeysMissingException([id]);
        var bound = Bound(place, id, SealedCell.HashOf(cell), SealedCell.Text(cell, SealedCell.Tail));
        try
        {
            return Encoding.UTF8.GetString(cipher.Open(Base64Url.DecodeFromChars(SealedCell.Text(cell, SealedCell.Content)!), bound));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new CellDamagedException(place);
        }
    }

    /// <summary>The hash by which equal values of a field are found.</summary>
    public string HashOf(int form, string field, string value) => Hashed(string.Create(CultureInfo.InvariantCulture, $"value\n{form}\n{field}\n{value}"));

    /// <summary>The hash by which values of a field with the same last characters are found.</summary>
    public string TailHashOf(int form, string field, string tail) => Hashed(string.Create(CultureInfo.InvariantCulture, $"tail\n{form}\n{field}\n{tail}"));

    /// <summary>The fingerprint of a request that may hold values: nobody finds them by trying out hashes. As it is, where there is no key yet.</summary>
    public byte[] Fingerprint(byte[] plain) => _state.Hash is { } key ? HMACSHA256.HashData(key.Key.Secret, plain) : plain;

    /// <summary>Bytes that may hold values, kept under a name that they open with; null where there is no key yet.</summary>
    public string? SealBytes(string name, byte[] bytes) =>
        _state.Data is { } cipher ? $"{cipher.Key.Id}:{Base64Url.EncodeToString(cipher.Seal(bytes, Encoding.UTF8.GetBytes(name)))}" : null;

    public byte[] OpenBytes(string name, string text)
    {
        var at = text.IndexOf(':', StringComparison.Ordinal);
        var cipher = Find(text[..at]) ?? throw new KeysMissingException([text[..at]]);
        return cipher.Open(Base64Url.DecodeFromChars(text.AsSpan(at + 1)), Encoding.UTF8.GetBytes(name));
    }

    private string Hashed(string text)
    {
        var cipher = _state.Hash ?? throw new KeysMissingException(_state.Missing);
        return Base64Url.EncodeToString(HMACSHA256.HashData(cipher.Key.Secret, Encoding.UTF8.GetBytes(text)).AsSpan(0, HashLength));
    }

    private Cipher? Find(string id)
    {
        if (_state.Ciphers.TryGetValue(id, out var cipher)) return cipher;
        var now = Environment.TickCount64;
        if (_load is null || now - Interlocked.Read(ref _lastLooked) < Patience.TotalMilliseconds) return null;
        Interlocked.Exchange(ref _lastLooked, now);
        var state = _state;
        Set(state.Ciphers.Values.Select(each => each.Key).UnionBy(_load(), key => key.Id), state.Data?.Key.Id, state.Hash?.Key.Id, state.Missing);
        return _state.Ciphers.GetValueOrDefault(id);
    }

    private static byte[] Bound(CellPlace place, string key, string hash, string? tail) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"formshub\n{place.Form}\n{place.Field}\n{place.Record}\n{key}\n{hash}\n{tail}"));

    private sealed record State(FrozenDictionary<string, Cipher> Ciphers, Cipher? Data, Cipher? Hash, IReadOnlyList<string> Missing);

    /// <summary>A key at work. An AesGcm is not for several threads at once, and costs little to make.</summary>
    private sealed class Cipher(RingKey key)
    {
        public RingKey Key => key;

        public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound)
        {
            var content = new byte[NonceLength + plain.Length + TagLength];
            var nonce = content.AsSpan(0, NonceLength);
            RandomNumberGenerator.Fill(nonce);
            using var aes = new AesGcm(key.Secret, TagLength);
            aes.Encrypt(nonce, plain, content.AsSpan(NonceLength, plain.Length), content.AsSpan(NonceLength + plain.Length), bound);
            return content;
        }

        public byte[] Open(ReadOnlySpan<byte> content, ReadOnlySpan<byte> bound)
        {
            if (content.Length < NonceLength + TagLength) throw new CryptographicException();
            var plain = new byte[content.Length - NonceLength - TagLength];
            using var aes = new AesGcm(key.Secret, TagLength);
            aes.Decrypt(content[..NonceLength], content[NonceLength..^TagLength], content[^TagLength..], plain, bound);
            return plain;
        }
    }
}
