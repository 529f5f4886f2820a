using FormsHub.Core.Forms;

namespace FormsHub.Core.Fields;

/// <summary>One thing that a value points at; <see cref="Field"/> (a column, in a sub-table) says the target form and the rule for its end.</summary>
/// <param name="Path">Where it stands in the value: "", "/2", "/0/owner".</param>
public readonly record struct Link(LinkKind Kind, Guid Id, Field Field, string Path);

/// <summary>A name given instead of an id: a user's userName or a department's key.</summary>
public readonly record struct LinkName(LinkKind Kind, string Name, string Path);

/// <summary>What the write path found of the links of a value.</summary>
public interface ILinkTargets
{
    /// <summary>The id of the user with that userName, or of the department with that key.</summary>
    Guid? Named(LinkKind kind, string name);

    /// <summary>Whether the record (of the field's target form), user, department or file exists and may be linked.</summary>
    bool Exists(LinkKind kind, Guid id, Field field);

    StoredFile? File(Guid id);
}

/// <summary>A file as fields store it.</summary>
/// <param name="Mime">The type found by looking at its first bytes.</param>
public sealed record StoredFile(Guid Id, string Name, long Size, string Mime, string Sha256);

/// <summary>The titles of linked things, for answers.</summary>
public interface IWireTitles
{
    /// <summary>The title of a record of the target form, a user or a department; null if it is unknown or hidden.</summary>
    string? Title(LinkKind kind, string id, string? targetForm);

    /// <summary>How much is shown of the cells of a sub-table's column.</summary>
    Access.Sight Sees(Field column) => Access.Sight.Clear;
}
