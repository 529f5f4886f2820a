namespace FormsHub.Core.Forms;

/// <summary>What earlier versions of a form had, and programs may still ask for.</summary>
/// <param name="Fields">Top-level fields with stored values that were removed within the <see cref="Grace"/>.</param>
/// <param name="Plurals">Former plurals.</param>
public sealed record FormerParts(IReadOnlyList<RemovedField> Fields, IReadOnlyList<string> Plurals)
{
    /// <summary>So long a removed field is answered to programs.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    public static readonly FormerParts None = new([], []);
}

/// <summary>A field that was removed.</summary>
/// <param name="WasGuarded">Whether rules of access kept it from somebody, then or since: nobody says any more from whom.</param>
public sealed record RemovedField(Field Field, DateTimeOffset At, bool WasGuarded);
