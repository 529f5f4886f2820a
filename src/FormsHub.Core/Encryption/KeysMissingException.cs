namespace FormsHub.Core.Encryption;

/// <summary>A key that the data refers to is not in the key ring: nothing is read or written around it.</summary>
public sealed class KeysMissingException(IReadOnlyList<string> keys)
    : Exception($"The key ring lacks {(keys.Count is 0 ? "its keys" : string.Join(", ", keys))}.")
{
    public IReadOnlyList<string> Keys => keys;
}
