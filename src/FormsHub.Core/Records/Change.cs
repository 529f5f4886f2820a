using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Encryption;

namespace FormsHub.Core.Records;

/// <summary>One value that a revision changed; null is empty. <see cref="Field"/> is a field id, or "owner", "department", "state".</summary>
public readonly record struct Change(string Field, JsonElement? Before, JsonElement? After);

/// <summary>What happened to a record in one revision.</summary>
public sealed record Revision(
    Guid Record, int Rev, DateTimeOffset At, Guid? By, RevisionOp Op, Guid ChangeSet, int Version, IReadOnlyList<Change> Changes);

/// <summary>The kinds of revision.</summary>
public enum RevisionOp
{
    Create,
    Update,
    Delete,
    Restore,
    Revert,
    Purge,
}

/// <summary>
/// Differences between states of a record, kept as old and new value of each field that changed, so that any state can be
/// rebuilt from any other, forward and backward.
/// </summary>
public static class Changes
{
    public const string Owner = "owner";
    public const string Department = "department";

    public const string State = "state";

    /// <summary>Whether that is no field of a form but what every record has.</summary>
    public static bool IsOfRecord(string field) => field is Owner or Department or State;

    /// <summary>What changed between two states of data, in the order of the field ids met.</summary>
    public static List<Change> Between(
        IReadOnlyDictionary<string, JsonElement> before, IReadOnlyDictionary<string, JsonElement> after)
    {
        var changes = new List<Change>();
        foreach (var (field, old) in before)
        {
            if (!after.TryGetValue(field, out var now)) changes.Add(new Change(field, old, null));
            else if (!SealedCell.AreSame(old, now)) changes.Add(new Change(field, old, now));
        }
        foreach (var (field, now) in after)
        {
            if (!before.ContainsKey(field)) changes.Add(new Change(field, null, now));
        }
        return changes;
    }

    /// <summary>Whether two stored values are the same; null is empty.</summary>
    public static bool AreSame(JsonElement? left, JsonElement? right) =>
        left is { } a && right is { } b ? SealedCell.AreSame(a, b) : left is null && right is null;

    /// <summary>The state before a revision, from the state after it.</summary>
    public static void Backward(IDictionary<string, JsonElement> data, IEnumerable<Change> changes)
    {
        foreach (var change in changes) Put(data, change.Field, change.Before);
    }

    /// <summary>The state after a revision, from the state before it.</summary>
    public static void Forward(IDictionary<string, JsonElement> data, IEnumerable<Change> changes)
    {
        foreach (var change in changes) Put(data, change.Field, change.After);
    }

    /// <summary>The stored form: <c>{"f1": [before, after]}</c>.</summary>
    public static string Write(IEnumerable<Change> changes)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var change in changes)
            {
                writer.WriteStartArray(change.Field);
                WriteValue(writer, change.Before);
                WriteValue(writer, change.After);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads the stored form.</summary>
    public static IReadOnlyList<Change> Read(JsonElement stored) =>
        [.. stored.EnumerateObject().Select(property => new Change(property.Name, Value(property.Value[0]), Value(property.Value[1])))];

    private static JsonElement? Value(JsonElement json) => json.ValueKind is JsonValueKind.Null ? null : json;

    private static void WriteValue(Utf8JsonWriter writer, JsonElement? value)
    {
        if (value is { } json) json.WriteTo(writer);
        else writer.WriteNullValue();
    }

    private static void Put(IDictionary<string, JsonElement> data, string field, JsonElement? value)
    {
        if (value is { } present) data[field] = present;
        else data.Remove(field);
    }
}
