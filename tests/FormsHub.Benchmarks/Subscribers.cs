using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace FormsHub.Benchmarks;

/// <summary>Many sockets that listen to <c>contactChanged</c>, each as a client has it: graphql-transport-ws over loopback.</summary>
public sealed class Subscribers : IAsyncDisposable
{
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<Task> _listening = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<string> _ended = [];
    private long _told;

    /// <summary>When who was told of which record: a record's id and a timestamp for each event.</summary>
    public ConcurrentQueue<(string Record, long At)> Told { get; } = [];

    /// <summary>How many events came so far.</summary>
    public long Count => Interlocked.Read(ref _told);

    /// <summary>Connects, and waits until each subscription stands.</summary>
    /// <param name="where">The filter of the n-th.</param>
    public static async Task<Subscribers> ConnectAsync(Laboratory laboratory, int count, Func<int, string> where, CancellationToken ct)
    {
        var subscribers = new Subscribers();
        var address = new UriBuilder(laboratory.Server.Address) { Scheme = "ws", Path = "/graphql" }.Uri;
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = ct }, async (n, _) =>
        {
            var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("graphql-transport-ws");
            await socket.ConnectAsync(address, ct);
            await SayAsync(socket, new { type = "connection_init", payload = new { authorization = "Bearer " + laboratory.Token } }, ct);
            using (var first = await HearAsync(socket, ct) ?? throw new IOException("The server closed the socket."))
            {
                if (first.RootElement.GetProperty("type").GetString() is not "connection_ack") throw new InvalidOperationException(first.RootElement.GetRawText());
            }
            await SayAsync(socket, new { type = "subscribe", id = "1", payload = new { query = $$"""subscription { contactChanged(where: {{where(n)}}) { id op after { name } } }""" } }, ct);
            lock (subscribers._sockets)
            {
                subscribers._sockets.Add(socket);
                subscribers._listening.Add(Task.Run(() => subscribers.ListenAsync(socket), CancellationToken.None));
            }
        });
        return subscribers;
    }

    /// <summary>How many subscriptions the server has ended, and what with.</summary>
    public IReadOnlyCollection<string> Ended => _ended;

    /// <summary>Waits until so many events came.</summary>
    public async Task WaitAsync(long events, TimeSpan patience, CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); Count < events; await Task.Delay(20, ct))
        {
            if (_ended.TryPeek(out var end)) throw new InvalidOperationException($"A subscription ended: {end}");
            if (waited.Elapsed > patience) throw new TimeoutException($"{Count} of {events} events came.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_listening);
        foreach (var socket in _sockets) socket.Dispose();
        _ending.Dispose();
    }

    private async Task ListenAsync(ClientWebSocket socket)
    {
        try
        {
            while (await HearAsync(socket, _ending.Token) is { } message)
            {
                using (message)
                {
                    if (message.RootElement.GetProperty("type").GetString() is "next" && message.RootElement.GetProperty("payload").TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object)
                    {
                        Told.Enqueue((data.GetProperty("contactChanged").GetProperty("id").GetString()!, Stopwatch.GetTimestamp()));
                        Interlocked.Increment(ref _told);
                    }
                    else
                    {
                        _ended.Add(message.RootElement.GetRawText());
                    }
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException && _ending.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    private static Task SayAsync(ClientWebSocket socket, object message, CancellationToken ct) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, ct);

    /// <summary>The next message; null when the server closed the socket.</summary>
    private static async Task<JsonDocument?> HearAsync(ClientWebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[1024];
        for (var filled = 0; ;)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var received = await socket.ReceiveAsync(buffer.AsMemory(filled), ct);
            if (received.MessageType is WebSocketMessageType.Close) return null;
            filled += received.Count;
            if (received.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, filled));
        }
    }
}
