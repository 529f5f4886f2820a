using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Conformance;

/// <summary>Schemas by their text: a test suite puts thousands of documents to the same few.</summary>
internal sealed class SchemaCache
{
    private const int Most = 1000;

    private readonly Dictionary<string, Schema> _schemas = [];
    private readonly Dictionary<Schema, GraphQLException?> _faults = [];

    /// <exception cref="GraphQLException">The text is no schema.</exception>
    public Schema Read(string sdl)
    {
        if (_schemas.TryGetValue(sdl, out var known)) return known;
        var schema = SchemaText.Build(sdl);
        if (_schemas.Count >= Most)
        {
            _schemas.Clear();
            _faults.Clear();
        }
        return _schemas[sdl] = schema;
    }

    /// <summary>A schema that documents may be validated against.</summary>
    /// <exception cref="GraphQLException">The text is no schema, or not a valid one.</exception>
    public Schema ReadValid(string sdl)
    {
        var schema = Read(sdl);
        if (!_faults.TryGetValue(schema, out var fault))
        {
            var errors = SchemaValidation.Check(schema);
            _faults[schema] = fault = errors.Count is 0 ? null : new GraphQLException(errors[0] with { Message = string.Join("\n\n", errors.Select(error => error.Message)) });
        }
        return fault is null ? schema : throw fault;
    }
}
