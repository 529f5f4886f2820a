using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Sharing;

/// <summary>
/// The titles of records of other forms that come with a share: of those that a single record refers to now; else of all that the
/// sharer sees and may share.
/// </summary>
public sealed class SharedTitles(Catalog catalog, RecordReader reader, ShareableRights rights)
{
    internal async Task<IReadOnlyList<Grant>> OfAsync(Caller sharer, Form form, Guid? record, CancellationToken ct)
    {
        List<(Field Field, Form Target)> references =
        [
            .. form.Fields.SelectMany(field => field.Columns.Prepend(field)).Select(field => (Field: field, Target: (field.Options as ReferenceOptions) is { Target: var key } ? catalog.Find(key) : null))
                .Where(each => each.Target is not null && each.Target.Number != form.Number).Select(each => (each.Field, each.Target!)),
        ];
        if (references.Count is 0) return [];
        if (record is not { } id) return [.. references.Select(each => each.Target).DistinctBy(target => target.Number).Select(target => rights.TitlesOf(sharer, target)).OfType<Grant>()];

        var buffer = new ArrayBufferWriter<byte>(1024);
        if ((await reader.GetAsync(sharer, form, id, deleted: false, buffer, ct)).Failed) return [];
        var data = JsonElement.Parse(buffer.WrittenSpan).GetProperty("data"u8);
        var titles = new List<Grant>();
        foreach (var (target, linked) in references.SelectMany(each => Linked(data, each.Field).Select(linked => (each.Target, linked))).DistinctBy(each => each.linked))
        {
            if (await rights.TitleOfAsync(sharer, target, linked, ct) is { } title) titles.Add(title);
        }
        return titles;
    }

    /// <summary>The records that a field or column of a record refers to.</summary>
    private static IEnumerable<Guid> Linked(JsonElement data, Field field)
    {
        var holders = field.Table is { } table ? Items(data, table.Key) : [data];
        return holders.SelectMany(holder => Items(holder, field.Key)).Where(link => link.ValueKind is JsonValueKind.Object && link.TryGetProperty("id"u8, out var id) && id.TryGetGuid(out _)).Select(link => link.GetProperty("id"u8).GetGuid());
    }

    private static List<JsonElement> Items(JsonElement holder, string key) =>
        !holder.TryGetProperty(key, out var value) ? [] : value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}
