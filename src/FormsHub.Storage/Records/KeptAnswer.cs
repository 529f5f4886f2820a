using System.Text.Json;

namespace FormsHub.Storage.Records;

/// <summary>The answer to an Idempotency-Key as it is kept: the change set, and id and revision of each record.</summary>
internal static class KeptAnswer
{
    private sealed record Kept(Guid? ChangeSet, IReadOnlyList<Line> Results);

    private sealed record Line(string Op, int Index, Guid? Id, int? Rev);

    public static string Write(WriteOutcome outcome) => JsonSerializer.Serialize(
        new Kept(outcome.ChangeSet, [.. outcome.Results.Select(result => new Line(result.Op, result.Index, result.Id, result.Rev))]));

    public static WriteOutcome Read(string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json)!;
        return new WriteOutcome(kept.ChangeSet, [.. kept.Results.Select(line => new OperationResult(line.Op, line.Index, line.Id, line.Rev))]) { Replayed = true };
    }
}
