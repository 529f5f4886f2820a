using System.Buffers;
using System.Net.WebSockets;

namespace FormsHub.Server.GraphQL;

/// <summary>A WebSocket on which whole messages of text go both ways, until it is closed with a reason.</summary>
/// <param name="ending">Cancelled when it is over: the client has gone, or took too long to.</param>
internal sealed class TextSocket(WebSocket socket, CancellationTokenSource ending, TimeProvider clock) : IDisposable
{
    public const int LargestMessage = 1024 * 1024;
    private const int UsualMessage = 4096;
    private const int Piece = 64 * 1024;

    /// <summary>Within which the client must take a piece of what is sent.</summary>
    private static readonly TimeSpan Taking = TimeSpan.FromSeconds(60);

    /// <summary>Who does not say farewell is not waited for longer.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _sending = new(1);
    private ArrayBufferWriter<byte> _received = new(UsualMessage);
    private volatile bool _isClosing;

    public bool IsClosing => _isClosing;

    public CancellationToken Ct => ending.Token;

    /// <summary>Each message as it comes, until the client closes; what is said after it was told to is not heard. The bytes are those of the next message then.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> HearAsync()
    {
        while (await ReceiveAsync())
        {
            if (!_isClosing) yield return _received.WrittenMemory;
            // A connection that has sent one large message does not keep the room for it.
            if (_received.Capacity > 16 * UsualMessage) _received = new(UsualMessage);
            else _received.ResetWrittenCount();
        }
        if (socket.State is WebSocketState.CloseReceived) await CloseAsync((int)WebSocketCloseStatus.NormalClosure, "");
    }

    /// <param name="write">Called when it is the message's turn: what waits takes no memory.</param>
    public async Task SendAsync(Action<IBufferWriter<byte>> write)
    {
        await _sending.WaitAsync(Ct);
        try
        {
            var text = new ArrayBufferWriter<byte>(256);
            write(text);
            for (var rest = text.WrittenMemory; rest.Length > 0 && socket.State is WebSocketState.Open && !_isClosing;)
            {
                var piece = rest[..Math.Min(Piece, rest.Length)];
                rest = rest[piece.Length..];
                await SendAsync(piece, rest.Length is 0 ? WebSocketMessageFlags.EndOfMessage : WebSocketMessageFlags.None);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says why it ends; the client has a little time to say farewell.</summary>
    public async Task CloseAsync(int code, string reason)
    {
        _isClosing = true;
        try
        {
            ending.CancelAfter(Farewell);
            await _sending.WaitAsync(Ct);
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, Ct);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    public Task EndAsync() => ending.CancelAsync();

    public void Dispose() => _sending.Dispose();

    /// <summary>Who takes nothing for so long is not there any more.</summary>
    private async Task SendAsync(ReadOnlyMemory<byte> piece, WebSocketMessageFlags flags)
    {
        var sending = socket.SendAsync(piece, WebSocketMessageType.Text, flags, Ct);
        if (sending.IsCompletedSuccessfully) return;
        try
        {
            await sending.AsTask().WaitAsync(Taking, clock, Ct);
        }
        catch (TimeoutException)
        {
            socket.Abort();
            await ending.CancelAsync();
            throw new OperationCanceledException(Ct);
        }
    }

    private async Task<bool> ReceiveAsync()
    {
        while (true)
        {
            var received = await socket.ReceiveAsync(_received.GetMemory(UsualMessage), Ct);
            if (received.MessageType is WebSocketMessageType.Close) return false;
            if (_isClosing) return true;
            _received.Advance(received.Count);
            if (received.MessageType is WebSocketMessageType.Binary) await CloseAsync(4400, "Messages are text");
            else if (_received.WrittenCount > LargestMessage) await CloseAsync((int)WebSocketCloseStatus.MessageTooBig, "A message has at most 1 MB");
            if (received.EndOfMessage || _isClosing) return true;
        }
    }
}
