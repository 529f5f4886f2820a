using FormsHub.GraphQL.Introspection;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Schemas;

/// <summary>A schema while it is checked, and where the errors go.</summary>
internal sealed class SchemaValidationContext(Schema schema)
{
    public Schema Schema { get; } = schema;
    public List<GraphQLError> Errors { get; } = [];

    /// <summary>The type of this name, also where nothing but a wrong reference leads to it.</summary>
    public NamedType? FindType(string name) => Schema.FindType(name) ?? SpecifiedScalars.All.Concat(IntrospectionTypes.All).FirstOrDefault(type => type.Name == name);

    public void Report(string message, params IEnumerable<Node?> nodes) => Errors.Add(GraphQLError.At(message, nodes));

    /// <summary>See https://spec.graphql.org/September2025/#sec-Names.Reserved-Names</summary>
    public void CheckName(string name, Node? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal)) Report($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
    }

    public static DirectiveNode? DeprecatedAt(IReadOnlyList<DirectiveNode>? directives) =>
        directives?.FirstOrDefault(directive => directive.Name.Value == SpecifiedDirectives.Deprecated.Name);
}
