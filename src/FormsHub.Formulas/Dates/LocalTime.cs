namespace FormsHub.Formulas.Dates;

/// <summary>Moments on the wall clock of a zone.</summary>
internal static class LocalTime
{
    /// <summary>What the clock shows; <see cref="DateTime.Kind"/> is unspecified.</summary>
    public static DateTime Of(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var ticks = moment.UtcTicks + zone.GetUtcOffset(moment).Ticks;
        return new DateTime(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Unspecified);
    }

    public static DateOnly Day(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(Of(moment, zone));

    /// <summary>
    /// The moment at which the clock shows that time: the earlier of two when it is turned back; when it skips the time, as if it had not yet
    /// been put forward.
    /// </summary>
    public static DateTimeOffset? ToMoment(DateTime local, TimeZoneInfo zone)
    {
        const long Day = TimeSpan.TicksPerDay;
        if (local.Ticks < 2 * Day || local.Ticks > DateTime.MaxValue.Ticks - 2 * Day) return null;

        var before = Offset(local.Ticks - Day, zone);
        var after = Offset(local.Ticks + Day, zone);
        var early = local.Ticks - before;
        var late = local.Ticks - after;
        var ticks = Offset(early, zone) != before && Offset(late, zone) == after ? late : early;
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    private static long Offset(long utcTicks, TimeZoneInfo zone) => zone.GetUtcOffset(new DateTimeOffset(utcTicks, TimeSpan.Zero)).Ticks;
}
