using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Introspection;

/// <summary>
/// The fields that no type defines: <c>__typename</c> on every composite type, <c>__schema</c> and <c>__type</c> on the query root.
/// See https://spec.graphql.org/September2025/#sec-Introspection.Introspecting-the-Schema
/// </summary>
public static class MetaFields
{
    public static Field Schema { get; } = new("__schema", new NonNullType(IntrospectionTypes.SchemaType))
    {
        Description = "Access the current type schema of this server.",
        Tag = (IntrospectionAnswer)((_, _, schema) => schema),
    };

    public static Field Type { get; } = new("__type", IntrospectionTypes.TypeType)
    {
        Description = "Request the type information of a single type.",
        Arguments = [new InputValue("name", new NonNullType(SpecifiedScalars.String))],
        Tag = (IntrospectionAnswer)((_, arguments, schema) => schema.FindType((string)arguments["name"]!)),
    };

    /// <summary>Answered by whoever knows the object that the selection is on.</summary>
    public static Field TypeName { get; } = new("__typename", new NonNullType(SpecifiedScalars.String))
    {
        Description = "The name of the current Object type at runtime.",
    };
}
