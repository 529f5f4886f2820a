using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>The text that a record is found by, without the parts of fields that are not seen in clear there.</summary>
internal static class SearchedText
{
    public static bool SeesAll(Scope record) => Searched(record.Form).All(record.Sight.IsClear);

    /// <summary>As an SQL expression: the column itself for who sees every field.</summary>
    public static SqlText Of(Scope record)
    {
        var text = SqlText.Known(record.Alias + ".search");
        foreach (var fields in Searched(record.Form).Where(field => !record.Sight.IsClear(field)).GroupBy(field => string.Join(' ', record.Sight.Of(field).Clear)))
        {
            var without = SqlText.Of($"regexp_replace({text}, '{SqlText.Known(Pattern(fields))}', '', 'g')");
            text = record.Sight.Most(fields.First()) is not Core.Access.Sight.Clear || record.Sight.WhereClear(fields.First(), record.Record) is not { } clear
                ? without
                : SqlText.Of($"case when {clear} then {text} else {without} end");
        }
        return text;
    }

    private static IEnumerable<Field> Searched(Form form) => form.Fields.SelectMany(field => field.Columns.Prepend(field));

    /// <summary>The parts of these fields, each from its mark to the next (<see cref="RecordText.Search"/>).</summary>
    private static string Pattern(IEnumerable<Field> fields) => $"(?:{string.Join('|', fields.Select(SearchText.Mark))})[^{SearchText.PartMark}]*";
}
