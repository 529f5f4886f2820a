using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FormsHub.Benchmarks;

/// <summary>
/// One HTTP/1.1 connection that costs the measuring side as little as possible, because it shares the machine with what it
/// measures: requests are ready bytes, answers are read and counted, not parsed.
/// </summary>
public sealed class Wire : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];

    public static async Task<Wire> ConnectAsync(Uri address, CancellationToken ct)
    {
        var wire = new Wire();
        await wire._socket.ConnectAsync(address.Host, address.Port, ct);
        return wire;
    }

    /// <summary>The bytes of a request; the path is below /api/v1.</summary>
    public static byte[] Request(Uri address, string token, string method, string path, string? body = null, string? ifMatch = null, string api = "/api/v1", string? accept = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        var head = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{method} {api}{path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n");
        if (ifMatch is not null) head.Append(CultureInfo.InvariantCulture, $"If-Match: \"{ifMatch}\"\r\n");
        if (accept is not null) head.Append(CultureInfo.InvariantCulture, $"Accept: {accept}\r\n");
        if (body is not null) head.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {bytes.Length}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. bytes];
    }

    /// <summary>Sends a request and reads its whole answer; the status.</summary>
    public async ValueTask<int> SendAsync(byte[] request, CancellationToken ct)
    {
        await _socket.SendAsync(request, ct);
        var filled = 0;
        int headEnd;
        do filled += await ReceiveAsync(filled, ct);
        while ((headEnd = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0);

        var status = (100 * (_buffer[9] - '0')) + (10 * (_buffer[10] - '0')) + (_buffer[11] - '0');
        var bodyStart = headEnd + 4;
        var length = ContentLength(_buffer.AsSpan(0, headEnd));
        if (length >= 0)
        {
            for (var received = filled - bodyStart; received < length;) received += await ReceiveAsync(0, ct);
        }
        else if (status is not 204)
        {
            await ReadChunksAsync(bodyStart, filled, ct);
        }
        return status;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Reads until the last, empty chunk; the answers measured here end with it and nothing follows.</summary>
    private async ValueTask ReadChunksAsync(int start, int filled, CancellationToken ct)
    {
        var (from, to) = (start, filled);
        while (!_buffer.AsSpan(from, to - from).EndsWith("0\r\n\r\n"u8))
        {
            var kept = Math.Min(8, to - from);
            _buffer.AsSpan(to - kept, kept).CopyTo(_buffer);
            (from, to) = (0, kept + await ReceiveAsync(kept, ct));
        }
    }

    private async ValueTask<int> ReceiveAsync(int offset, CancellationToken ct)
    {
        var received = await _socket.ReceiveAsync(_buffer.AsMemory(offset), ct);
        return received > 0 ? received : throw new IOException("The server closed the connection.");
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return -1;
        var rest = head[(at + 16)..];
        var end = rest.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
    }
}
