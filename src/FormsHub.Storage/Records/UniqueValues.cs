using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;

namespace FormsHub.Storage.Records;

/// <summary>What the records of one write mean for each other's unique values.</summary>
internal static class UniqueValues
{
    /// <summary>
    /// Records that give up a value which another record of the same write takes, by form and field. An index compares row by row, so
    /// their values are taken out before any is written: two records may then swap theirs.
    /// </summary>
    public static IEnumerable<(int Form, string Field, IReadOnlyList<Guid> Records)> Moved(IReadOnlyList<PendingWrite> writes)
    {
        foreach (var form in writes.GroupBy(write => write.Form.Number))
        {
            foreach (var field in form.First().Form.Fields.Where(FieldSql.IsUnique))
            {
                var taken = form.Where(write => Takes(write, field)).Select(write => Text(write.After.Data[field.Id])).ToHashSet();
                if (taken.Count is 0) continue;
                var records = form.Where(write => write.Op is not RevisionOp.Delete && Leaves(write, field) && taken.Contains(Text(write.Before!.Data[field.Id])))
                    .Select(write => write.After.Id).Order().ToList();
                if (records.Count > 0) yield return (form.Key, field.Id, records);
            }
        }
    }

    /// <summary>Values that a write brings in and no index guards yet, by form and field.</summary>
    /// <param name="unbuilt">The ids of the fields of a form (by number) whose index is not ready.</param>
    public static IEnumerable<(int Form, Field Field, IReadOnlyList<string> Values)> Unguarded(
        IReadOnlyList<PendingWrite> writes, Func<int, IReadOnlyCollection<string>> unbuilt)
    {
        foreach (var form in writes.GroupBy(write => write.Form.Number))
        {
            var waiting = unbuilt(form.Key);
            if (waiting.Count is 0) continue;
            foreach (var field in form.First().Form.Fields.Where(field => waiting.Contains(field.Id) && FieldSql.IsUnique(field)))
            {
                var values = form.Where(write => Takes(write, field)).Select(write => Text(write.After.Data[field.Id])).Distinct().Order(StringComparer.Ordinal).ToList();
                if (values.Count > 0) yield return (form.Key, field, values);
            }
        }
    }

    /// <summary>Whether a write makes a record the holder of a value that it did not hold before.</summary>
    public static bool Takes(PendingWrite write, Field field) =>
        write.Op is not RevisionOp.Delete && write.After.Data.TryGetValue(field.Id, out var after)
        && !(write.Before is { DeletedAt: null } before && before.Data.TryGetValue(field.Id, out var was) && Text(was) == Text(after));

    /// <summary>Whether a write takes its value from a record that held one.</summary>
    public static bool Leaves(PendingWrite write, Field field) =>
        write.Before is { DeletedAt: null } before && before.Data.TryGetValue(field.Id, out var was)
        && (write.Op is RevisionOp.Delete || !write.After.Data.TryGetValue(field.Id, out var after) || Text(was) != Text(after));

    /// <summary>A value as its index compares it: the same text for 1.5 and 1.50.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number.ToString("G29", CultureInfo.InvariantCulture),
        _ when SealedCell.Is(value) => SealedCell.HashOf(value),
        _ => value.GetRawText(),
    };
}
