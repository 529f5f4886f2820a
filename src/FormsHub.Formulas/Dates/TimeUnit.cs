namespace FormsHub.Formulas.Dates;

/// <summary>Units of DATEADD and DATEDIF: months, days or minutes, and how many of them.</summary>
internal sealed record TimeUnit(TimeUnit.Measure Measured, int Size)
{
    internal enum Measure
    {
        Months,
        Days,
        Minutes,
    }

    /// <summary>The unit; null: there is none of that name.</summary>
    public static TimeUnit? Read(string name) => TextForms.CodePointText.Lower(name) switch
    {
        "y" or "year" or "years" => new TimeUnit(Measure.Months, 12),
        "q" or "quarter" or "quarters" => new TimeUnit(Measure.Months, 3),
        "m" or "month" or "months" => new TimeUnit(Measure.Months, 1),
        "w" or "week" or "weeks" => new TimeUnit(Measure.Days, 7),
        "d" or "day" or "days" => new TimeUnit(Measure.Days, 1),
        "h" or "hour" or "hours" => new TimeUnit(Measure.Minutes, 60),
        "min" or "minute" or "minutes" => new TimeUnit(Measure.Minutes, 1),
        _ => null,
    };
}
