using System.Collections.Frozen;

namespace FormsHub.Core.Filters;

/// <summary>What every record has besides its form's fields.</summary>
/// <param name="Name">As clients know it: "createdAt".</param>
/// <param name="Column">In the record table.</param>
public sealed record SystemField(string Name, SystemKind Kind, string Column)
{
    public static readonly SystemField Id = new("id", SystemKind.Id, "id");
    public static readonly SystemField Title = new("title", SystemKind.Text, "title");
    public static readonly SystemField CreatedAt = new("createdAt", SystemKind.Moment, "created_at");
    public static readonly SystemField UpdatedAt = new("updatedAt", SystemKind.Moment, "updated_at");
    public static readonly SystemField DeletedAt = new("deletedAt", SystemKind.Moment, "deleted_at");

    public static readonly IReadOnlyList<SystemField> All =
    [
        Id,
        new("rev", SystemKind.Integer, "rev"),
        new("version", SystemKind.Integer, "version"),
        Title,
        new("state", SystemKind.Text, "state"),
        new("owner", SystemKind.User, "owner"),
        new("department", SystemKind.Department, "department"),
        CreatedAt,
        new("createdBy", SystemKind.User, "created_by"),
        UpdatedAt,
        new("updatedBy", SystemKind.User, "updated_by"),
        DeletedAt,
        new("deletedBy", SystemKind.User, "deleted_by"),
    ];

    private static readonly FrozenDictionary<string, SystemField> ByName = All.ToFrozenDictionary(field => field.Name);

    public static SystemField? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <summary>What kind of value a system field holds.</summary>
public enum SystemKind
{
    Id,
    Integer,
    Text,

    /// <summary>A moment with microseconds, as PostgreSQL keeps it.</summary>
    Moment,
    User,
    Department,
}
