using FormsHub.Core.Fields;

namespace FormsHub.Core.Access;

/// <summary>Users and departments by id and by name, from memory; the server keeps it fresh across all servers.</summary>
public interface IDirectory
{
    /// <summary>The display name of a user or the title of a department; null if there is none.</summary>
    string? Title(LinkKind kind, Guid id);

    /// <summary>The user with that user name, or the department with that key.</summary>
    Guid? Find(LinkKind kind, string name);

    /// <summary>The people and departments that may be picked.</summary>
    DirectoryListing Listing => DirectoryListing.Empty;
}
