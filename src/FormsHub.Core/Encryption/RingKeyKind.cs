namespace FormsHub.Core.Encryption;

/// <summary>What a key is for: one seals values, the other hashes them for questions.</summary>
public enum RingKeyKind
{
    Data,
    Hash,
}
