using FormsHub.GraphQL;
using FormsHub.GraphQL.Types;

namespace FormsHub.Querying.Graph.Types;

/// <summary>The scalars of forms, besides those of the specification.</summary>
internal static class Scalars
{
    private const string Rfc3339 = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6";

    /// <summary>So that it fits into a record, as bodies of requests do.</summary>
    private const int MostLevels = 48;

    private static readonly string[] Relative = ["$now", "$today"];

    public static readonly ScalarType DateTime = new("DateTime")
    {
        Description = "A moment in UTC: \"2026-11-21T10:00:00Z\". In filters also \"$now\", \"$now-P90D\", \"$today\" and \"$today+P1M\", periods as ISO 8601 writes them.",
        SpecifiedByUrl = Rfc3339,
        ParseValue = value => Temporal("DateTime", value),
    };

    public static readonly ScalarType Date = new("Date")
    {
        Description = "A day: \"2026-11-21\". In filters also \"$today\" and \"$today+P1M\", periods as ISO 8601 writes them.",
        SpecifiedByUrl = Rfc3339,
        ParseValue = value => Temporal("Date", value),
    };

    public static readonly ScalarType Time = new("Time")
    {
        Description = "A time of the day: \"09:30\" or \"09:30:00\".",
        SpecifiedByUrl = Rfc3339,
        ParseValue = value => value as string ?? throw Wrong("Time", value),
    };

    public static readonly ScalarType Decimal = new("Decimal")
    {
        Description = "A number of up to 15 significant digits, exact.",
        SpecifiedByUrl = "https://www.rfc-editor.org/rfc/rfc8259#section-6",
        ParseValue = value => value is long or int or decimal || (value is double number && double.IsFinite(number)) ? value
            : throw (value is double ? new GraphQLException("Decimal cannot represent a number that is too large.") : Wrong("Decimal", value)),
    };

    public static readonly ScalarType Json = new("JSON")
    {
        Description = "Any JSON.",
        SpecifiedByUrl = "https://www.rfc-editor.org/rfc/rfc8259",
        ParseValue = value => IsJson(value, MostLevels) ? value : throw new GraphQLException($"JSON cannot represent a number that is too large, or more than {MostLevels} levels."),
    };

    public static readonly ScalarType Uuid = new("UUID")
    {
        Description = "A UUID.",
        SpecifiedByUrl = "https://www.rfc-editor.org/rfc/rfc9562",
        ParseValue = value => value is string text && Guid.TryParse(text, out var id) ? id.ToString() : throw Wrong("UUID", value),
    };

    public static readonly IReadOnlyList<ScalarType> All = [DateTime, Date, Time, Decimal, Json, Uuid];

    /// <summary>The scalar of that name, of the specification's or of these.</summary>
    public static ScalarType Named(string name) => SpecifiedScalars.All.Concat(All).First(scalar => scalar.Name == name);

    /// <summary>What is relative becomes what filters know: <c>{"$now": "-P90D"}</c>. Whether a date is one is said where it is used.</summary>
    private static object Temporal(string type, object? value)
    {
        if (value is not string text) throw Wrong(type, value);
        return Array.Find(Relative, name => text.StartsWith(name, StringComparison.Ordinal)) is { } relative
            ? new Dictionary<string, object?> { [relative] = text[relative.Length..] }
            : text;
    }

    private static bool IsJson(object? value, int levels) => value switch
    {
        double number => double.IsFinite(number),
        IReadOnlyDictionary<string, object?> members => levels > 0 && members.Values.All(member => IsJson(member, levels - 1)),
        IReadOnlyList<object?> items => levels > 0 && items.All(item => IsJson(item, levels - 1)),
        _ => true,
    };

    private static GraphQLException Wrong(string type, object? value) => new($"{type} cannot represent value: {ValueText.Of(value)}");
}
