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

    public sealed record Write(Dictionary<string, JsonElement> Data, Guid? Owner = null, Guid? Department = null);

    public sealed record Revert(int Rev, IReadOnlyList<string>? Fields = null);

    public sealed record Batch(
        IReadOnlyList<BatchCreate>? Create = null, IReadOnlyList<BatchUpdate>? Update = null, IReadOnlyList<BatchId>? Delete = null,
        IReadOnlyList<BatchId>? Restore = null, bool Partial = false);

    public sealed record BatchCreate(Dictionary<string, JsonElement> Data, Guid? Id = null, Guid? Owner = null);

    public sealed record BatchUpdate(Guid Id, Dictionary<string, JsonElement> Data, int? Rev = null, Guid? Owner = null, Guid? Department = null);

    public sealed record BatchId(Guid Id, int? Rev = null);

    public sealed record BatchAnswer(Guid? ChangeSet, IReadOnlyList<BatchResult> Results);

    public sealed record BatchResult(string Op, int Index, Guid? Id, int? Rev, IReadOnlyList<ErrorShape>? Errors);

    public sealed record ErrorShape(string Path, string Code, string Message);

    public sealed record Ids([property: System.Text.Json.Serialization.JsonPropertyName("ids")] IReadOnlyList<Guid> RecordIds, bool Partial = false);

    public sealed record Purge([property: System.Text.Json.Serialization.JsonPropertyName("ids")] IReadOnlyList<Guid> RecordIds, string Reason);

    public sealed record Undo(bool DryRun = false, bool Overwrite = false);

    public sealed record UndoAnswer(Guid? ChangeSet, int Records, IReadOnlyList<Conflict> Conflicts);

    public sealed record Conflict(
        string Form, Guid Record, string Title, string? Field, string Reason, JsonElement Expected, JsonElement Current, JsonElement Before);

    public sealed record Query(
        JsonElement? Filter = null, string? Search = null, IReadOnlyList<string>? Sort = null, IReadOnlyList<string>? Select = null, int? First = null,
        string? After = null, bool? Count = null, DateTimeOffset? AsOf = null, string? View = null, bool? Deleted = null);

    public sealed record Page(IReadOnlyList<Record> Items, Hosting.PageInfo PageInfo, long? TotalCount);

    public sealed record Aggregate(
        JsonElement? Filter = null, string? Search = null, IReadOnlyList<JsonElement>? GroupBy = null,
        IReadOnlyList<Dictionary<string, string>>? Measures = null, JsonElement? Having = null, IReadOnlyList<string>? Sort = null, int? First = null);

    public sealed record Found(IReadOnlyList<FoundRecord> Items, Hosting.PageInfo PageInfo);

    /// <param name="Text">What was found, around the first word.</param>
    public sealed record FoundRecord(string Form, Guid Id, string Title, DateTimeOffset UpdatedAt, string Text);
}
