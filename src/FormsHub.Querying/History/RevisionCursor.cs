using System.Globalization;

namespace FormsHub.Querying.History;

/// <summary>Where a page of a change set's revisions ends: the last one's form, record and number.</summary>
public readonly record struct RevisionCursor(int Form, Guid Record, int Rev)
{
    /// <summary>The cursor that <see cref="ToString"/> wrote; null: it is none.</summary>
    public static RevisionCursor? Parse(string text) =>
        text.Split('.') is [var form, var record, var rev]
        && int.TryParse(form, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Guid.TryParseExact(record, "N", out var id)
        && int.TryParse(rev, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new RevisionCursor(number, id, at)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Form}.{Record:N}.{Rev}");
}
