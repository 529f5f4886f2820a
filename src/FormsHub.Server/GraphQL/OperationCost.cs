using System.Globalization;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Records;

namespace FormsHub.Server.GraphQL;

/// <summary>
/// How many objects an operation may answer by the sizes of its pages: a list that comes in pages counts its size, any other object one,
/// each times those around it. What a list is made of (its nodes and edges) is not counted again, nor is introspection.
/// </summary>
public static class OperationCost
{
    private const long Most = long.MaxValue / 4096;

    /// <summary>The document is checked already: how many fields there are, and that no fragment spreads itself.</summary>
    public static long Of(ExecutableOperation operation) => Of(operation, operation.Root, operation.Definition.SelectionSet, 1);

    private static long Of(ExecutableOperation operation, CompositeType type, SelectionSetNode set, long around)
    {
        var cost = 0L;
        foreach (var selection in set.Selections)
        {
            cost = Math.Min(Most, cost + (selection switch
            {
                FieldNode { SelectionSet: not null } field when operation.Schema.FindField(type, field.Name.Value) is { } found => Of(operation, type, found, field, around),
                InlineFragmentNode inline => Of(operation, inline.TypeCondition is { } on ? Named(operation, on, type) : type, inline.SelectionSet, around),
                FragmentSpreadNode spread when operation.FindFragment(spread.Name.Value) is { } fragment => Of(operation, Named(operation, fragment.TypeCondition, type), fragment.SelectionSet, around),
                _ => 0,
            }));
        }
        return cost;
    }

    private static long Of(ExecutableOperation operation, CompositeType type, Field field, FieldNode node, long around)
    {
        if (field.Name.StartsWith("__", StringComparison.Ordinal) || field.Type.Named is not CompositeType inner) return 0;
        if (IsPartOfPage(type)) return Of(operation, inner, node.SelectionSet!, around);
        var objects = Math.Min(Most, around * SizeOf(operation, type, field, node));
        return Math.Min(Most, objects + Of(operation, inner, node.SelectionSet!, objects));
    }

    private static long SizeOf(ExecutableOperation operation, CompositeType type, Field field, FieldNode node)
    {
        if (!field.Arguments.Any(argument => argument.Name is "first")) return 1;
        var arguments = operation.ArgumentsOf(type, field, node);
        var size = arguments.GetValueOrDefault("first") ?? arguments.GetValueOrDefault("last");
        return size is null ? RecordQuery.DefaultFirst : Math.Clamp(Convert.ToInt64(size, CultureInfo.InvariantCulture), 0, int.MaxValue);
    }

    /// <summary>Whether the type is a connection, or an edge of one; a form's type is neither, whatever its fields are called.</summary>
    private static bool IsPartOfPage(CompositeType type) =>
        type is ObjectType of && (of.FindField("pageInfo")?.Type.Named.Name is "PageInfo" || of.Fields is [{ Name: "cursor" }, { Name: "node" }]);

    private static CompositeType Named(ExecutableOperation operation, NamedTypeNode on, CompositeType otherwise) => operation.Schema.FindType(on.Name.Value) as CompositeType ?? otherwise;
}
