using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Types;

/// <summary>A schema from its text and back, in the schema definition language. See https://spec.graphql.org/September2025/#sec-Type-System</summary>
public static class SchemaText
{
    /// <summary>
    /// The schema that the document defines, with the built-in directives added where it does not define them itself. Its scalars take what
    /// JSON can hold, its fields answer nothing of their own.
    /// </summary>
    /// <exception cref="GraphQLException">A rule of schema documents is broken, or a built-in directive has a wrong argument.</exception>
    public static Schema Build(DocumentNode document, bool assumeValid = false)
    {
        if (!assumeValid) ThrowAt(Validator.ValidateSchemaDocument(document));
        return new SchemaExtension(Schema.Empty, document).Build();
    }

    public static Schema Build(string text) => Build(Parser.Parse(text));

    /// <summary>The schema with what the document adds to it; the schema that is given stays as it is.</summary>
    /// <exception cref="GraphQLException">A rule of schema documents is broken, or a built-in directive has a wrong argument.</exception>
    public static Schema Extend(Schema schema, DocumentNode document, bool assumeValid = false)
    {
        if (!assumeValid) ThrowAt(Validator.ValidateSchemaDocument(document, schema));
        return new SchemaExtension(schema, document).Extend();
    }

    /// <summary>The definitions of all that is not built in, in the schema's order.</summary>
    public static string Print(Schema schema) => SchemaPrinter.Print(schema);

    private static void ThrowAt(IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Count is 0) return;
        throw new GraphQLException(errors[0] with { Message = string.Join("\n\n", errors.Select(error => error.Message)) });
    }
}
