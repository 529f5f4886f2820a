using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Validation;

public class ValidatorTests
{
    private static readonly ScalarType Text = new("String");
    private static readonly ObjectType Query = new("Query", () => [new Field("name", Text), new Field("self", Query!)]);
    private static readonly Schema Schema = new(new Dictionary<string, NamedType> { ["String"] = Text, ["Query"] = Query }, [], Query);

    [Fact]
    public void An_error_says_its_rule_and_its_place()
    {
        var errors = Validator.Validate(Schema, Parser.Parse("{\n  self { nmae }\n}"));

        var error = Assert.Single(errors);
        Assert.Equal("Cannot query field \"nmae\" on type \"Query\". Did you mean \"name\"?", error.Message);
        Assert.Equal("FieldsOnCorrectType", error.Rule);
        Assert.Equal([new Location(2, 10)], error.Locations);
    }

    [Fact]
    public void What_the_schema_has_can_be_kept_to_itself()
    {
        var errors = Validator.Validate(Schema, Parser.Parse("{ nmae }"), new ValidationOptions { HideSuggestions = true });

        Assert.Equal("Cannot query field \"nmae\" on type \"Query\".", Assert.Single(errors).Message);
    }

    [Fact]
    public void After_a_hundred_errors_validation_stops()
    {
        var errors = Validator.Validate(Schema, Parser.Parse($"{{ {string.Join(' ', Enumerable.Repeat("nmae", 200))} }}"));

        Assert.Equal(101, errors.Count);
        Assert.Equal(new GraphQLError("Too many validation errors, error limit reached. Validation aborted."), errors[^1] with { Locations = errors[^1].Locations });
        Assert.Null(errors[^1].Rule);
    }

    [Fact]
    public void A_rule_that_skips_a_node_still_sees_what_follows_it()
    {
        var errors = Validator.Validate(Schema, Parser.Parse("fragment A on Query { name } fragment A on Query { name } { ...A }"));

        var error = Assert.Single(errors);
        Assert.Equal("UniqueFragmentNames", error.Rule);
        Assert.Equal([new Location(1, 10), new Location(1, 39)], error.Locations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    public void A_cycle_of_any_length_is_found(int length)
    {
        var fragments = Enumerable.Range(0, length).Select(at => $"fragment F{at} on Query {{ ...F{(at + 1) % length} }}");
        var onlyCycles = new ValidationOptions { Rules = [new GraphQL.Validation.Rules.NoFragmentCycles()] };

        var errors = Validator.Validate(Schema, Parser.Parse(string.Join(' ', fragments)), onlyCycles);

        Assert.Equal(length, Assert.Single(errors).Locations.Count);
    }
}
