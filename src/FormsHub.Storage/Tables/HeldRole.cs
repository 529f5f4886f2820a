namespace FormsHub.Storage.Tables;

/// <summary>Properties of a role that a person holds, which the type of Identity does not have: when it begins and ends.</summary>
public static class HeldRole
{
    public const string From = "ValidFrom";
    public const string Until = "ValidUntil";
}
