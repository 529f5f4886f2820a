using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A schema and its extensions name the type of each kind of operation once. See https://spec.graphql.org/September2025/#sec-Root-Operation-Types
/// </summary>
public sealed class UniqueOperationTypes : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var known = new Dictionary<OperationKind, OperationTypeDefinitionNode>();

        context.Enter<SchemaDefinitionNode>(schema => Check(schema.OperationTypes));
        context.Enter<SchemaExtensionNode>(schema => Check(schema.OperationTypes));

        void Check(IReadOnlyList<OperationTypeDefinitionNode> types)
        {
            foreach (var type in types)
            {
                if (context.Schema.RootOf(type.Operation) is not null)
                    context.Report($"Type for {type.Operation.Keyword()} already defined in the schema. It cannot be redefined.", type);
                else if (!known.TryAdd(type.Operation, type))
                    context.Report($"There can be only one {type.Operation.Keyword()} type in schema.", known[type.Operation], type);
            }
        }
    }
}
