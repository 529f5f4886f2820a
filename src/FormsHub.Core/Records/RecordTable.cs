using System.Globalization;

namespace FormsHub.Core.Records;

/// <summary>
/// The names of a form's tables and columns: the one thing that the write path (Storage) and the read path (Querying) share.
/// Each form has its own partition of records and of revisions, and statements name the partition.
/// </summary>
public static class RecordTable
{
    public static string Records(int form) => "records_" + form.ToString(CultureInfo.InvariantCulture);

    public static string Revisions(int form) => "revisions_" + form.ToString(CultureInfo.InvariantCulture);

    /// <summary>Name of the index of a field: kind is "eq", "unique", "links" or "search".</summary>
    public static string Index(int form, string fieldId, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"records_{form}_{fieldId}_{kind}");
}
