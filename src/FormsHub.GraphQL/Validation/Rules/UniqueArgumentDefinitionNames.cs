using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No two arguments of a field or directive are defined with the same name. See https://spec.graphql.org/September2025/#sec-Objects.Type-Validation
/// </summary>
public sealed class UniqueArgumentDefinitionNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        context.Enter<DirectiveDefinitionNode>(directive => Check($"@{directive.Name}", directive.Arguments));
        context.Enter<TypeDefinitionNode>(type => CheckFields(type.Name, type));
        context.Enter<TypeExtensionNode>(type => CheckFields(type.Name, type));

        void CheckFields(NameNode type, DefinitionNode node)
        {
            foreach (var field in node.FieldNodes()) Check($"{type}.{field.Name}", field.Arguments);
        }

        void Check(string owner, IReadOnlyList<InputValueDefinitionNode> arguments)
        {
            if (arguments.Count < 2) return;
            foreach (var same in arguments.GroupBy(argument => argument.Name.Value).Where(same => same.Count() > 1))
                context.Report($"Argument \"{owner}({same.Key}:)\" can only be defined once.", same.Select(argument => argument.Name));
        }
    }
}
