using System.Text;

namespace FormsHub.Server.Files;

/// <summary>
/// What a file is, by its first bytes. What a browser could run (HTML, SVG, XML, scripts) never keeps a type that runs;
/// only pictures and PDF are ever shown inside a page.
/// </summary>
public static class FileKinds
{
    /// <summary>How many first bytes the decision needs.</summary>
    public const int HeadLength = 512;

    public const string Unknown = "application/octet-stream";
    private const string Text = "text/plain";

    private static readonly (int Offset, byte[] Bytes, string Mime)[] Signatures =
    [
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, "GIF87a"u8.ToArray(), "image/gif"),
        (0, "GIF89a"u8.ToArray(), "image/gif"),
        (8, "WEBP"u8.ToArray(), "image/webp"),
        (4, "ftypavif"u8.ToArray(), "image/avif"),
        (4, "ftypheic"u8.ToArray(), "image/heic"),
        (4, "ftypmif1"u8.ToArray(), "image/heic"),
        (0, "BM"u8.ToArray(), "image/bmp"),
        (0, "%PDF-"u8.ToArray(), "application/pdf"),
        (4, "ftyp"u8.ToArray(), "video/mp4"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        (0, "OggS"u8.ToArray(), "audio/ogg"),
        (0, "ID3"u8.ToArray(), "audio/mpeg"),
        (8, "WAVE"u8.ToArray(), "audio/wav"),
        (0, [0x1F, 0x8B], "application/gzip"),
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        (0, "Rar!"u8.ToArray(), "application/vnd.rar"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        (0, [0x50, 0x4B, 0x03, 0x04], "application/zip"),
        (0, [0x50, 0x4B, 0x05, 0x06], "application/zip"),
        (0, "MZ"u8.ToArray(), "application/vnd.microsoft.portable-executable"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "application/x-elf"),
    ];

    // Types that share a container: the declared one is believed only inside the container it says.
    private static readonly (string Container, string Declared)[] Inside =
    [
        ("application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("application/zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("application/zip", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("application/zip", "application/vnd.oasis.opendocument.text"),
        ("application/zip", "application/vnd.oasis.opendocument.spreadsheet"),
        ("application/x-ole-storage", "application/msword"),
        ("application/x-ole-storage", "application/vnd.ms-excel"),
        ("application/x-ole-storage", "application/vnd.ms-powerpoint"),
        ("application/x-ole-storage", "application/vnd.ms-outlook"),
        ("video/mp4", "audio/mp4"),
        ("video/mp4", "video/quicktime"),
        ("audio/ogg", "video/ogg"),
        (Text, "text/csv"),
        (Text, "text/vcard"),
        (Text, "text/calendar"),
        (Text, "application/json"),
        (Text, "text/markdown"),
    ];

    // What their names promise and browsers or office programs open at once; other endings are free.
    private static readonly Dictionary<string, string[]> Promised = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = ["image/png"],
        [".jpg"] = ["image/jpeg"],
        [".jpeg"] = ["image/jpeg"],
        [".gif"] = ["image/gif"],
        [".webp"] = ["image/webp"],
        [".avif"] = ["image/avif", "image/heic"],
        [".bmp"] = ["image/bmp"],
        [".pdf"] = ["application/pdf"],
        [".zip"] = ["application/zip"],
        [".docx"] = ["application/zip", "application/x-ole-storage"],
        [".xlsx"] = ["application/zip", "application/x-ole-storage"],
        [".pptx"] = ["application/zip", "application/x-ole-storage"],
        [".mp4"] = ["video/mp4"],
    };

    private static readonly string[] Shown = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp", "application/pdf"];

    /// <summary>The type of a file with these first bytes, whose sender declared a type.</summary>
    public static string Sniff(ReadOnlySpan<byte> head, string? declared)
    {
        var found = Signature(head) ?? (IsText(head) ? Text : Unknown);
        var wanted = declared?.Split(';')[0].Trim().ToLowerInvariant();
        return Array.Exists(Inside, pair => pair.Container == found && pair.Declared == wanted) ? wanted! : found;
    }

    /// <summary>Whether the name's ending promises something else than these first bytes are.</summary>
    public static bool Belies(string name, ReadOnlySpan<byte> head) =>
        Promised.TryGetValue(Path.GetExtension(name), out var kinds) && !kinds.Contains(Signature(head) ?? Unknown);

    /// <summary>Whether a browser may show it inside a page.</summary>
    public static bool IsShown(string mime) => Shown.Contains(mime);

    private static string? Signature(ReadOnlySpan<byte> head)
    {
        foreach (var (offset, bytes, mime) in Signatures)
        {
            if (head.Length >= offset + bytes.Length && head.Slice(offset, bytes.Length).SequenceEqual(bytes)) return mime;
        }
        return null;
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.Length is 0) return true;
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C)) return false;
        }
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        try
        {
            // The head may end inside a character: it is not flushed.
            decoder.GetCharCount(head, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
