using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>What the types have in common that only arrange the form: they hold no value.</summary>
public abstract class LayoutField<TOptions> : FieldType
    where TOptions : class
{
    public override FieldRole Role => FieldRole.Layout;
    public override SqlType SqlType => SqlType.None;
    public override FilterOperators Operators => FilterOperators.None;
    public override bool CanBeColumn => false;

    public override object ReadOptions(JsonObject attributes) => OptionsFrom<TOptions>(attributes);

    protected override Reading ReadValue(JsonElement input, Field field) => Reading.Wrong(new FieldError(
        "no_value", $"This part of the form holds no value.", $"表单的这一部分没有值。"));

    public override string Display(JsonElement value, Field field, Language language) => "";

    public override string? Plain(JsonElement value, Field field) => null;

    public override Value ToValue(JsonElement value, Field field) => Value.Empty;

    public override int Compare(JsonElement left, JsonElement right) => 0;

    public override Conversion Convert(JsonElement value, Field from, Field to) => Conversion.Impossible;
}
