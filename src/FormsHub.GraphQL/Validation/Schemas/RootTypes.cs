using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Schemas;

/// <summary>There is a type for queries, and all root types are objects, each another one. See https://spec.graphql.org/September2025/#sec-Root-Operation-Types</summary>
internal static class RootTypes
{
    public static void Check(SchemaValidationContext context)
    {
        if (context.Schema.NamedRoot(OperationKind.Query) is null)
            context.Report("Query root type must be provided.", context.Schema.Nodes.OfType<SchemaDefinitionNode>().FirstOrDefault());

        var objects = new List<(OperationKind Operation, ObjectType Type)>();
        foreach (var operation in Enum.GetValues<OperationKind>())
        {
            if (context.Schema.NamedRoot(operation) is ObjectType type)
            {
                objects.Add((operation, type));
            }
            else if (context.Schema.NamedRoot(operation) is { } other)
            {
                context.Report(
                    $"{operation} root type must be Object type{(operation is OperationKind.Query ? "" : " if provided")}, it cannot be {other}.",
                    (Node?)context.Schema.RootNode(operation) ?? other.Nodes.OfType<TypeDefinitionNode>().FirstOrDefault());
            }
        }

        foreach (var same in objects.GroupBy(root => root.Type, root => root.Operation).Where(same => same.Count() > 1))
        {
            context.Report(
                $"All root types must be different, \"{same.Key}\" type is used as {AndList([.. same.Select(operation => operation.Keyword())])} root types.",
                same.Select(operation => context.Schema.RootNode(operation)));
        }
    }

    private static string AndList(IReadOnlyList<string> words) => words.Count is 2 ? $"{words[0]} and {words[1]}" : $"{string.Join(", ", words.SkipLast(1))}, and {words[^1]}";
}
