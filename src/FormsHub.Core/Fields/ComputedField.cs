using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// What the types have in common that SQL computes at each read. Nothing is stored, so nothing is read or converted;
/// <see cref="FieldType.Effective"/> says how a value compares and shows.
/// </summary>
public abstract class ComputedField<TOptions> : FieldType
    where TOptions : class
{
    public override FieldRole Role => FieldRole.Computed;
    public override SqlType SqlType => SqlType.Json;
    public override FilterOperators Operators => FilterOperators.None;
    public override bool CanBeColumn => false;

    public override object ReadOptions(JsonObject attributes) => OptionsFrom<TOptions>(attributes);

    public static TOptions OptionsOf(Field field) => (TOptions)field.Options;

    protected override Reading ReadValue(JsonElement input, Field field) => Reading.Wrong(new FieldError(
        "computed", $"This value is computed and cannot be written.", $"该值由系统计算，不能填写。"));

    /// <summary>A filter's operand is read by the effective field.</summary>
    protected override Reading ReadOperandValue(JsonElement input, Field field) => Reading.Of(input);

    public override string Display(JsonElement value, Field field, Language language) => AnyValue.Display(value);

    public override string? Plain(JsonElement value, Field field) => null;

    public override Value ToValue(JsonElement value, Field field) => AnyValue.ToValue(value);

    public override int Compare(JsonElement left, JsonElement right) => AnyValue.Compare(left, right);

    public override Conversion Convert(JsonElement value, Field from, Field to) => Conversion.Impossible;

    protected static FieldError Unknown(string path, string key, IEnumerable<Field> fields)
    {
        var nearest = Suggestion.For(key, fields.Select(field => field.Key));
        return new FieldError(
            "unknown_field", $"There is no field \"{key}\".{Suggestion.English(nearest)}", $"没有字段“{key}”。{Suggestion.Chinese(nearest)}").Under(path);
    }
}
