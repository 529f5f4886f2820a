using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Conformance;

/// <summary>Schemas by their text: a test suite puts thousands of documents to the same few.</summary>
internal sealed class SchemaCache
{
    private const int Most = 1000;

    private readonly Dictionary<string, Schema> _schemas = [];
    private readonly Dictionary<Schema, IReadOnlyList<GraphQLError>> _faults = [];

    /// <summary>The schema of the text; an empty text, which the reference prints of a schema without types, is such a schema.</summary>
    /// <exception cref="GraphQLException">The text cannot be read, or a schema not be made of it.</exception>
    /// <exception cref="BadSchemaException">The text breaks a rule of schema documents.</exception>
    public Schema Read(string sdl)
    {
        if (_schemas.TryGetValue(sdl, out var known)) return known;
        var schema = string.IsNullOrWhiteSpace(sdl) ? new Schema(new Dictionary<string, NamedType>(), SpecifiedDirectives.All, query: null) : Build(sdl);
        if (_schemas.Count >= Most)
        {
            _schemas.Clear();
            _faults.Clear();
        }
        return _schemas[sdl] = schema;
    }

    /// <summary>A schema that documents may be validated against.</summary>
    /// <exception cref="GraphQLException">The text cannot be read, or a schema not be made of it.</exception>
    /// <exception cref="BadSchemaException">The text breaks a rule of schema documents, or of schemas.</exception>
    public Schema ReadValid(string sdl)
    {
        var schema = Read(sdl);
        if (!_faults.TryGetValue(schema, out var faults)) _faults[schema] = faults = SchemaValidation.Check(schema);
        return faults.Count is 0 ? schema : throw new BadSchemaException(faults);
    }

    /// <summary>The schema with what the text adds to it.</summary>
    /// <exception cref="GraphQLException">The text cannot be read, or a schema not be made of both.</exception>
    /// <exception cref="BadSchemaException">The text breaks a rule of schema documents.</exception>
    public static Schema Extend(Schema schema, string text) => SchemaText.Extend(schema, Checked(text, schema), assumeValid: true);

    private static Schema Build(string sdl) => SchemaText.Build(Checked(sdl, extended: null), assumeValid: true);

    private static DocumentNode Checked(string text, Schema? extended)
    {
        var document = Parser.Parse(text);
        var errors = Validator.ValidateSchemaDocument(document, extended);
        return errors.Count is 0 ? document : throw new BadSchemaException(errors);
    }
}

/// <summary>A text that is to be a schema and is none: all that is wrong with it, and in one message as the reference throws it.</summary>
internal sealed class BadSchemaException(IReadOnlyList<GraphQLError> errors) : Exception(string.Join("\n\n", errors.Select(error => error.Message)))
{
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
