using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Types;

public class SchemaCoordinateTests
{
    private static readonly Schema Pets = SchemaText.Build("""
        type Query { pet(id: ID!): Pet }
        union Pet = Dog
        interface Named { name: String }
        type Dog implements Named { name: String }
        enum Color { RED }
        input Filter { name: String }
        directive @masked(by: String) on FIELD
        """);

    [Theory]
    [InlineData("MyType")]
    [InlineData("_A1.field")]
    [InlineData("MyType.field(arg:)")]
    [InlineData("@masked")]
    [InlineData("@masked(by:)")]
    public void A_coordinate_is_read_and_written(string text) => Assert.Equal(text, SchemaCoordinate.Parse(text).ToString());

    /// <summary>The sentences and places are those of the reference implementation.</summary>
    [Theory]
    [InlineData("", "Expected Name, found <EOF>.", 1)]
    [InlineData("MyType.field.deep", "Expected <EOF>, found \".\".", 13)]
    [InlineData("MyType.field(arg: value)", "Invalid character: \" \".", 18)]
    [InlineData("MyType.field(arg)", "Expected \":\", found \")\".", 17)]
    [InlineData("@masked.field", "Expected <EOF>, found \".\".", 8)]
    [InlineData(" MyType", "Invalid character: \" \".", 1)]
    [InlineData("A..b", "Expected Name, found \".\".", 3)]
    [InlineData("A(b:)", "Expected <EOF>, found \"(\".", 2)]
    [InlineData("@@a", "Expected Name, found \"@\".", 2)]
    [InlineData("A.b(c:)d", "Expected <EOF>, found Name \"d\".", 8)]
    [InlineData("A.b(c:", "Expected \")\", found <EOF>.", 7)]
    [InlineData("1A", "Invalid character: \"1\".", 1)]
    [InlineData("A.é", "Invalid character: U+00E9.", 3)]
    public void What_is_no_coordinate_is_refused_with_its_place(string text, string message, int column)
    {
        var error = Assert.Throws<GraphQLException>(() => SchemaCoordinate.Parse(text)).Error;

        Assert.Equal(("Syntax Error: " + message, new Location(1, column)), (error.Message, error.Locations.Single()));
    }

    [Theory]
    [InlineData("Query", "Query")]
    [InlineData("Query.pet(id:)", "id")]
    [InlineData("Named.name", "name")]
    [InlineData("Dog.__typename", "__typename")]
    [InlineData("Color.RED", "RED")]
    [InlineData("Filter.name", "name")]
    [InlineData("@masked", "masked")]
    [InlineData("@masked(by:)", "by")]
    [InlineData("Nobody", null)]
    [InlineData("Query.nothing", null)]
    [InlineData("Query.pet(no:)", null)]
    [InlineData("Color.PINK", null)]
    [InlineData("@nothing", null)]
    public void An_element_is_found_by_its_coordinate(string coordinate, string? name) => Assert.Equal(name, SchemaCoordinate.Parse(coordinate).FindIn(Pets) switch
    {
        null => null,
        NamedType type => type.Name,
        Field field => field.Name,
        EnumValue value => value.Name,
        InputValue value => value.Name,
        Directive directive => directive.Name,
        var other => throw new InvalidOperationException($"{other}"),
    });

    [Theory]
    [InlineData("Nobody.name", "Expected \"Nobody\" to be defined as a type in the schema.")]
    [InlineData("Pet.name", "Expected \"Pet\" to be an Enum, Input Object, Object or Interface type.")]
    [InlineData("Color.RED(a:)", "Expected \"Color\" to be an object type or interface type.")]
    [InlineData("Query.dog(id:)", "Expected \"dog\" to exist as a field of type \"Query\" in the schema.")]
    [InlineData("@nothing(a:)", "Expected \"nothing\" to be defined as a directive in the schema.")]
    public void What_would_hold_the_element_must_be_there(string coordinate, string message) =>
        Assert.Equal(message, Assert.Throws<GraphQLException>(() => SchemaCoordinate.Parse(coordinate).FindIn(Pets)).Message);
}
