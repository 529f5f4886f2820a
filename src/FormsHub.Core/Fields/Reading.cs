using System.Text.Json;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// What reading one input value gave: the normalised value to store (null: empty), or errors; and what was repaired.
/// Paths of errors are relative to the value.
/// </summary>
public readonly record struct Reading(
    JsonElement? Value, IReadOnlyList<FieldError>? Errors = null, IReadOnlyList<Repair>? Repairs = null)
{
    public bool Failed => Errors is { Count: > 0 };

    public static readonly Reading Empty;

    public static Reading Of(JsonElement value) => new(value);

    public static Reading Wrong(params IReadOnlyList<FieldError> errors) => new(null, errors);
}

/// <summary>A safe correction of what was entered, which the answer tells: full-width digits, blanks, a check digit x.</summary>
/// <param name="Loses">Whether something that had a meaning is gone, such as line breaks or decimals.</param>
public sealed record Repair(string Path, string Code, Message Message, JsonElement Before, JsonElement After, bool Loses = false)
{
    public Repair Under(string parent) => this with { Path = parent + Path };
}

/// <summary>What becomes of an old value when its field takes another type.</summary>
/// <param name="Value">The value in the new type; null if it cannot be carried over.</param>
/// <param name="Lossy">Whether something of the old value is lost.</param>
public readonly record struct Conversion(JsonElement? Value, bool Lossy)
{
    public static readonly Conversion Impossible = new(null, true);
}
