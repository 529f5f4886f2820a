using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// The schema has a root type for each operation of the document. See https://spec.graphql.org/September2025/#sec-Operation-Type-Existence
/// </summary>
public sealed class KnownOperationTypes : ValidationRule
{
    public override void Check(ValidationContext context) => context.Enter<OperationDefinitionNode>(operation =>
    {
        if (context.Schema.RootOf(operation.Operation) is null)
            context.Report($"The {Word(operation.Operation)} operation is not supported by the schema.", operation);
    });

    private static string Word(OperationKind operation) => operation switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        OperationKind.Subscription => "subscription",
    };
}
