namespace FormsHub.Storage.Encryption;

/// <summary>What a key is still for.</summary>
public enum KeyState
{
    /// <summary>New values are sealed, or hashed, with it.</summary>
    Active,

    /// <summary>Values are still sealed with it.</summary>
    Retiring,

    /// <summary>Nothing is: the data does without it. Old backups do not.</summary>
    Retired,
}
