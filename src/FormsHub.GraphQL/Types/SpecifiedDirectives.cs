using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>The five directives that every schema has. See https://spec.graphql.org/September2025/#sec-Type-System.Directives.Built-in-Directives</summary>
public static class SpecifiedDirectives
{
    /// <summary>What <c>@deprecated</c> says where it gives no reason.</summary>
    public const string NoLongerSupported = "No longer supported";

    public static Directive Include { get; } = new("include", [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment])
    {
        Description = "Directs the executor to include this field or fragment only when the `if` argument is true.",
        Arguments = [new InputValue("if", new NonNullType(SpecifiedScalars.Boolean)) { Description = "Included when true." }],
    };

    public static Directive Skip { get; } = new("skip", [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment])
    {
        Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
        Arguments = [new InputValue("if", new NonNullType(SpecifiedScalars.Boolean)) { Description = "Skipped when true." }],
    };

    public static Directive Deprecated { get; } = new(
        "deprecated", [DirectiveLocation.FieldDefinition, DirectiveLocation.ArgumentDefinition, DirectiveLocation.InputFieldDefinition, DirectiveLocation.EnumValue])
    {
        Description = "Marks an element of a GraphQL schema as no longer supported.",
        Arguments =
        [
            new InputValue("reason", new NonNullType(SpecifiedScalars.String))
            {
                Description = "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).",
                Default = new StringValueNode(Span.None, NoLongerSupported, isBlock: false),
            },
        ],
    };

    public static Directive SpecifiedBy { get; } = new("specifiedBy", [DirectiveLocation.Scalar])
    {
        Description = "Exposes a URL that specifies the behavior of this scalar.",
        Arguments = [new InputValue("url", new NonNullType(SpecifiedScalars.String)) { Description = "The URL that specifies the behavior of this scalar." }],
    };

    public static Directive OneOf { get; } = new("oneOf", [DirectiveLocation.InputObject])
    {
        Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
    };

    public static IReadOnlyList<Directive> All { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf];
}
