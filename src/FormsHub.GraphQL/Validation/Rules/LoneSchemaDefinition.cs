using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// A document defines the schema once at most, and not where one is extended that has its root types.
/// See https://spec.graphql.org/September2025/#sec-Schema
/// </summary>
public sealed class LoneSchemaDefinition : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var schema = context.Schema;
        var isDefined = schema.Nodes.OfType<SchemaDefinitionNode>().Any() || (schema.Query ?? schema.Mutation ?? schema.Subscription) is not null;
        var isSeen = false;

        context.Enter<SchemaDefinitionNode>(definition =>
        {
            if (isDefined) context.Report("Cannot define a new schema within a schema extension.", definition);
            else if (isSeen) context.Report("Must provide only one schema definition.", definition);
            isSeen = true;
        });
    }
}
