using FormsHub.Core.Encryption;

namespace FormsHub.Storage.Encryption;

/// <summary>A key as the database knows it.</summary>
public sealed record RegisteredKey(string Id, RingKeyKind Kind, string Fingerprint, KeyState State, DateTimeOffset CreatedAt);
