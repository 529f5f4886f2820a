using System.Globalization;
using System.Text.RegularExpressions;

namespace FormsHub.Core.Filters;

/// <summary>A signed span of ISO 8601, such as "-P90D" or "P1MT2H": calendar units first, then time.</summary>
public sealed partial record Period(int Months, int Days, TimeSpan Time)
{
    public static readonly Period Zero = new(0, 0, TimeSpan.Zero);

    /// <summary>The span that a text means; null if it means none or more than about 500 years.</summary>
    public static Period? Parse(string text)
    {
        var match = Iso().Match(text);
        if (!match.Success || text.EndsWith('P') || text.EndsWith('T')) return null;
        var sign = match.Groups["sign"].Value is "-" ? -1 : 1;
        var months = (Number("years") * 12) + Number("months");
        var days = (Number("weeks") * 7) + Number("days");
        var seconds = (Number("hours") * 3600) + (Number("minutes") * 60) + Number("seconds");
        return months > 6_000 || days > 182_000 || seconds > 182_000L * 86_400
            ? null
            : new Period(sign * (int)months, sign * (int)days, TimeSpan.FromSeconds(sign * seconds));

        long Number(string group) =>
            match.Groups[group].Success ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>The day that far from another; times of less than a day do not count.</summary>
    public DateOnly From(DateOnly day) => DateOnly.FromDateTime(From(day.ToDateTime(TimeOnly.MinValue)));

    /// <summary>The moment that far from another: calendar units by the clock of the zone.</summary>
    public DateTimeOffset From(DateTimeOffset moment, TimeZoneInfo zone)
    {
        if (Months is 0 && Days is 0) return moment + Time;
        var local = From(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)) + Time;
    }

    private DateTime From(DateTime local) => local.AddMonths(Months).AddDays(Days);

    [GeneratedRegex(
        @"^(?<sign>[+-])?P((?<years>\d{1,6})Y)?((?<months>\d{1,6})M)?((?<weeks>\d{1,6})W)?((?<days>\d{1,6})D)?(T((?<hours>\d{1,8})H)?((?<minutes>\d{1,8})M)?((?<seconds>\d{1,9})S)?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Iso();
}
