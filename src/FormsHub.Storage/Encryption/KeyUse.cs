namespace FormsHub.Storage.Encryption;

/// <summary>How many values a key seals.</summary>
public readonly record struct KeyUse(long Records, long Revisions);
