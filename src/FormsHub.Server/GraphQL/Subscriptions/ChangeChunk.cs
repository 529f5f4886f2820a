using System.Collections.Concurrent;
using FormsHub.GraphQL.Execution;
using FormsHub.Querying.Graph;
using FormsHub.Querying.Graph.Subscriptions;

namespace FormsHub.Server.GraphQL.Subscriptions;

/// <summary>
/// Some revisions of one form's records that are told together, and what was answered about them: those who ask the same share one
/// answer, for as long as it is kept.
/// </summary>
/// <param name="isHistory">Whether they were made before the subscription began.</param>
internal sealed class ChangeChunk(IReadOnlyList<ChangedRevision> revisions, bool isHistory)
{
    public const int Most = 200;

    private int _readers;

    public IReadOnlyList<ChangedRevision> Revisions => revisions;
    public bool IsHistory => isHistory;

    /// <summary>By who asks and what: what answers that are the same are kept under.</summary>
    public ConcurrentDictionary<Asked, string> Questions { get; } = [];
    public ConcurrentDictionary<string, Lazy<Task<ToldChanges>>> Answers { get; } = [];

    /// <summary>Who comes later asks again.</summary>
    public void Forget()
    {
        Questions.Clear();
        Answers.Clear();
    }

    /// <summary>One more is to be told of it.</summary>
    public void Give() => Interlocked.Increment(ref _readers);

    /// <summary>One was told; after the last of them nothing is kept.</summary>
    public void Told()
    {
        if (Interlocked.Decrement(ref _readers) is 0) Forget();
    }

    public static IReadOnlyList<ChangeChunk> Of(IReadOnlyList<ChangedRevision> revisions, bool isHistory = false) =>
        [.. revisions.Chunk(Most).Select(each => new ChangeChunk(each, isHistory))];
}

/// <summary>The data of a response for each revision, null for those that are not told.</summary>
/// <param name="Reads">What is read by it; null where no form wants that noted.</param>
internal sealed record ToldChanges(IReadOnlyList<RawJson?> Data, GraphReads? Reads);
