using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Validation;

/// <summary>The uses of what is deprecated, in the words of the reference implementation.</summary>
public sealed class NoDeprecatedTests
{
    private static readonly Schema Schema = SchemaText.Build("""
        type Query {
          old: Int @deprecated(reason: "Use new.")
          new(was: Int @deprecated(reason: "No more."), where: Where, color: Color): Int
        }
        input Where { was: Int @deprecated(reason: "Use is."), is: Int, inner: Where }
        enum Color { RED, RUST @deprecated(reason: "Faded.") }
        """);

    [Theory]
    [InlineData("{ new(where: {is: 1}, color: RED) }")]
    [InlineData("{ old }", "The field Query.old is deprecated. Use new.")]
    [InlineData("{ new(was: 1) }", """Field "Query.new" argument "was" is deprecated. No more.""")]
    [InlineData("{ new(where: {inner: {was: 1}}) }", "The input field Where.was is deprecated. Use is.")]
    [InlineData("{ new(color: RUST) }", """The enum value "Color.RUST" is deprecated. Faded.""")]
    [InlineData("{ ...F } fragment F on Query { old, nothing }", "The field Query.old is deprecated. Use new.")]
    public void What_is_deprecated_is_reported_where_it_is_used(string text, params string[] messages) =>
        Assert.Equal(messages, Validator.Validate(Schema, Parser.Parse(new Source(text)), new ValidationOptions { Rules = [new NoDeprecated()] }).Select(error => error.Message));
}
