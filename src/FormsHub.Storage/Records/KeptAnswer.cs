using System.Text;
using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Results;

namespace FormsHub.Storage.Records;

/// <summary>
/// The answer to an Idempotency-Key as it is kept: the change set, id and revision of each record, and what was refused of a partial batch. What is
/// said of a value may repeat it, so where there are keys for encrypted fields the answer is sealed.
/// </summary>
internal static class KeptAnswer
{
    private sealed record Kept(Guid? ChangeSet, IReadOnlyList<Line> Results);

    private sealed record Line(string Op, int Index, Guid? Id, int? Rev, Refusal? Refused);

    private sealed record Refusal(string Code, Text Message, IReadOnlyList<Error> Errors);

    private sealed record Error(string Path, string Code, Text Message);

    private sealed record Text(string English, string Chinese)
    {
        public static Text Of(Message message) => new(message.In(Language.English), message.In(Language.Chinese));

        public Message ToMessage() => new($"{English}", $"{Chinese}");
    }

    public static string Write(WriteOutcome outcome) => JsonSerializer.Serialize(
        new Kept(outcome.ChangeSet, [.. outcome.Results.Select(result => new Line(result.Op, result.Index, result.Id, result.Rev, OfProblem(result.Problem)))]));

    public static WriteOutcome Read(string json)
    {
        var kept = JsonSerializer.Deserialize<Kept>(json)!;
        return new WriteOutcome(kept.ChangeSet, [.. kept.Results.Select(line => new OperationResult(line.Op, line.Index, line.Id, line.Rev) { Problem = ToProblem(line.Refused) })]) { Replayed = true };
    }

    /// <summary>The text as the database keeps it, as JSON.</summary>
    public static string Sealed(string json, Guid actor, string key, KeyRing? ring) =>
        ring?.SealBytes(NameOf(actor, key), Encoding.UTF8.GetBytes(json)) is { } text ? JsonSerializer.Serialize(text) : json;

    public static string Opened(string stored, Guid actor, string key, KeyRing? ring) => stored.StartsWith('"')
        ? Encoding.UTF8.GetString((ring ?? KeyRing.Empty).OpenBytes(NameOf(actor, key), JsonSerializer.Deserialize<string>(stored)!))
        : stored;

    private static string NameOf(Guid actor, string key) => $"answer of {actor} {key}";

    private static Refusal? OfProblem(Problem? problem) => problem is null ? null
        : new Refusal(problem.Code, Text.Of(problem.Message), [.. problem.Errors.Select(error => new Error(error.Path, error.Code, Text.Of(error.Message)))]);

    private static Problem? ToProblem(Refusal? refused) => refused is null ? null : new Problem(ProblemKind.Invalid, refused.Code, refused.Message.ToMessage())
    {
        Errors = [.. refused.Errors.Select(error => new FieldError(error.Path, error.Code, error.Message.ToMessage()))],
    };
}
