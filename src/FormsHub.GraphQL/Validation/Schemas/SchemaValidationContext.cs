using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Schemas;

/// <summary>A schema while it is checked, and where the errors go.</summary>
internal sealed class SchemaValidationContext(Schema schema)
{
    public Schema Schema { get; } = schema;
    public List<GraphQLError> Errors { get; } = [];

    public void Report(string message, params IEnumerable<Node?> nodes) => Errors.Add(GraphQLError.At(message, nodes));

    /// <summary>See https://spec.graphql.org/September2025/#sec-Names.Reserved-Names</summary>
    public void CheckName(string name, Node? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal)) Report($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
    }

    public static DirectiveNode? DeprecatedAt(IReadOnlyList<DirectiveNode>? directives) =>
        directives?.FirstOrDefault(directive => directive.Name.Value == SpecifiedDirectives.Deprecated.Name);
}
