using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>Text of several lines, such as a remark.</summary>
public sealed class LongTextField : TextualField<LongTextField.LongTextOptions>
{
    private const int MostCharacters = 200_000;

    /// <param name="Rows">The height of its input, in lines.</param>
    public sealed record LongTextOptions(int MaxLength = 20_000, int? Rows = null);

    public override string Name => "longText";
    public override bool CanBeEncrypted => true;
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Text;

    /// <summary>It may be longer than an index can hold.</summary>
    public override bool CanBeUnique => false;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.MaxLength is < 1 or > MostCharacters)
        {
            yield return new FieldError(
                "out_of_range",
                $"The longest text must be between 1 and {MostCharacters} characters.",
                $"最大长度须在 1 到 {MostCharacters} 之间。").Under("/maxLength");
        }
        if (options.Rows is < 1 or > 50)
            yield return new FieldError("out_of_range", $"Rows must be between 1 and 50.", $"行数须在 1 到 50 之间。").Under("/rows");
        if (field.Definition.Indexed && options.MaxLength > TextField.MaxIndexedLength)
        {
            yield return new FieldError(
                "out_of_range",
                $"An indexed text may have at most {TextField.MaxIndexedLength} characters.",
                $"建索引的文本最多 {TextField.MaxIndexedLength} 个字符。").Under("/maxLength");
        }
    }

    protected override Parsed<string> ParseText(string text, LongTextOptions options) => new Repairing(text).Lines().Trimmed().Done;

    protected override Parsed<string> ParsePart(string text, LongTextOptions options) => text;

    protected override IEnumerable<FieldError> Check(string value, LongTextOptions options)
    {
        if (LengthOf(value) is var length && length > options.MaxLength) yield return TooLong(options.MaxLength, length);
    }
}
