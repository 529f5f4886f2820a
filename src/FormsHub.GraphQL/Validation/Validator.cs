using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation;

/// <summary>Checks a document before it is executed. See https://spec.graphql.org/September2025/#sec-Validation</summary>
public static class Validator
{
    /// <summary>What is wrong with the document, in its order; nothing: it can be executed. The schema is taken to be valid itself.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        return new ValidationContext(schema, document, options).Run(options.Rules);
    }
}
