namespace FormsHub.Core.Access;

/// <summary>What somebody shared, as the one holds it whom it was shared with.</summary>
/// <param name="Record">The single record that it is about; null for a view and for what was granted on request.</param>
/// <param name="By">Who shared it.</param>
/// <param name="Until">When it ends; null: when it is revoked.</param>
public sealed record HeldShare(Guid Id, Guid? Record, Guid By, ShareOrigin Origin, DateTimeOffset? Until);

/// <summary>How a share came about.</summary>
public enum ShareOrigin
{
    /// <summary>Somebody shared what they have.</summary>
    Share,

    /// <summary>A manager of the form granted what was asked for.</summary>
    Request,
}

/// <summary>Whom something is shared with.</summary>
public enum ShareSubject
{
    User,

    /// <summary>Everybody in the department and below it.</summary>
    Department,

    /// <summary>Whoever has the link.</summary>
    Link,
}
