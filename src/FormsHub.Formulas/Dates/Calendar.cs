using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Dates;

/// <summary>Arithmetic on dates, from 0001-01-01 to 9999-12-31.</summary>
internal static class Calendar
{
    public static Value AddDays(Run run, int offset, DateOnly day, decimal days)
    {
        if (days != decimal.Truncate(days)) return NotWhole(run, offset);
        return Date(run, offset, day.DayNumber + Math.Clamp(days, -10_000_000m, 10_000_000m));
    }

    public static Value Date(Run run, int offset, decimal dayNumber) =>
        dayNumber >= 0 && dayNumber <= DateOnly.MaxValue.DayNumber ? new Value.Date(DateOnly.FromDayNumber((int)dayNumber)) : OutOfRange(run, offset);

    /// <summary>The day so many months on; a day that the month has not becomes its last one.</summary>
    public static DateOnly? AddMonths(DateOnly day, decimal months)
    {
        var month = day.Year * 12m + day.Month - 1 + months;
        if (month < 12 || month >= 10_000 * 12) return null;
        var (year, index) = ((int)month / 12, (int)month % 12 + 1);
        return new DateOnly(year, index, Math.Min(day.Day, DateTime.DaysInMonth(year, index)));
    }

    public static Value NotWhole(Run run, int offset) =>
        run.Fail(offset, "wrong_argument", $"A whole number is expected here.", $"此处应为整数。");

    public static Value OutOfRange(Run run, int offset) =>
        run.Fail(offset, "date_out_of_range", $"The date lies outside the years 1 to 9999.", $"日期超出 1 至 9999 年的范围。");
}
