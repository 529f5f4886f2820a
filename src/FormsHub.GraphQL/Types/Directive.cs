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

/// <summary>How the places of directives are written.</summary>
public static class DirectiveLocations
{
    private static readonly string[] Names = [.. Enum.GetNames<DirectiveLocation>().Select(Capitals)];
    private static readonly Dictionary<string, DirectiveLocation> ByName = Names.Index().ToDictionary(each => each.Item, each => (DirectiveLocation)each.Index);

    /// <summary><c>FRAGMENT_SPREAD</c> of <see cref="DirectiveLocation.FragmentSpread"/>.</summary>
    public static string Name(this DirectiveLocation location) => Names[(int)location];

    public static DirectiveLocation? Find(string name) => ByName.TryGetValue(name, out var location) ? location : null;

    private static string Capitals(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
}
