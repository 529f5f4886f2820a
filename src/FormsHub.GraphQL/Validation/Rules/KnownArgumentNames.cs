using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every argument is one of its field or directive. See https://spec.graphql.org/September2025/#sec-Argument-Names
/// </summary>
public sealed class KnownArgumentNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        context.Enter<ArgumentNode>(argument =>
        {
            if (context.Types is not { Argument: null, Field: { } field }) return;
            var suggestion = context.DidYouMean(argument.Name.Value, field.Arguments.Select(known => known.Name));
            context.Report($"Unknown argument \"{argument.Name}\" on field \"{context.Types.FieldCoordinate}\".{suggestion}", argument);
        });
        KnownArgumentNamesOnDirectives.CheckDirectives(context);
    }
}
