using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Introspection;

/// <summary>The types by which a schema describes itself, the same in every schema. See https://spec.graphql.org/September2025/#sec-Schema-Introspection</summary>
public static class IntrospectionTypes
{
    public static ObjectType SchemaType { get; } = new("__Schema", () =>
    [
        Of<Schema>("description", SpecifiedScalars.String, schema => schema.Description),
        Of<Schema>("types", ListOf(TypeType!), schema => schema.Types.Values.ToList(), "A list of all types supported by this server."),
        Of<Schema>("queryType", new NonNullType(TypeType!), schema => schema.Query, "The type that query operations will be rooted at."),
        Of<Schema>("mutationType", TypeType!, schema => schema.Mutation, "If this server supports mutation, the type that mutation operations will be rooted at."),
        Of<Schema>("subscriptionType", TypeType!, schema => schema.Subscription, "If this server support subscription, the type that subscription operations will be rooted at."),
        Of<Schema>("directives", ListOf(DirectiveType!), schema => schema.Directives, "A list of all directives supported by this server."),
    ])
    {
        Description = "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, as well as the entry points for query, mutation, and subscription operations.",
    };

    public static ObjectType TypeType { get; } = new("__Type", () =>
    [
        Of<GraphQLType>("kind", new NonNullType(TypeKindType!), KindOf),
        Of<GraphQLType>("name", SpecifiedScalars.String, type => (type as NamedType)?.Name),
        Of<GraphQLType>("description", SpecifiedScalars.String, type => (type as NamedType)?.Description),
        Of<GraphQLType>("specifiedByURL", SpecifiedScalars.String, type => (type as ScalarType)?.SpecifiedByUrl),
        Undeprecated<GraphQLType, Field>("fields", new ListType(new NonNullType(FieldType!)), type => (type as FieldsType)?.Fields, field => field.DeprecationReason),
        Of<GraphQLType>("interfaces", new ListType(new NonNullType(TypeType!)), type => (type as FieldsType)?.Interfaces),
        new Field("possibleTypes", new ListType(new NonNullType(TypeType!)))
        {
            Tag = (IntrospectionAnswer)((source, _, schema) => source is InterfaceType or UnionType ? schema.PossibleTypes((CompositeType)source) : null),
        },
        Undeprecated<GraphQLType, EnumValue>("enumValues", new ListType(new NonNullType(EnumValueType!)), type => (type as EnumType)?.Values, value => value.DeprecationReason),
        Undeprecated<GraphQLType, InputValue>("inputFields", new ListType(new NonNullType(InputValueType!)), type => (type as InputObjectType)?.Fields, field => field.DeprecationReason),
        Of<GraphQLType>("ofType", TypeType!, type => (type as ListType)?.Of ?? (type as NonNullType)?.Of),
        Of<GraphQLType>("isOneOf", SpecifiedScalars.Boolean, type => (type as InputObjectType)?.IsOneOf),
    ])
    {
        Description = "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the `__TypeKind` enum.\n\nDepending on the kind of a type, certain fields describe information about that type. Scalar types provide no information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types provide the fields they describe. Abstract types, Union and Interface, provide the Object types possible at runtime. List and NonNull types compose other types.",
    };

    public static ObjectType FieldType { get; } = new("__Field", () =>
    [
        Of<Field>("name", new NonNullType(SpecifiedScalars.String), field => field.Name),
        Of<Field>("description", SpecifiedScalars.String, field => field.Description),
        Undeprecated<Field, InputValue>("args", ListOf(InputValueType!), field => field.Arguments, argument => argument.DeprecationReason),
        Of<Field>("type", new NonNullType(TypeType), field => field.Type),
        Of<Field>("isDeprecated", new NonNullType(SpecifiedScalars.Boolean), field => field.DeprecationReason is not null),
        Of<Field>("deprecationReason", SpecifiedScalars.String, field => field.DeprecationReason),
    ])
    {
        Description = "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.",
    };

    public static ObjectType InputValueType { get; } = new("__InputValue", () =>
    [
        Of<InputValue>("name", new NonNullType(SpecifiedScalars.String), input => input.Name),
        Of<InputValue>("description", SpecifiedScalars.String, input => input.Description),
        Of<InputValue>("type", new NonNullType(TypeType), input => input.Type),
        Of<InputValue>("defaultValue", SpecifiedScalars.String, input => input.Default is { } value ? Printer.Print(value) : null, "A GraphQL-formatted string representing the default value for this input value."),
        Of<InputValue>("isDeprecated", new NonNullType(SpecifiedScalars.Boolean), input => input.DeprecationReason is not null),
        Of<InputValue>("deprecationReason", SpecifiedScalars.String, input => input.DeprecationReason),
    ])
    {
        Description = "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.",
    };

    public static ObjectType EnumValueType { get; } = new("__EnumValue", () =>
    [
        Of<EnumValue>("name", new NonNullType(SpecifiedScalars.String), value => value.Name),
        Of<EnumValue>("description", SpecifiedScalars.String, value => value.Description),
        Of<EnumValue>("isDeprecated", new NonNullType(SpecifiedScalars.Boolean), value => value.DeprecationReason is not null),
        Of<EnumValue>("deprecationReason", SpecifiedScalars.String, value => value.DeprecationReason),
    ])
    {
        Description = "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an Enum value is returned in a JSON response as a string.",
    };

