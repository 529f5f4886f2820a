using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>What no value of any type may hold: more than a record can carry, or characters that PostgreSQL cannot store.</summary>
public static class SafeInput
{
    private const int MaxBytes = 4_000_000;

    public static FieldError? Refuse(JsonElement input)
    {
        var raw = JsonMarshal.GetRawUtf8Value(input);
        if (raw.Length > MaxBytes)
            return new("too_large", $"The value is too large: at most {MaxBytes / 1_000_000} MB are allowed.", $"内容过大，最多 {MaxBytes / 1_000_000} MB。");
        return Utf8.IsValid(raw) && HoldsNoBadEscape(raw) ? null : BadCharacter();
    }

    private static FieldError BadCharacter() => new(
        "bad_character",
        $"The text holds a character that cannot be stored (NUL, or half of a surrogate pair). Remove it.",
        $"文本中含有无法保存的字符（NUL 或不完整的代理对），请删除。");

    /// <summary>Raw JSON holds NUL and surrogates only as escapes.</summary>
    private static bool HoldsNoBadEscape(ReadOnlySpan<byte> raw)
    {
        while (raw.IndexOf((byte)'\\') is >= 0 and var at)
        {
            var unit = Escaped(raw[at..]);
            if (unit is 0 || char.IsLowSurrogate((char)(unit ?? ' '))) return false;
            raw = raw[(at + (unit is null ? 2 : 6))..];
            if (unit is null || !char.IsHighSurrogate((char)unit)) continue;
            if (Escaped(raw) is not { } low || !char.IsLowSurrogate((char)low)) return false;
            raw = raw[6..];
        }
        return true;
    }

    /// <summary>The UTF-16 unit of <c>\u1234</c> at the start.</summary>
    private static ushort? Escaped(ReadOnlySpan<byte> raw) =>
        raw is [(byte)'\\', (byte)'u', ..] && ushort.TryParse(raw[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : null;
}
