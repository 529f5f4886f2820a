using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No two arguments of a field or directive have the same name. See https://spec.graphql.org/September2025/#sec-Argument-Uniqueness
/// </summary>
public sealed class UniqueArgumentNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        context.Enter<FieldNode>(field => Check(field.Arguments));
        context.Enter<DirectiveNode>(directive => Check(directive.Arguments));

        void Check(IReadOnlyList<ArgumentNode> arguments)
        {
            if (arguments.Count < 2) return;
            foreach (var same in arguments.GroupBy(argument => argument.Name.Value).Where(same => same.Count() > 1))
                context.Report($"There can be only one argument named \"{same.Key}\".", same.Select(argument => argument.Name));
        }
    }
}
