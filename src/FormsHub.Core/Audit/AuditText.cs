using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace FormsHub.Core.Audit;

/// <summary>
/// The text of an entry that is hashed: a JSON array without spaces of id, time, actor, user name, token, address, agent, action, form,
/// records, field, change set and details. Texts escape the quotation mark, the backslash and control characters only; members stand in
/// the order of their code units. An entry's hash is the SHA-256 of the hash before it (32 zero bytes before the first) and this text in UTF-8.
/// </summary>
public static class AuditText
{
    public const int HashLength = 32;

    public static readonly IReadOnlyList<byte> BeforeFirst = new byte[HashLength];

    public static byte[] Hash(IReadOnlyList<byte> before, long id, AuditEntry entry)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData([.. before]);
        sha.AppendData(Encoding.UTF8.GetBytes(Of(id, entry)));
        return sha.GetHashAndReset();
    }

    public static string Of(long id, AuditEntry entry)
    {
        var text = new StringBuilder(320);
        text.Append('[').Append(id.ToString(CultureInfo.InvariantCulture));
        Member(text, entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        Member(text, entry.Actor?.ToString());
        Member(text, entry.ActorName);
        Member(text, entry.Token?.ToString());
        Member(text, entry.Address);
        Member(text, entry.Agent);
        Member(text, entry.Action);
        text.Append(',').Append(entry.Form?.ToString(CultureInfo.InvariantCulture) ?? "null").Append(",[");
        for (var i = 0; i < entry.Records.Count; i++) text.Append(i is 0 ? "\"" : ",\"").Append(entry.Records[i]).Append('"');
        text.Append(']');
        Member(text, entry.Field);
        Member(text, entry.ChangeSet?.ToString());
        return text.Append(',').Append(entry.Details ?? "null").Append(']').ToString();
    }

    /// <summary>JSON in the one form in which it is hashed.</summary>
    public static string Canonical(JsonElement json)
    {
        var text = new StringBuilder();
        Write(text, json);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var (i, member) in json.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Index())
                {
                    if (i > 0) text.Append(',');
                    Write(text, member.Name);
                    text.Append(':');
                    Write(text, member.Value);
                }
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (i, item) in json.EnumerateArray().Index())
                {
                    if (i > 0) text.Append(',');
                    Write(text, item);
                }
                text.Append(']');
                break;
            case JsonValueKind.String:
                Write(text, json.GetString()!);
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }

    private static void Member(StringBuilder text, string? value)
    {
        text.Append(',');
        if (value is null) text.Append("null");
        else Write(text, value);
    }

    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c < ' ') text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else text.Append(c);
        }
        text.Append('"');
    }
}
