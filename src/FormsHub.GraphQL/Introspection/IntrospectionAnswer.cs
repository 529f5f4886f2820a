using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Introspection;

/// <summary>
/// Answers a field of introspection: the <see cref="Field.Tag"/> of each of them but <c>__typename</c>. A value is null, a bool, a string, a
/// list, or what the type of the field describes: a schema, type, field, input value, enum value or directive.
/// </summary>
public delegate object? IntrospectionAnswer(object? source, IReadOnlyDictionary<string, object?> arguments, Schema schema);
