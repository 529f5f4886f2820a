using System.Text.Json;

namespace FormsHub.Core.Records;

/// <summary>A record as it lies in its table. <see cref="Data"/> is keyed by field id and holds no empty value.</summary>
public sealed record StoredRecord
{
    public required int Form { get; init; }
    public required Guid Id { get; init; }
    public required int Rev { get; init; }

    /// <summary>The form version that validated it last.</summary>
    public required int Version { get; init; }
    public required string Title { get; init; }
    public string State { get; init; } = "active";
    public Guid? Owner { get; init; }
    public Guid? Department { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public Guid? UpdatedBy { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public Guid? DeletedBy { get; init; }
    public required IReadOnlyDictionary<string, JsonElement> Data { get; init; }
}
