using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A value computed by an expression over the record. It reads, compares and shows as the type that its <c>result</c> names.</summary>
public sealed class FormulaField : FieldType
{
    private const int LongestExpression = 4_000;

    /// <param name="Result">"number", "text", "boolean", "date" or "dateTime".</param>
    /// <param name="Decimals">What numbers are rounded to.</param>
    public sealed record FormulaOptions(string Expression, string Result = "text", int? Decimals = null);

    /// <summary>The fields that results are like, by the name of the result.</summary>
    private static readonly Dictionary<string, Field> Results = new FieldType[]
    {
        new TextField(), new NumberField(), new BooleanField(), new DateField(), new DateTimeField(),
    }.ToDictionary(type => type.Name, type => Part.Of("result", type));

    public override string Name => "formula";
    public override FieldRole Role => FieldRole.Formula;
    public override SqlType SqlType => SqlType.Text;
    public override FilterOperators Operators => FilterOperators.Textual;

    public override SqlType SqlTypeOf(Field field) => Like(field).Type.SqlType;

    public override string GraphQLTypeOf(Field field) => Like(field).Type.GraphQLTypeOf(field);

    public override FilterOperators OperatorsOf(Field field) => Like(field).Type.Operators;

    public override object ReadOptions(JsonObject attributes) => OptionsFrom<FormulaOptions>(attributes);

    private static FormulaOptions OptionsOf(Field field) => (FormulaOptions)field.Options;

    private static Field Like(Field field) => Results.GetValueOrDefault(OptionsOf(field).Result) ?? Results["text"];

    /// <summary>The expression itself is checked where it is compiled.</summary>
    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.Expression.Length is 0 or > LongestExpression)
        {
            yield return new FieldError(
                "invalid_expression", $"An expression has 1 to {LongestExpression} characters.", $"公式长度为 1 到 {LongestExpression} 个字符。").Under("/expression");
        }
        if (!Results.ContainsKey(options.Result))
        {
            yield return new FieldError(
                "unknown_result",
                $"Use \"number\", \"text\", \"boolean\", \"date\" or \"dateTime\".",
                $"请使用“number”、“text”、“boolean”、“date”或“dateTime”。").Under("/result");
        }
        if (options.Decimals is < 0 or > Decimals.MostDigits)
        {
            yield return new FieldError(
                "out_of_range", $"Decimals must be between 0 and {Decimals.MostDigits}.", $"小数位数须在 0 到 {Decimals.MostDigits} 之间。").Under("/decimals");
        }
    }

    protected override Reading ReadValue(JsonElement input, Field field) => Like(field).Type.Read(input, Like(field));

    protected override Reading ReadOperandValue(JsonElement input, Field field) => Like(field).Type.ReadOperand(input, Like(field));

    public override string Display(JsonElement value, Field field, Language language) => Like(field).Type.Display(value, Like(field), language);

    public override string? Plain(JsonElement value, Field field) => Like(field).Type.Plain(value, Like(field));

    public override string? SearchText(JsonElement value, Field field) => Like(field).Type.SearchText(value, Like(field));

    public override Value ToValue(JsonElement value, Field field) => Like(field).Type.ToValue(value, Like(field));

    public override JsonElement? FromValue(Value value, Field field) => value is Value.Number number
        ? JsonSerializer.SerializeToElement(Decimals.Round(number.Amount, OptionsOf(field).Decimals))
        : Like(field).Type.FromValue(value, Like(field));

    public override int Compare(JsonElement left, JsonElement right) => AnyValue.Compare(left, right);

    /// <summary>What stood in the field before is computed anew.</summary>
    public override Conversion Convert(JsonElement value, Field from, Field to) => from.Type == this ? new(value, Lossy: false) : Conversion.Impossible;
}
