using System.Text;
using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Records;

/// <summary>The texts that stand for a whole record: its title, and the words that the full search finds it by.</summary>
public static class RecordText
{
    private const int MaxTitle = 200;

    /// <summary>The text of the title field, else of the first field that is searched; empty if that is empty.</summary>
    public static string Title(Form form, IReadOnlyDictionary<string, JsonElement> data)
    {
        if (TitleField(form) is not { } field || !data.TryGetValue(field.Id, out var value)) return "";
        if (EncryptedValues.IsSealed(field, value)) return "";
        var title = field.Type.Display(value, field, Language.Chinese);
        return title.Length <= MaxTitle ? title : title[..(char.IsHighSurrogate(title[MaxTitle - 1]) ? MaxTitle - 1 : MaxTitle)];
    }

    /// <summary>The field that a record's title is the text of.</summary>
    public static Field? TitleField(Form form) => form.TitleField ?? form.Fields.FirstOrDefault(each =>
        each.Type is { SqlType: SqlType.Text, Links: LinkKind.None } && !each.IsEncrypted && !form.Logic.Volatile.Contains(each.Id));

    /// <summary>
    /// All searched words, normalised (<see cref="SearchText.Normalize"/>), field by field: who may not see a field must not find the
    /// record by it.
    /// </summary>
    public static string Search(Form form, IReadOnlyDictionary<string, JsonElement> data)
    {
        var words = new StringBuilder();
        foreach (var (field, text) in form.Fields.Where(field => data.ContainsKey(field.Id)).SelectMany(field => Searched(field, data[field.Id])))
        {
            var normalized = SearchText.Normalize(text);
            if (words.Length + normalized.Length > SearchText.MaxLength) normalized = normalized[..Math.Max(0, SearchText.MaxLength - words.Length)];
            words.Append(SearchText.Mark(field)).Append(normalized);
            if (words.Length >= SearchText.MaxLength) break;
        }
        return words.ToString();
    }

    /// <summary>The searched texts of a value: its own, or column by column those of its rows.</summary>
    private static IEnumerable<(Field Field, string Text)> Searched(Field field, JsonElement value)
    {
        if (field.IsEncrypted || EncryptedValues.IsSealed(field, value)) return [];
        if (field.Columns.Count is 0 || value.ValueKind is not JsonValueKind.Array)
            return field.Type.SearchText(value, field) is { Length: > 0 } text ? [(field, text)] : [];
        return field.Columns
            .Select(column => (column, string.Join('\n', value.EnumerateArray()
                .Select(row => row.TryGetProperty(column.Id, out var cell) ? column.Type.SearchText(cell, column) : null).OfType<string>())))
            .Where(each => each.Item2.Length > 0);
    }
}
