namespace FormsHub.Core.Access;

/// <summary>What one may do with a form and its records; each is a right of its own.</summary>
public enum FormAction
{
    Read,
    Create,
    Update,
    Delete,
    Restore,
    Purge,
    ViewHistory,
    Revert,

    /// <summary>Change the form itself.</summary>
    Manage,
}
