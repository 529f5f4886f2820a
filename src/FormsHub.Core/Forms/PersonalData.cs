using FormsHub.Core.Filters;

namespace FormsHub.Core.Forms;

/// <summary>Why a form holds data about people, and how long.</summary>
/// <param name="Purpose">Told to who fills in the form.</param>
/// <param name="LegalBasis">One of <see cref="LegalBases"/>.</param>
public sealed record PersonalData(Localized? Purpose, string? LegalBasis = null, RetentionRule? Retention = null)
{
    /// <summary>The grounds of article 13 of the Personal Information Protection Law.</summary>
    public static readonly IReadOnlyList<string> LegalBases = ["consent", "contract", "law", "emergency", "publicInterest", "published", "other"];
}

/// <summary>How long records are kept.</summary>
/// <param name="After">A span of ISO 8601 in years, months, weeks and days: "P3Y".</param>
/// <param name="From">From when it counts: "createdAt", "updatedAt" or the key of a date field.</param>
/// <param name="Then">One of <see cref="Ends"/>.</param>
public sealed record RetentionRule(string After, string From = RetentionRule.CreatedAt, string Then = RetentionRule.Bin)
{
    public const string CreatedAt = "createdAt";
    public const string UpdatedAt = "updatedAt";
    public const string Bin = "bin";
    public const string Purge = "purge";
    public const string Review = "review";

    public static readonly IReadOnlyList<string> Ends = [Bin, Purge, Review];

    /// <summary>The span backwards from today; null if it is none of at least a day.</summary>
    public Period? Back => Period.Parse(After) is { Time.Ticks: 0, Months: >= 0, Days: >= 0 } span && span != Period.Zero
        ? new Period(-span.Months, -span.Days, TimeSpan.Zero)
        : null;
}
