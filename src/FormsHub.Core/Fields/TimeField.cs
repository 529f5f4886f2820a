using FormsHub.Core.Forms;
using System.Text.RegularExpressions;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A time of day without zone: <c>14:30:00</c>.</summary>
public sealed partial class TimeField : TextualField<NoOptions>
{
    public override string Name => "time";

    public override string GraphQLTypeOf(Field field) => "Time";
    public override FilterOperators Operators => FilterOperators.Comparable;
    public override bool CanBeUnique => false;

    protected override Parsed<string> ParseText(string text, NoOptions options)
    {
        var repairing = new Repairing(text).HalfWidth().Trimmed();
        if (repairing.Text.Length is 0) return repairing.Done;
        return Clock().Match(repairing.Text) is { Success: true, Groups: var parts }
            ? Parsed<string>.Repaired(
                $"{parts["hour"].Value.PadLeft(2, '0')}:{parts["minute"].Value}:{(parts["second"].Success ? parts["second"].Value : "00")}",
                repairing.Repairs)
            : new FieldError("invalid_time", $"Must be a time of day from 00:00 to 23:59, such as 14:30.", $"必须是 00:00 到 23:59 之间的时间，例如 14:30。");
    }

    protected override Parsed<string> ParsePart(string text, NoOptions options) => ParseText(text, options);

    /// <summary>Without the seconds if there are none.</summary>
    public override string Display(System.Text.Json.JsonElement value, Forms.Field field, Language language) =>
        value.GetString()! is { Length: 8 } text && text.EndsWith(":00", StringComparison.Ordinal) ? text[..5] : value.GetString()!;

    public override string? SearchText(System.Text.Json.JsonElement value, Forms.Field field) => null;

    [GeneratedRegex(@"\A(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.0+)?)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Clock();
}
