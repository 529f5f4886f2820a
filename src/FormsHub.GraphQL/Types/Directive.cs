using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>A directive that documents or schemas may use. See https://spec.graphql.org/September2025/#sec-Type-System.Directives</summary>
public sealed class Directive(string name, IReadOnlyList<DirectiveLocation> locations)
{
    public string Name { get; } = name;
    public IReadOnlyList<DirectiveLocation> Locations { get; } = locations;
    public IReadOnlyList<InputValue> Arguments { get; init; } = [];
    public bool IsRepeatable { get; init; }
    public string? Description { get; init; }
    public DirectiveDefinitionNode? Node { get; init; }
    public override string ToString() => $"@{Name}";
}

/// <summary>Where a directive may stand. Written in a schema in capitals: <c>FRAGMENT_SPREAD</c>.</summary>
public enum DirectiveLocation
{
    Query, Mutation, Subscription, Field, FragmentDefinition, FragmentSpread, InlineFragment, VariableDefinition,
    Schema, Scalar, Object, FieldDefinition, ArgumentDefinition, Interface, Union, Enum, EnumValue, InputObject, InputFieldDefinition,
}
