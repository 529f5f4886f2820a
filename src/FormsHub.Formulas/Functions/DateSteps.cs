using FormsHub.Core.Expressions;
using FormsHub.Formulas.Dates;

namespace FormsHub.Formulas.Functions;

/// <summary>Dates moved, and the time between them.</summary>
internal static class DateSteps
{
    private const string Family = "dates";
    private const int Far = 10_000_000;
    private static readonly Parameter Time = new("date", Kinds.Time);
    private static readonly Parameter Count = new("count", Kinds.Number);
    private static readonly Parameter Unit = new("unit", Kinds.Text);

    public static readonly IReadOnlyList<Function> All =
    [
        new("DATEADD", Family, [Time, Count, Unit], Kinds.Time,
            "The date so many years, quarters, months, weeks, days, hours or minutes on.", "日期加上若干年、季、月、周、天、小时或分钟（单位如 'months'）。",
            "DATEADD(verifiedAt, 90, 'days')")
        {
            Compute = Add,
            ReturnsLike = (i, _) => i is 0,
        },
        new("DATEDIF", Family, [Time with { Name = "from" }, Time with { Name = "to" }, Unit], Kinds.Number,
            "How many whole years, quarters, months, weeks, days, hours or minutes lie between; negative if the second is earlier.",
            "两个时间之间的整年、季、月、周、天、小时或分钟数；后者较早时为负。", "DATEDIF(hiredOn, TODAY(), 'years')")
        {
            Compute = Difference,
        },
        new("DAYS", Family, [Time with { Name = "to" }, Time with { Name = "from" }], Kinds.Number,
            "How many days the first date is after the second.", "第一个日期比第二个晚多少天。", "DAYS(due, TODAY())")
        {
            Compute = arguments => new Value.Number(DateParts.Day(arguments, 0)!.Value.DayNumber - DateParts.Day(arguments, 1)!.Value.DayNumber),
        },
        new("EOMONTH", Family, [Time, Count with { Name = "months" }], Kinds.Date,
            "The last day of the month so many months on.", "若干个月后的月末日期。", "EOMONTH(invoicedOn, 1)")
        {
            Compute = arguments => arguments.Whole(1, -Far, Far) is not { } months ? Value.Empty
                : Calendar.AddMonths(DateParts.Day(arguments, 0)!.Value, months) is { } day
                    ? new Value.Date(new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)))
                    : Calendar.OutOfRange(arguments.Run, arguments.Call.Offset),
        },
        new("AGE", Family, [Time with { Name = "birthday" }, Time with { Name = "at", Presence = Presence.Optional }], Kinds.Number,
            "The age in whole years, today or at a date.", "周岁年龄，截至今天或某个日期。", "AGE(birthday)")
        {
            Compute = Age,
            IsVolatile = count => count < 2,
        },
    ];

    private static Value Add(Arguments arguments)
    {
        if (TimeUnit.Read(arguments.Text(2)) is not { } unit) return NoUnit(arguments);
        if (arguments.Whole(1, -Far, Far) is not { } count) return Value.Empty;
        var amount = (decimal)count * unit.Size;
        return arguments.At(0) is Value.Date date
            ? unit.Measured is TimeUnit.Measure.Minutes
                ? arguments.Wrong(2, $"A date without time has no hours and minutes.", $"不含时间的日期没有小时和分钟。")
                : Move(date.Day, unit, amount) is { } day ? new Value.Date(day) : OutOfRange(arguments)
            : Add(arguments, ((Value.Moment)arguments.At(0)).At, unit, amount);
    }

    private static Value Add(Arguments arguments, DateTimeOffset moment, TimeUnit unit, decimal amount)
    {
        var zone = arguments.Run.Context.Zone;
        if (unit.Measured is TimeUnit.Measure.Minutes)
        {
            var ticks = moment.UtcTicks + amount * TimeSpan.TicksPerMinute;
            return ticks >= 2 * TimeSpan.TicksPerDay && ticks <= DateTime.MaxValue.Ticks - 2 * TimeSpan.TicksPerDay
                ? new Value.Moment(new DateTimeOffset((long)ticks, TimeSpan.Zero))
                : OutOfRange(arguments);
        }

        var clock = LocalTime.Of(moment, zone);
        return Move(DateOnly.FromDateTime(clock), unit, amount) is { } day
            && LocalTime.ToMoment(day.ToDateTime(TimeOnly.FromDateTime(clock)), zone) is { } moved
            ? new Value.Moment(moved)
            : OutOfRange(arguments);
    }

    private static DateOnly? Move(DateOnly day, TimeUnit unit, decimal amount)
    {
        if (unit.Measured is TimeUnit.Measure.Months) return Calendar.AddMonths(day, amount);
        var number = day.DayNumber + amount;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : null;
    }

    private static Value Difference(Arguments arguments)
    {
        if (TimeUnit.Read(arguments.Text(2)) is not { } unit) return NoUnit(arguments);
        var zone = arguments.Run.Context.Zone;
        var (first, second) = (arguments.At(0), arguments.At(1));
        if (unit.Measured is TimeUnit.Measure.Minutes && first is Value.Moment a && second is Value.Moment b)
            return new Value.Number((b.At - a.At).Ticks / (TimeSpan.TicksPerMinute * unit.Size));

        var (from, to) = (DateParts.Clock(first, zone), DateParts.Clock(second, zone));
        return new Value.Number(unit.Measured switch
        {
            TimeUnit.Measure.Minutes => (to - from).Ticks / (TimeSpan.TicksPerMinute * unit.Size),
            TimeUnit.Measure.Days => (to - from).Ticks / (TimeSpan.TicksPerDay * unit.Size),
            TimeUnit.Measure.Months => (to < from ? -Months(to, from) : Months(from, to)) / unit.Size,
        });
    }

    /// <summary>Whole months from the earlier to the later time.</summary>
    private static int Months(DateTime from, DateTime to)
    {
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return (to.Day, to.TimeOfDay).CompareTo((from.Day, from.TimeOfDay)) < 0 ? months - 1 : months;
    }

    private static Value Age(Arguments arguments)
    {
        var born = DateParts.Day(arguments, 0)!.Value;
        var at = arguments.Count > 1
            ? DateParts.Day(arguments, 1)!.Value
            : LocalTime.Day(arguments.Run.Context.Now, arguments.Run.Context.Zone);
        if (at < born) return arguments.Wrong(0, $"The birthday lies after the date.", $"生日晚于该日期。");
        return new Value.Number(Months(born.ToDateTime(default), at.ToDateTime(default)) / 12);
    }

    private static Value OutOfRange(Arguments arguments) => Calendar.OutOfRange(arguments.Run, arguments.Call.Offset);

    private static Value NoUnit(Arguments arguments) => arguments.Wrong(2,
        $"A unit is one of 'years', 'quarters', 'months', 'weeks', 'days', 'hours', 'minutes'.",
        $"单位应为 'years'、'quarters'、'months'、'weeks'、'days'、'hours'、'minutes' 之一。");
}
