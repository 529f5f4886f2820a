using System.Threading.Channels;

namespace FormsHub.Server.GraphQL.Subscriptions;

/// <summary>One who follows the changes of a form: what was changed and not taken yet.</summary>
internal sealed class Subscriber(int form, string position, Guid? last, Action<Subscriber> leave) : IDisposable
{
    /// <summary>Who has so many revisions waiting is not given more.</summary>
    public const int MostWaiting = 1_000;

    private readonly Channel<ChangeChunk> _waiting = Channel.CreateUnbounded<ChangeChunk>(new UnboundedChannelOptions { SingleReader = true });
    private int _count;

    public int Form => form;

    /// <summary>The position in the log of change sets from which on changes are given.</summary>
    public string Position => position;

    /// <summary>Whether there was more than could wait.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>The last change set before what is no longer given; null: there was none.</summary>
    public Guid? Last { get; private set; } = last;

    public ChannelReader<ChangeChunk> Waiting => _waiting.Reader;

    /// <summary>Gives what was changed at one time, as a whole or not at all.</summary>
    /// <param name="last">The last of the change sets that it came by.</param>
    public void Give(IReadOnlyList<ChangeChunk> chunks, Guid last)
    {
        if (IsBehind) return;
        if (chunks.Count > 0 && Volatile.Read(ref _count) >= MostWaiting)
        {
            End();
            return;
        }
        foreach (var chunk in chunks)
        {
            Interlocked.Add(ref _count, chunk.Revisions.Count);
            chunk.Give();
            _waiting.Writer.TryWrite(chunk);
        }
        Last = last;
    }

    /// <summary>Nothing more is given.</summary>
    public void End()
    {
        IsBehind = true;
        _waiting.Writer.TryComplete();
        leave(this);
    }

    /// <summary>A chunk was told to its end.</summary>
    public void Told(ChangeChunk chunk)
    {
        Interlocked.Add(ref _count, -chunk.Revisions.Count);
        chunk.Told();
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        leave(this);
    }
}
