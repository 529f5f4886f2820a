using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A directive stands once at a place, unless it is declared repeatable; a type and its extensions are one place. See
/// https://spec.graphql.org/September2025/#sec-Directives-Are-Unique-per-Location
/// </summary>
public sealed class UniqueDirectivesPerLocation : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var unique = context.Schema.Directives.ToDictionary(directive => directive.Name, directive => !directive.IsRepeatable);
        foreach (var definition in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
            unique[definition.Name.Value] = !definition.IsRepeatable;

        var ofSchema = new Dictionary<string, DirectiveNode>();
        var ofTypes = new Dictionary<string, Dictionary<string, DirectiveNode>>();

        context.Enter<ExecutableDefinitionNode>(node => CheckPlace(node.Directives));
        context.Enter<VariableDefinitionNode>(node => CheckPlace(node.Directives));
        context.Enter<SelectionNode>(node => CheckPlace(node.Directives));
        context.Enter<FieldDefinitionNode>(node => CheckPlace(node.Directives));
        context.Enter<InputValueDefinitionNode>(node => CheckPlace(node.Directives));
        context.Enter<EnumValueDefinitionNode>(node => CheckPlace(node.Directives));
        context.Enter<SchemaDefinitionNode>(node => Check(node.Directives, ofSchema));
        context.Enter<SchemaExtensionNode>(node => Check(node.Directives, ofSchema));
        context.Enter<TypeDefinitionNode>(node => Check(node.Directives, OfType(node.Name.Value)));
        context.Enter<TypeExtensionNode>(node => Check(node.Directives, OfType(node.Name.Value)));

        Dictionary<string, DirectiveNode> OfType(string name) => ofTypes.TryGetValue(name, out var seen) ? seen : ofTypes[name] = [];

        void CheckPlace(IReadOnlyList<DirectiveNode> directives)
        {
            if (directives.Count > 1) Check(directives, []);
        }

        void Check(IReadOnlyList<DirectiveNode> directives, Dictionary<string, DirectiveNode> seen)
        {
            foreach (var directive in directives)
            {
                var name = directive.Name.Value;
                if (unique.GetValueOrDefault(name) && !seen.TryAdd(name, directive))
                    context.Report($"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }
        }
    }
}
