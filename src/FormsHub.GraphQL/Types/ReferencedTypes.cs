using FormsHub.GraphQL.Introspection;

namespace FormsHub.GraphQL.Types;

/// <summary>
/// Finds all types of a schema by going from one to the next, for who does not know them beforehand. The order is that of the reference
/// implementation, so that what is printed and what introspection lists compare: the types that are given in their order, each followed by
/// those it leads to and that are not given, then those of the directives, then those of introspection.
/// </summary>
public static class ReferencedTypes
{
    public static IReadOnlyDictionary<string, NamedType> Of(
        IEnumerable<NamedType> types, IReadOnlyList<Directive> directives, ObjectType? query = null, ObjectType? mutation = null, ObjectType? subscription = null)
    {
        var found = new OrderedDictionary<string, NamedType>();
        var given = types.ToList();
        var ahead = given.Select(type => type.Name).ToHashSet();
        foreach (var type in given)
        {
            ahead.Remove(type.Name);
            Collect(type);
        }
        foreach (var root in new[] { query, mutation, subscription })
            if (root is not null) Collect(root);
        foreach (var argument in directives.SelectMany(directive => directive.Arguments)) Collect(argument.Type);
        Collect(IntrospectionTypes.SchemaType);
        return found;

        // On a stack of its own: a chain of types may be as long as the text that defines it.
        void Collect(GraphQLType from)
        {
            var next = new Stack<NamedType>([from.Named]);
            while (next.TryPop(out var type))
            {
                if (ahead.Contains(type.Name) || !found.TryAdd(type.Name, type)) continue;
                foreach (var reference in References(type).Reverse()) next.Push(reference.Named);
            }
        }
    }

    private static IEnumerable<GraphQLType> References(NamedType type) => type switch
    {
        UnionType union => union.Types,
        FieldsType it => it.Interfaces.Concat(it.Fields.SelectMany(field => field.Arguments.Select(argument => argument.Type).Prepend(field.Type))),
        InputObjectType input => input.Fields.Select(field => field.Type),
        _ => [],
    };
}
