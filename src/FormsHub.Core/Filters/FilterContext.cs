using FormsHub.Core.Access;

namespace FormsHub.Core.Filters;

/// <summary>What the relative values of a filter ("$me", {"$now": "-P90D"}) stand for.</summary>
/// <param name="Departments">The caller's department and all below it.</param>
/// <param name="Zone">The zone in which a day begins.</param>
public sealed record FilterContext(
    Guid? Me, Guid? Department, IReadOnlyList<Guid> Departments, DateTimeOffset Now, TimeZoneInfo Zone)
{
    public static FilterContext Of(Caller caller, TimeProvider clock) =>
        new(caller.Id, caller.Department, caller.Departments, clock.GetUtcNow(), clock.LocalTimeZone);

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);
}
