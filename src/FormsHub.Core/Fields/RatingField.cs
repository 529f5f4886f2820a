using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A number of stars, from 1 to <c>max</c>.</summary>
public sealed class RatingField : NumericField<RatingField.RatingOptions>
{
    private const int MostStars = 10;

    public sealed record RatingOptions(int Max = 5);

    public override string Name => "rating";

    public override string GraphQLTypeOf(Field field) => "Int";

    protected override NumericLimits Limits(RatingOptions options) => new(1, options.Max, 0);

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        if (OptionsOf(field).Max is < 2 or > MostStars)
            yield return new FieldError("out_of_range", $"The most stars must be between 2 and {MostStars}.", $"最高评分须在 2 到 {MostStars} 之间。").Under("/max");
    }

    protected override IEnumerable<FieldError> Check(decimal value, RatingOptions options)
    {
        if (value < 1 || value > options.Max || value.Scale > 0)
            yield return new("invalid_rating", $"Must be a whole number from 1 to {options.Max}.", $"必须是 1 到 {options.Max} 的整数。");
    }
}
