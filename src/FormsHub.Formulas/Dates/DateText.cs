using System.Globalization;

namespace FormsHub.Formulas.Dates;

/// <summary>Dates as records store them: 2026-11-21.</summary>
internal static class DateText
{
    /// <summary>The date; null: the text is none.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
