using FormsHub.Core.Expressions;
using FormsHub.Formulas.Dates;

namespace FormsHub.Formulas.Functions;

/// <summary>Days from Monday to Friday that are no holidays.</summary>
internal static class Workdays
{
    private const string Family = "dates";
    private const int MostDays = 10_000;
    private static readonly Parameter Time = new("start", Kinds.Time);
    private static readonly Parameter Holidays = new("holidays", Kinds.Time | Kinds.List, Presence.Optional, Emptiness.Taken);

    public static readonly IReadOnlyList<Function> All =
    [
        new("WORKDAY", Family, [Time, new("days", Kinds.Number), Holidays], Kinds.Date,
            "The date so many working days (Monday to Friday, without holidays) on.", "若干个工作日（周一至周五，节假日除外）之后的日期。", "WORKDAY(receivedOn, 5)")
        {
            Compute = Workday,
        },
        new("NETWORKDAYS", Family, [Time, Time with { Name = "end" }, Holidays], Kinds.Number,
            "How many working days lie between two dates, both counted.", "两个日期之间（含首尾）的工作日数。", "NETWORKDAYS(receivedOn, solvedOn)")
        {
            Compute = Between,
        },
    ];

    private static Value Workday(Arguments arguments)
    {
        if (arguments.Whole(1, -MostDays, MostDays) is not { } days || HolidaysOf(arguments) is not { } holidays) return Value.Empty;
        var day = DateParts.Day(arguments, 0)!.Value.DayNumber;
        var step = Math.Sign(days);
        for (var left = Math.Abs(days); left > 0;)
        {
            day += step;
            if (day < 0 || day > DateOnly.MaxValue.DayNumber) return Calendar.OutOfRange(arguments.Run, arguments.Call.Offset);
            if (IsWeekday(day) && !holidays.Contains(day)) left--;
        }
        arguments.Run.Spend(arguments.Call.Offset, Math.Abs(days));
        return new Value.Date(DateOnly.FromDayNumber(day));
    }

    private static Value Between(Arguments arguments)
    {
        if (HolidaysOf(arguments) is not { } holidays) return Value.Empty;
        var (start, end) = (DateParts.Day(arguments, 0)!.Value.DayNumber, DateParts.Day(arguments, 1)!.Value.DayNumber);
        var (first, last) = (Math.Min(start, end), Math.Max(start, end));
        var weeks = (last - first + 1) / 7;
        var count = weeks * 5;
        for (var day = first + weeks * 7; day <= last; day++) count += IsWeekday(day) ? 1 : 0;
        count -= holidays.Count(day => day >= first && day <= last && IsWeekday(day));
        return new Value.Number(start <= end ? count : -count);
    }

    /// <summary>The day numbers of the holidays; null: one of them is no date.</summary>
    private static HashSet<int>? HolidaysOf(Arguments arguments)
    {
        var items = arguments.At(2) is Value.List list ? list.Items : [arguments.At(2)];
        arguments.Run.Spend(arguments.Offset(2), items.Count);
        var days = new HashSet<int>();
        foreach (var item in items)
        {
            switch (item)
            {
                case Value.Date date:
                    days.Add(date.Day.DayNumber);
                    break;
                case Value.Moment moment:
                    days.Add(LocalTime.Day(moment.At, arguments.Run.Context.Zone).DayNumber);
                    break;
                case Value.Nothing:
                    break;
                default:
                    arguments.Run.WrongKind(arguments.Offset(2), Kinds.Time, item);
                    return null;
            }
        }
        return days;
    }

    /// <summary>Day 0, 0001-01-01, was a Monday.</summary>
    private static bool IsWeekday(int day) => day % 7 < 5;
}
