namespace FormsHub.Core.Encryption;

/// <summary>Where a sealed cell stands; it opens nowhere else.</summary>
/// <param name="Form">The form's number.</param>
/// <param name="Field">The field's id.</param>
public readonly record struct CellPlace(int Form, string Field, Guid Record);
