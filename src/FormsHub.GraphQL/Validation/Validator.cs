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

    /// <summary>What is wrong with a document of definitions, by itself or as an extension of a schema; <see cref="SchemaValidation"/> follows once it is one.</summary>
    public static IReadOnlyList<GraphQLError> ValidateSchemaDocument(DocumentNode document, Schema? extended = null)
    {
        var options = new ValidationOptions { Rules = SpecifiedRules.OfSchemaDocuments, MaxErrors = int.MaxValue };
        return new ValidationContext(extended ?? Schema.Empty, document, options).Run(options.Rules);
    }
}
