using System.Buffers.Text;

namespace FormsHub.Benchmarks;

/// <summary>
/// The bytes of a request, made before the clock starts. Where they hold <see cref="Number"/>, each sending writes a number that was
/// never sent before.
/// </summary>
public sealed class PreparedRequest
{
    /// <summary>Stands for a new number, in nine digits.</summary>
    public const int Number = 999_999_999;

    /// <summary>Numbers of new contacts; those that are loaded stand below.</summary>
    private static int _next = 100_000_000;

    private readonly byte[] _bytes;
    private readonly List<int> _places = [];

    public PreparedRequest(byte[] bytes)
    {
        _bytes = bytes;
        for (int from = 0, at; (at = bytes.AsSpan(from).IndexOf("999999999"u8)) >= 0; from = _places[^1] + 9) _places.Add(from + at);
    }

    /// <summary>The first of so many numbers that nobody else gets.</summary>
    public static int Take(int count) => Interlocked.Add(ref _next, count) - count;

    /// <summary>The bytes to send next; valid until the next call.</summary>
    public byte[] Bytes()
    {
        if (_places.Count is 0) return _bytes;
        var number = Take(1);
        foreach (var place in _places) Utf8Formatter.TryFormat(number, _bytes.AsSpan(place, 9), out _);
        return _bytes;
    }
}
