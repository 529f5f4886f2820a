using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>Every value that is written fits where it stands. See https://spec.graphql.org/September2025/#sec-Values-of-Correct-Type</summary>
public sealed class ValuesOfCorrectType : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var literals = new LiteralCheck(context.HideSuggestions, (error, _) => context.Report(error));

        context.EnterOrSkip<ValueNode>(value =>
        {
            if (value is VariableNode) return true;
            var type = value is ListValueNode ? context.Types.ParentInput : context.Types.Input;
            if (type is not null) literals.Check(value, type);
            return false;
        });
    }
}
