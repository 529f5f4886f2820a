using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A variable stands only where every value of its type, or its default, may stand.
/// See https://spec.graphql.org/September2025/#sec-All-Variable-Usages-Are-Allowed
/// </summary>
public sealed class VariablesInAllowedPosition : ValidationRule
{
    public override void Check(ValidationContext context) => context.Leave<OperationDefinitionNode>(operation =>
    {
        var declared = new Dictionary<string, VariableDefinitionNode>();
        foreach (var variable in operation.Variables) declared[variable.Variable.Name.Value] = variable;

        foreach (var usage in context.Variables.Of(operation))
        {
            if (usage.Type is not { } place || !declared.TryGetValue(usage.Variable.Name.Value, out var definition)) continue;
            if (context.Schema.FindType(definition.Type) is not { } type) continue;

            if (!IsAllowed(context.Schema, type, definition.DefaultValue, place, usage.HasDefault))
                context.Report($"Variable \"${usage.Variable.Name}\" of type \"{type}\" used in position expecting type \"{place}\".", definition, usage.Variable);
            if (usage.Within is InputObjectType { IsOneOf: true } oneOf && type is not NonNullType)
                context.Report($"Variable \"${usage.Variable.Name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{oneOf}\".", definition, usage.Variable);
        }
    });

    // https://spec.graphql.org/September2025/#IsVariableUsageAllowed()
    private static bool IsAllowed(Schema schema, GraphQLType type, ValueNode? @default, GraphQLType place, bool placeHasDefault)
    {
        if (place is not NonNullType nonNull || type is NonNullType) return type.IsSubtypeOf(place);
        return (placeHasDefault || @default is not null and not NullValueNode) && type.IsSubtypeOf(nonNull.Of);
    }
}
