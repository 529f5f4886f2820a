using FormsHub.Core.Access;
using FormsHub.GraphQL.Execution;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>
/// The operations that programs ask by their tokens, in memory until <see cref="KeepOperations"/> writes them down. A burst of new ones costs
/// no more than so much memory: what goes beyond is not noted, and will be when it is asked again.
/// </summary>
public sealed class SeenOperations(TimeProvider clock)
{
    private const int MostOfToken = KeptOperations.MostOfToken;
    private const long MostText = 16_000_000;
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid Token, string Hash), Entry> _entries = [];
    private readonly Dictionary<Guid, int> _ofTokens = [];
    private long _text;

    /// <summary>An operation as it is to be written down.</summary>
    internal sealed record Seen(Guid Token, OperationText Text, IReadOnlyList<string> Given, DateTimeOffset LastUsed, long Uses);

    private sealed class Entry(OperationText text)
    {
        public OperationText Text => text;
        public HashSet<string> Given { get; } = [];
        public long Uses { get; set; }
        public DateTimeOffset LastUsed { get; set; }
        public DateTimeOffset? WrittenAt { get; set; }

        /// <summary>Once between two writings the names in its variables are looked at.</summary>
        public bool IsLookedAt { get; set; }
    }

    /// <summary>Notes an operation that was executed; those of people are theirs alone.</summary>
    public void Note(Caller caller, ExecutableOperation operation)
    {
        if (caller.Token is not { } token) return;
        var text = OperationText.Of(operation);
        Entry? entry;
        bool looks;
        lock (_lock)
        {
            if (!_entries.TryGetValue((token.Id, text.Hash), out entry))
            {
                var count = _ofTokens.GetValueOrDefault(token.Id);
                if (count >= MostOfToken || _text + text.Document.Length > MostText) return;
                _entries.Add((token.Id, text.Hash), entry = new Entry(text));
                _ofTokens[token.Id] = count + 1;
                _text += text.Document.Length;
            }
            (entry.Uses, entry.LastUsed) = (entry.Uses + 1, clock.GetUtcNow());
            looks = !entry.IsLookedAt;
            entry.IsLookedAt = true;
        }
        if (!looks || GivenFields.Of(operation) is not { Count: > 0 } given) return;
        lock (_lock) entry.Given.UnionWith(given.Take(GivenFields.Most - entry.Given.Count));
    }

    /// <summary>What is to be written now: what is new, and what was asked again since it was written a minute ago or longer.</summary>
    internal List<Seen> Take()
    {
        var now = clock.GetUtcNow();
        List<Seen> taken = [];
        lock (_lock)
        {
            foreach (var (key, entry) in _entries)
            {
                if (now - entry.WrittenAt < BetweenWrites) continue;
                if (entry.Uses is 0)
                {
                    Forget(key, entry);
                    continue;
                }
                taken.Add(new Seen(key.Token, entry.Text, [.. entry.Given.Order(StringComparer.Ordinal)], entry.LastUsed, entry.Uses));
                (entry.Uses, entry.WrittenAt, entry.IsLookedAt) = (0, now, false);
            }
        }
        return taken;
    }

    /// <summary>What could not be written is to be written the next time.</summary>
    internal void GiveBack(IEnumerable<Seen> taken)
    {
        lock (_lock)
        {
            foreach (var seen in taken)
            {
                if (_entries.TryGetValue((seen.Token, seen.Text.Hash), out var entry)) (entry.Uses, entry.WrittenAt) = (entry.Uses + seen.Uses, null);
            }
        }
    }

    private void Forget((Guid Token, string) key, Entry entry)
    {
        _entries.Remove(key);
        _text -= entry.Text.Document.Length;
        if (--_ofTokens[key.Token] is 0) _ofTokens.Remove(key.Token);
    }
}
