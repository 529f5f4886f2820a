using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>A type system: the operations' root types, every type that has a name, and the directives. See https://spec.graphql.org/September2025/#sec-Schema</summary>
public sealed class Schema
{
    /// <summary>
    /// <paramref name="types"/> are all named types of the schema, by name, the built-in scalars and introspection types that are used among them:
    /// what makes a schema knows them, so that nothing has to be walked and members stay unmade until they are asked for.
    /// </summary>
    public Schema(IReadOnlyDictionary<string, NamedType> types, IReadOnlyList<Directive> directives, ObjectType? query, ObjectType? mutation = null, ObjectType? subscription = null) =>
        (Types, Directives, Query, Mutation, Subscription) = (types, directives, query, mutation, subscription);

    public IReadOnlyDictionary<string, NamedType> Types { get; }
    public IReadOnlyList<Directive> Directives { get; }
    public ObjectType? Query { get; }
    public ObjectType? Mutation { get; }
    public ObjectType? Subscription { get; }
    public string? Description { get; init; }

    /// <summary>The definition and then the extensions, if the schema was read from a text that has them.</summary>
    public IReadOnlyList<DefinitionNode> Nodes { get; init; } = [];
}
