using System.Threading.Channels;
using FormsHub.Querying.Graph.Subscriptions;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Server.GraphQL.Subscriptions;

/// <summary>
/// Follows the log of change sets for all subscribers of this server. Whoever writes wakes all servers by NOTIFY; what counts is the
/// position in the log, so that nothing is lost while the connection or its news are.
/// </summary>
public sealed partial class ChangeFeed(NpgsqlDataSource source, ChangeLog changes, ChangeReader reader, ChangeAnswers answers, TimeProvider clock, ILogger<ChangeFeed> log) : BackgroundService
{
    /// <summary>So many change sets are read at once; who has missed more reads the records again.</summary>
    internal const int MostAtOnce = 10_000;

    private const int Attempts = 5;

    /// <summary>After so long without news it is looked whether some were lost.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    /// <summary>Between two readings, and between two NOTIFYs: many writes are told at once.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>So long are changes gathered while earlier ones are still being answered.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    /// <summary>So long are answers kept for those who take theirs later than others.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Lock _list = new();
    private readonly Dictionary<int, HashSet<Subscriber>> _subscribers = [];
    private readonly Queue<(ChangeChunk Chunk, long At)> _given = [];

    /// <summary>Up to where the log was read; null while nobody follows it.</summary>
    private string? _position;
    private Guid? _last;

    /// <summary>How many subscribers there are.</summary>
    internal int Count
    {
        get
        {
            lock (_list) return _subscribers.Values.Sum(each => each.Count);
        }
    }

    /// <summary>What is committed after this is given to the subscriber, until it is disposed.</summary>
    internal async Task<Subscriber> OpenAsync(int form, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_position is null) (_position, _last) = await changes.NowAsync(ct);
            var subscriber = new Subscriber(form, _position, _last, Leave);
            lock (_list)
            {
                if (!_subscribers.TryGetValue(form, out var all)) _subscribers.Add(form, all = []);
                all.Add(subscriber);
            }
            _news.Writer.TryWrite(true);
            return subscriber;
        }
        finally
        {
            _gate.Release();
        }
    }

    public override void Dispose()
    {
        _gate.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            KeepOnAsync(ListenAsync, stoppingToken),
            KeepOnAsync(TellAsync, stoppingToken),
            KeepOnAsync(FollowAsync, stoppingToken));

    private void Leave(Subscriber subscriber)
    {
        lock (_list)
        {
            if (!_subscribers.TryGetValue(subscriber.Form, out var all)) return;
            all.Remove(subscriber);
            if (all.Count is 0) _subscribers.Remove(subscriber.Form);
        }
    }

    private async Task KeepOnAsync(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                LogLost(exception.Message);
                await Task.Delay(Pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var listen = new NpgsqlCommand("listen " + ChangeLog.Channel, connection)) await listen.ExecuteNonQueryAsync(ct);
        while (true)
        {
            _news.Writer.TryWrite(true);
            // A silent connection may be dead: asking it every few seconds tells.
            if (await connection.WaitAsync(TimeSpan.FromSeconds(5), ct)) continue;
            await using var ping = new NpgsqlCommand("select 1", connection) { CommandTimeout = 3 };
            await ping.ExecuteScalarAsync(ct);
        }
    }

    private async Task TellAsync(CancellationToken ct)
    {
        while (await changes.Writes.WaitToReadAsync(ct))
        {
            changes.Writes.TryRead(out _);
            _news.Writer.TryWrite(true);
            await changes.TellAsync(ct);
            await Task.Delay(Breath, clock, ct);
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        await changes.ForgetForeignAsync(ct);
        while (true)
        {
            await WaitAsync(ct);
            while (_given.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.At) > Keep) _given.Dequeue().Chunk.Forget();
            await ReadOnAsync(ct);
            var read = clock.GetTimestamp();
            do await Task.Delay(Breath, clock, ct);
            while (answers.IsBusy && clock.GetElapsedTime(read) < Gathering);
        }
    }

    /// <summary>For news, or as long as there may be silence while somebody listens.</summary>
    private async Task WaitAsync(CancellationToken ct)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (Count > 0) silence.CancelAfter(Silence);
        try
        {
            await _news.Reader.ReadAsync(silence.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nothing was heard.
        }
    }

    /// <summary>Reads what was committed since, and gives it to who follows it.</summary>
    private async Task ReadOnAsync(CancellationToken ct)
    {
        if (await PositionAsync(ct) is not { } from) return;
        var (position, sets) = await changes.SinceAsync(from, MostAtOnce + 1, ct);
        List<IGrouping<int, Subscriber>> followers;
        await _gate.WaitAsync(ct);
        try
        {
            // Who comes from here on has the new position, and is given nothing of this.
            _position = position;
            if (sets.Count > 0) _last = sets[^1].Id;
            lock (_list) followers = [.. _subscribers.Values.SelectMany(each => each).GroupBy(each => each.Form)];
        }
        finally
        {
            _gate.Release();
        }
        if (sets.Count is 0) return;
        foreach (var form in followers)
        {
            var chunks = sets.Count > MostAtOnce ? null : await ChunksAsync(form.Key, [.. sets.Where(set => set.Forms.Contains(form.Key)).Select(set => set.Id)], ct);
            foreach (var subscriber in form)
            {
                if (chunks is null) subscriber.End();
                else subscriber.Give(chunks, sets[^1].Id);
            }
        }
    }

    private async Task<string?> PositionAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            lock (_list)
            {
                if (_subscribers.Count is 0) _position = null;
            }
            return _position;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The revisions that change sets have made; null where they cannot be had.</summary>
    private async Task<IReadOnlyList<ChangeChunk>?> ChunksAsync(int form, IReadOnlyCollection<Guid> sets, CancellationToken ct)
    {
        if (sets.Count is 0) return [];
        for (var left = Attempts; left > 0; left--)
        {
            try
            {
                var chunks = ChangeChunk.Of(await reader.RevisionsAsync(form, sets, ct));
                foreach (var chunk in chunks) _given.Enqueue((chunk, clock.GetTimestamp()));
                return chunks;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
            {
                LogLost(exception.Message);
                await Task.Delay(Pause, clock, ct);
            }
        }
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the database's news of changes, trying again: {Reason}")]
    private partial void LogLost(string reason);
}
