using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Filters;

/// <summary>What every record has besides its form's fields.</summary>
/// <param name="Name">As clients know it: "createdAt".</param>
/// <param name="Column">In the record table.</param>
public sealed record SystemField(string Name, SystemKind Kind, string Column)
{
    public static readonly SystemField Id = new("id", SystemKind.Id, "id");
    public static readonly SystemField Title = new("title", SystemKind.Text, "title");
    public static readonly SystemField CreatedAt = new("createdAt", SystemKind.Moment, "created_at");
    public static readonly SystemField UpdatedAt = new("updatedAt", SystemKind.Moment, "updated_at");
    public static readonly SystemField DeletedAt = new("deletedAt", SystemKind.Moment, "deleted_at");

    public static readonly IReadOnlyList<SystemField> All =
    [
        Id,
        new("rev", SystemKind.Integer, "rev"),
        new("version", SystemKind.Integer, "version"),
        Title,
        new("state", SystemKind.Text, "state"),
        new("owner", SystemKind.User, "owner"),
        new("department", SystemKind.Department, "department"),
        CreatedAt,
        new("createdBy", SystemKind.User, "created_by"),
        UpdatedAt,
        new("updatedBy", SystemKind.User, "updated_by"),
        DeletedAt,
        new("deletedBy", SystemKind.User, "deleted_by"),
    ];

    private static readonly FrozenDictionary<string, SystemField> ByName = All.ToFrozenDictionary(field => field.Name);

    public FilterOperators Operators => Kind switch
    {
        SystemKind.Id or SystemKind.User or SystemKind.Department => FilterOperators.Equality,
        SystemKind.Integer or SystemKind.Moment => FilterOperators.Comparable,
        SystemKind.Text => FilterOperators.Textual,
    };

    /// <summary>Whether a record may be without it.</summary>
    public bool MayBeEmpty => Kind is SystemKind.User or SystemKind.Department || this == DeletedAt;

    public LinkKind Links => Kind switch
    {
        SystemKind.User => LinkKind.User,
        SystemKind.Department => LinkKind.Department,
        SystemKind.Id or SystemKind.Integer or SystemKind.Text or SystemKind.Moment => LinkKind.None,
    };

    public static SystemField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>An operand in the form that values have: ids in lower case, moments in UTC.</summary>
    public Reading Read(JsonElement operand) =>
        operand.ValueKind is JsonValueKind.Null ? Reading.Empty
        : SafeInput.Refuse(operand) is { } wrong ? Reading.Wrong(wrong)
        : ReadSafe(operand);

    private Reading ReadSafe(JsonElement operand) => Kind switch
    {
        SystemKind.Integer => operand.ValueKind is JsonValueKind.Number && operand.TryGetDecimal(out _)
            ? Reading.Of(operand)
            : Wrong($"Must be a number.", $"必须是数字。"),
        SystemKind.Text => operand.ValueKind is JsonValueKind.String ? Reading.Of(operand) : Wrong($"Must be a text.", $"必须是文本。"),
        SystemKind.Moment => operand.ValueKind is JsonValueKind.String && Moment(operand.GetString()!) is { } moment
            ? Reading.Of(JsonSerializer.SerializeToElement(moment.UtcDateTime))
            : Wrong($"Must be a moment such as \"2026-11-21T10:00:00Z\".", $"必须是时刻，例如“2026-11-21T10:00:00Z”。"),
        SystemKind.Id or SystemKind.User or SystemKind.Department => ReadId(operand),
    };

    public int Compare(JsonElement left, JsonElement right) => Kind switch
    {
        SystemKind.Integer => left.GetDecimal().CompareTo(right.GetDecimal()),
        SystemKind.Moment => left.GetDateTimeOffset().CompareTo(right.GetDateTimeOffset()),
        SystemKind.Id or SystemKind.User or SystemKind.Department or SystemKind.Text => CodePoints.Compare(left.GetString()!, right.GetString()!),
    };

    /// <summary>A moment of RFC 3339, or a day, which is its beginning in UTC; PostgreSQL keeps microseconds.</summary>
    private static DateTimeOffset? Moment(string text) =>
        text is [_, _, _, _, '-', ..] && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond))
            : null;

    /// <summary>An id, an object with one, or for people and departments a name, which the parser resolves.</summary>
    private Reading ReadId(JsonElement operand)
    {
        if (operand.ValueKind is JsonValueKind.Object && operand.TryGetProperty("id"u8, out var id)) return ReadId(id);
        if (operand.ValueKind is not JsonValueKind.String) return Wrong($"Must be an id.", $"必须是 id。");
        return operand.TryGetGuid(out var guid) ? Reading.Of(JsonSerializer.SerializeToElement(guid))
            : Kind is SystemKind.Id ? Wrong($"Is not a valid id.", $"不是有效的 id。")
            : Reading.Of(operand);
    }

    private static Reading Wrong(FormattableString english, FormattableString chinese) =>
        Reading.Wrong(new FieldError("wrong_type", english, chinese));
}

/// <summary>What kind of value a system field holds.</summary>
public enum SystemKind
{
    Id,
    Integer,
    Text,

    /// <summary>A moment with microseconds, as PostgreSQL keeps it.</summary>
    Moment,
    User,
    Department,
}
