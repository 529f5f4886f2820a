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
        return RefuseCharacters(input);
    }

    /// <summary>As <see cref="Refuse"/>, for the characters alone; the path leads to the first bad one.</summary>
    public static FieldError? RefuseCharacters(JsonElement input) => IsSafe(JsonMarshal.GetRawUtf8Value(input)) ? null : BadCharacter(Place(input));

    public static FieldError BadCharacter(string path) => new(path, "bad_character", new Message(
        $"The text holds a character that cannot be stored (NUL, or half of a surrogate pair). Remove it.",
        $"文本中含有无法保存的字符（NUL 或不完整的代理对），请删除。"));

    /// <summary>The pointer to what holds the first bad character; of a member's name that is the object.</summary>
    private static string Place(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
            {
                if (!IsSafe(JsonMarshal.GetRawUtf8PropertyName(member))) return "";
                if (!IsSafe(JsonMarshal.GetRawUtf8Value(member.Value))) return JsonPointer.To(member.Name) + Place(member.Value);
            }
        }
        else if (json.ValueKind is JsonValueKind.Array)
        {
            foreach (var (index, item) in json.EnumerateArray().Index())
            {
                if (!IsSafe(JsonMarshal.GetRawUtf8Value(item))) return string.Create(CultureInfo.InvariantCulture, $"/{index}{Place(item)}");
            }
        }
        return "";
    }

    private static bool IsSafe(ReadOnlySpan<byte> raw) => Utf8.IsValid(raw) && HoldsNoBadEscape(raw);

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
