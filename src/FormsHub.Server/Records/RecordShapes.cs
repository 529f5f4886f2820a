using System.Text.Json;

namespace FormsHub.Server.Records;

/// <summary>The shapes of requests and answers about records, for the OpenAPI document; the answers themselves are streamed.</summary>
public static class RecordShapes
{
    /// <summary>A user, department or record by id, with the title that people know it by.</summary>
    public sealed record Link(Guid Id, string? Title);

    public sealed record Record(
        Guid Id, string Form, int Rev, int Version, string Title, string State, Link? Owner, Link? Department, DateTimeOffset CreatedAt,
        Link? CreatedBy, DateTimeOffset UpdatedAt, Link? UpdatedBy, DateTimeOffset? DeletedAt, Link? DeletedBy, Dictionary<string, JsonElement> Data);

    public sealed record Written(
        Guid Id, string Form, int Rev, int Version, string Title, string State, Link? Owner, Link? Department, DateTimeOffset CreatedAt,
        Link? CreatedBy, DateTimeOffset UpdatedAt, Link? UpdatedBy, DateTimeOffset? DeletedAt, Link? DeletedBy, Dictionary<string, JsonElement> Data,
        Guid? ChangeSet, IReadOnlyList<RepairShape>? Repairs);

    public sealed record RepairShape(string Path, string Code, string Message, JsonElement Before, JsonElement After);

    public sealed record Write(Dictionary<string, JsonElement> Data, Guid? Owner, Guid? Department);

    public sealed record Revert(int Rev, IReadOnlyList<string>? Fields);

    public sealed record Batch(
        IReadOnlyList<BatchCreate>? Create, IReadOnlyList<BatchUpdate>? Update, IReadOnlyList<BatchId>? Delete, IReadOnlyList<BatchId>? Restore, bool Partial);

    public sealed record BatchCreate(Dictionary<string, JsonElement> Data, Guid? Id, Guid? Owner);

    public sealed record BatchUpdate(Guid Id, int? Rev, Dictionary<string, JsonElement> Data, Guid? Owner, Guid? Department);

    public sealed record BatchId(Guid Id, int? Rev);

    public sealed record BatchAnswer(Guid? ChangeSet, IReadOnlyList<BatchResult> Results);

    public sealed record BatchResult(string Op, int Index, Guid? Id, int? Rev, IReadOnlyList<ErrorShape>? Errors);

    public sealed record ErrorShape(string Path, string Code, string Message);

    public sealed record Ids([property: System.Text.Json.Serialization.JsonPropertyName("ids")] IReadOnlyList<Guid> RecordIds, bool Partial);

    public sealed record Purge([property: System.Text.Json.Serialization.JsonPropertyName("ids")] IReadOnlyList<Guid> RecordIds, string Reason);

    public sealed record Undo(bool DryRun, bool Overwrite);

    public sealed record UndoAnswer(Guid? ChangeSet, int Records, IReadOnlyList<Conflict> Conflicts);

    public sealed record Conflict(
        string Form, Guid Record, string Title, string? Field, string Reason, JsonElement Expected, JsonElement Current, JsonElement Before);

    public sealed record Query(
        JsonElement? Filter, string? Search, IReadOnlyList<string>? Sort, IReadOnlyList<string>? Select, int? First, string? After, bool? Count,
        DateTimeOffset? AsOf, string? View, bool? Deleted);

    public sealed record Page(IReadOnlyList<Record> Items, Hosting.PageInfo PageInfo, long? TotalCount);

    public sealed record Aggregate(
        JsonElement? Filter, string? Search, IReadOnlyList<JsonElement>? GroupBy, IReadOnlyList<Dictionary<string, string>>? Measures, JsonElement? Having,
        IReadOnlyList<string>? Sort, int? First);

    public sealed record Found(IReadOnlyList<FoundRecord> Items, Hosting.PageInfo PageInfo);

    /// <param name="Text">What was found, around the first word.</param>
    public sealed record FoundRecord(string Form, Guid Id, string Title, DateTimeOffset UpdatedAt, string Text);
}