    public static ObjectType DirectiveType { get; } = new("__Directive", () =>
    [
        Of<Directive>("name", new NonNullType(SpecifiedScalars.String), directive => directive.Name),
        Of<Directive>("description", SpecifiedScalars.String, directive => directive.Description),
        Of<Directive>("isRepeatable", new NonNullType(SpecifiedScalars.Boolean), directive => directive.IsRepeatable),
        Of<Directive>("locations", ListOf(DirectiveLocationType!), directive => directive.Locations.Select(location => location.Name()).ToList()),
        Undeprecated<Directive, InputValue>("args", ListOf(InputValueType), directive => directive.Arguments, argument => argument.DeprecationReason),
    ])
    {
        Description = "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.\n\nIn some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, such as conditionally including or skipping a field. Directives provide this by describing additional information to the executor.",
    };

    public static EnumType TypeKindType { get; } = new("__TypeKind",
    [
        new EnumValue("SCALAR") { Description = "Indicates this type is a scalar." },
        new EnumValue("OBJECT") { Description = "Indicates this type is an object. `fields` and `interfaces` are valid fields." },
        new EnumValue("INTERFACE") { Description = "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields." },
        new EnumValue("UNION") { Description = "Indicates this type is a union. `possibleTypes` is a valid field." },
        new EnumValue("ENUM") { Description = "Indicates this type is an enum. `enumValues` is a valid field." },
        new EnumValue("INPUT_OBJECT") { Description = "Indicates this type is an input object. `inputFields` is a valid field." },
        new EnumValue("LIST") { Description = "Indicates this type is a list. `ofType` is a valid field." },
        new EnumValue("NON_NULL") { Description = "Indicates this type is a non-null. `ofType` is a valid field." },
    ])
    {
        Description = "An enum describing what kind of type a given `__Type` is.",
    };

    public static EnumType DirectiveLocationType { get; } = new("__DirectiveLocation",
    [
        At(DirectiveLocation.Query, "a query operation"),
        At(DirectiveLocation.Mutation, "a mutation operation"),
        At(DirectiveLocation.Subscription, "a subscription operation"),
        At(DirectiveLocation.Field, "a field"),
        At(DirectiveLocation.FragmentDefinition, "a fragment definition"),
        At(DirectiveLocation.FragmentSpread, "a fragment spread"),
        At(DirectiveLocation.InlineFragment, "an inline fragment"),
        At(DirectiveLocation.VariableDefinition, "an operation variable definition"),
        At(DirectiveLocation.Schema, "a schema definition"),
        At(DirectiveLocation.Scalar, "a scalar definition"),
        At(DirectiveLocation.Object, "an object type definition"),
        At(DirectiveLocation.FieldDefinition, "a field definition"),
        At(DirectiveLocation.ArgumentDefinition, "an argument definition"),
        At(DirectiveLocation.Interface, "an interface definition"),
        At(DirectiveLocation.Union, "a union definition"),
        At(DirectiveLocation.Enum, "an enum definition"),
        At(DirectiveLocation.EnumValue, "an enum value definition"),
        At(DirectiveLocation.InputObject, "an input object type definition"),
        At(DirectiveLocation.InputFieldDefinition, "an input object field definition"),
    ])
    {
        Description = "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.",
    };

    /// <summary>In the order in which one first leads to the next.</summary>
    public static IReadOnlyList<NamedType> All { get; } =
        [SchemaType, TypeType, TypeKindType, FieldType, InputValueType, EnumValueType, DirectiveType, DirectiveLocationType];

    private static string KindOf(GraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        NonNullType => "NON_NULL",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.ToString(), "A type of no kind."),
    };

    private static NonNullType ListOf(NamedType type) => new(new ListType(new NonNullType(type)));

    private static EnumValue At(DirectiveLocation location, string where) => new(location.Name()) { Description = $"Location adjacent to {where}." };

    private static Field Of<TSource>(string name, GraphQLType type, Func<TSource, object?> answer, string? description = null) => new(name, type)
    {
        Description = description,
        Tag = (IntrospectionAnswer)((source, _, _) => answer((TSource)source!)),
    };

    // A list that leaves out what is deprecated, unless the caller asks for all.
    private static Field Undeprecated<TSource, TItem>(string name, GraphQLType type, Func<TSource, IReadOnlyList<TItem>?> items, Func<TItem, string?> reason) => new(name, type)
    {
        Arguments = [new InputValue("includeDeprecated", new NonNullType(SpecifiedScalars.Boolean)) { Default = new BooleanValueNode(Span.None, false) }],
        Tag = (IntrospectionAnswer)((source, arguments, _) => items((TSource)source!) is not { } all ? null
            : arguments["includeDeprecated"] is true ? all
            : all.Where(item => reason(item) is null).ToList()),
    };
}
