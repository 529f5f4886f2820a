using FormsHub.Core.Expressions;
using FormsHub.Formulas.Dates;

namespace FormsHub.Formulas.Functions;

/// <summary>Dates made, and taken apart. The parts of a moment are those of the clock in the zone of the evaluation.</summary>
internal static class DateParts
{
    private const string Family = "dates";
    private static readonly Parameter Time = new("date", Kinds.Time);
    private static readonly Parameter Number = new("month", Kinds.Number, Presence.Optional);

    public static readonly IReadOnlyList<Function> All =
    [
        new("DATE", Family, [new("year", Kinds.Number | Kinds.Text | Kinds.Time), Number, Number with { Name = "day" }], Kinds.Date,
            "The date of year, month and day; or that of a moment or of a text such as '2026-11-21'.",
            "由年、月、日得到日期；或取日期时间、文本（如 '2026-11-21'）中的日期。", "DATE(2026, 11, 21)")
        {
            Compute = Date,
        },
        new("TODAY", Family, [], Kinds.Date,
            "Today's date.", "今天的日期。", "due < TODAY()")
        {
            Compute = arguments => new Value.Date(LocalTime.Day(arguments.Run.Context.Now, arguments.Run.Context.Zone)),
            IsVolatile = _ => true,
        },
        new("NOW", Family, [], Kinds.Moment,
            "The moment of the computation.", "计算时的日期时间。", "DATEDIF(startedAt, NOW(), 'hours')")
        {
            Compute = arguments => new Value.Moment(arguments.Run.Context.Now),
            IsVolatile = _ => true,
        },
        Of("YEAR", "The year of a date.", "日期的年份。", "YEAR(birthday)", Kinds.Time, time => time.Year),
        Of("MONTH", "The month of a date, 1 to 12.", "日期的月份（1–12）。", "MONTH(birthday)", Kinds.Time, time => time.Month),
        Of("DAY", "The day of a date in its month.", "日期在月中的日数。", "DAY(birthday)", Kinds.Time, time => time.Day),
        Of("HOUR", "The hour of a moment, 0 to 23.", "日期时间的小时（0–23）。", "HOUR(calledAt)", Kinds.Moment, time => time.Hour),
        Of("MINUTE", "The minute of a moment, 0 to 59.", "日期时间的分钟（0–59）。", "MINUTE(calledAt)", Kinds.Moment, time => time.Minute),
        Of("WEEKDAY", "The day of the week, 1 for Monday to 7 for Sunday.", "星期几，星期一为 1，星期日为 7。", "WEEKDAY(visitDay)", Kinds.Time,
            time => time.DayOfWeek is DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek),
    ];

    /// <summary>The day of a date or, in the zone, of a moment; null: it is neither.</summary>
    public static DateOnly? Day(Arguments arguments, int index) => arguments.At(index) switch
    {
        Value.Date date => date.Day,
        Value.Moment moment => LocalTime.Day(moment.At, arguments.Run.Context.Zone),
        _ => null,
    };

    /// <summary>What the clock shows at a date (midnight) or moment.</summary>
    public static DateTime Clock(Value value, TimeZoneInfo zone) => value switch
    {
        Value.Moment moment => LocalTime.Of(moment.At, zone),
        Value.Date date => date.Day.ToDateTime(default),
        _ => default,
    };

    private static Function Of(string name, string english, string chinese, string example, Kinds kinds, Func<DateTime, int> part) =>
        new(name, Family, [Time with { Kinds = kinds }], Kinds.Number, english, chinese, example)
        {
            Compute = arguments => new Value.Number(part(Clock(arguments.At(0), arguments.Run.Context.Zone))),
        };

    private static Value Date(Arguments arguments)
    {
        if (arguments.Count is 1)
        {
            if (Day(arguments, 0) is { } day) return new Value.Date(day);
            if (arguments.At(0) is Value.Number number) return arguments.Run.WrongKind(arguments.Offset(0), Kinds.Text | Kinds.Time, number);
            return arguments.Text(0).Length is 0 ? Value.Empty
                : DateText.Read(arguments.Text(0)) is { } read ? new Value.Date(read)
                : arguments.Wrong(0, $"A date is written as 2026-11-21.", $"日期应写作 2026-11-21。");
        }

        if (arguments.At(0) is not Value.Number) return arguments.Run.WrongKind(arguments.Offset(0), Kinds.Number, arguments.At(0));
        if (arguments.Count is 2)
            return arguments.Wrong(1, $"DATE takes one argument, or year, month and day.", $"DATE 需要一个参数，或年、月、日三个参数。");
        if (arguments.Whole(0, 1, 9999) is not { } year
            || arguments.Whole(1, -100_000, 100_000) is not { } month
            || arguments.Whole(2, -1_000_000, 1_000_000) is not { } days)
        {
            return Value.Empty;
        }
        return Calendar.AddMonths(new DateOnly(year, 1, 1), month - 1) is { } first
            ? Calendar.Date(arguments.Run, arguments.Call.Offset, first.DayNumber + days - 1m)
            : Calendar.OutOfRange(arguments.Run, arguments.Call.Offset);
    }
}
