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
    Import,
    Export,
    Print,
    ViewHistory,
    Revert,

    /// <summary>See a masked value in clear, for a reason.</summary>
    Reveal,

    /// <summary>Let others see a record or a view.</summary>
    Share,

    /// <summary>Change the form itself.</summary>
    Manage,
}
