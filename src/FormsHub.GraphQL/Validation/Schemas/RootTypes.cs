using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Schemas;

/// <summary>There is a type for queries, and all root types are objects, each another one. See https://spec.graphql.org/September2025/#sec-Root-Operation-Types</summary>
internal static class RootTypes
{
    public static void Check(SchemaValidationContext context)
    {
        if (Named(context, OperationKind.Query) is null)
            context.Report("Query root type must be provided.", context.Schema.Nodes.OfType<SchemaDefinitionNode>().FirstOrDefault());

        var objects = new List<(OperationKind Operation, ObjectType Type)>();
        foreach (var operation in Enum.GetValues<OperationKind>())
        {
            if (Named(context, operation) is ObjectType type)
            {
                objects.Add((operation, type));
            }
            else if (Named(context, operation) is { } other)
            {
                context.Report(
                    $"{operation} root type must be Object type{(operation is OperationKind.Query ? "" : " if provided")}, it cannot be {other}.",
                    (Node?)At(context.Schema, operation) ?? other.Nodes.OfType<TypeDefinitionNode>().FirstOrDefault());
            }
        }

        foreach (var same in objects.GroupBy(root => root.Type, root => root.Operation).Where(same => same.Count() > 1))
        {
            context.Report(
                $"All root types must be different, \"{same.Key}\" type is used as {AndList([.. same.Select(operation => operation.Keyword())])} root types.",
                same.Select(operation => At(context.Schema, operation)));
        }
    }

    // What the schema's text names, also where it is no object and so cannot be the root: by its definition, or by its usual name where there is none.
    private static NamedType? Named(SchemaValidationContext context, OperationKind operation)
    {
        var schema = context.Schema;
        if (schema.RootOf(operation) is { } root) return root;
        if (At(schema, operation) is { } node) return context.FindType(node.Name.Value);
        var usual = schema.Nodes.OfType<SchemaDefinitionNode>().Any() ? null : schema.FindType(operation.ToString());
        return usual is { Nodes.Count: > 0 } and not ObjectType ? usual : null;
    }

    private static NamedTypeNode? At(Schema schema, OperationKind operation) =>
        schema.Nodes.SelectMany(node => node.OperationTypeNodes()).FirstOrDefault(node => node.Operation == operation)?.Type;

    private static string AndList(IReadOnlyList<string> words) => words.Count is 2 ? $"{words[0]} and {words[1]}" : $"{string.Join(", ", words.SkipLast(1))}, and {words[^1]}";
}
