using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// Every type that is named is one of the schema. See https://spec.graphql.org/September2025/#sec-Fragment-Spread-Type-Existence
/// </summary>
public sealed class KnownTypeNames : ValidationRule
{
    // In a schema that is being written these need no definition.
    private static readonly string[] Standard =
    [
        "String", "Int", "Float", "Boolean", "ID",
        "__Schema", "__Directive", "__DirectiveLocation", "__Type", "__Field", "__InputValue", "__EnumValue", "__TypeKind",
    ];

    public override void Check(ValidationContext context)
    {
        HashSet<string>? defined = null;

        context.Enter<NamedTypeNode>(type =>
        {
            var name = type.Name.Value;
            if (context.Schema.Types.ContainsKey(name)) return;
            defined ??= [.. context.Document.Definitions.OfType<TypeDefinitionNode>().Select(definition => definition.Name.Value)];
            if (defined.Contains(name)) return;

            var isTypeSystem = context.Ancestors.ElementAtOrDefault(1) is not ExecutableDefinitionNode;
            if (isTypeSystem && Standard.Contains(name)) return;

            var names = context.Schema.Types.Keys.Concat(defined);
            context.Report($"Unknown type \"{name}\".{context.DidYouMean(name, isTypeSystem ? Standard.Concat(names) : names)}", type);
        });
    }
}
