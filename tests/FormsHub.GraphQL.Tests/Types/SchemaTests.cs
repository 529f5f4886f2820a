using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Types;

public class SchemaTests
{
    private static readonly ScalarType Text = new("String");
    private static readonly InterfaceType Node = new("Node", () => [new Field("id", Text)]);
    private static readonly InterfaceType Resource = new("Resource", () => [new Field("id", Text)], () => [Node!]);
    private static readonly InterfaceType Unused = new("Unused", () => [new Field("id", Text)], () => [Node!]);
    private static readonly ObjectType Dog = new("Dog", () => [new Field("id", Text)], () => [Node!, Resource!]);
    private static readonly ObjectType Cat = new("Cat", () => [new Field("id", Text)]);
    private static readonly UnionType Pet = new("Pet", () => [Dog!, Cat!]);
    private static readonly ObjectType Meta = new("__Schema", () => []);
    private static readonly ObjectType Query = new("Query", () => [new Field("pet", Pet!)]);
    private static readonly Schema Schema = new(
        new NamedType[] { Text, Node, Resource, Unused, Dog, Cat, Pet, Meta, Query }.ToDictionary(type => type.Name), [], Query);

    [Fact]
    public void Every_composite_type_has_typename_and_the_query_has_schema()
    {
        Assert.Equal("String!", Schema.FindField(Pet, "__typename")?.Type.ToString());
        Assert.Equal("__Schema!", Schema.FindField(Query, "__schema")?.Type.ToString());
        Assert.Null(Schema.FindField(Dog, "__schema"));
        Assert.Equal("__Type", Schema.FindField(Query, "__type")?.Type.ToString());
        Assert.Null(Schema.FindField(Pet, "id"));
        Assert.NotNull(Schema.FindField(Dog, "id"));
    }

    [Fact]
    public void A_subtype_is_non_null_or_one_of_the_possible_types()
    {
        Assert.True(new NonNullType(Dog).IsSubtypeOf(Pet));
        Assert.True(new ListType(new NonNullType(Dog)).IsSubtypeOf(new ListType(Node)));
        Assert.True(Resource.IsSubtypeOf(Node));
        Assert.False(Dog.IsSubtypeOf(new NonNullType(Dog)));
        Assert.False(Cat.IsSubtypeOf(Node));
        Assert.False(Dog.IsSubtypeOf(new ListType(Dog)));
        Assert.False(new ListType(Dog).IsSubtypeOf(Dog));
    }

    [Fact]
    public void Types_overlap_when_a_value_can_be_of_both()
    {
        Assert.True(Schema.Overlap(Node, Pet));
        Assert.True(Schema.Overlap(Pet, Cat));
        Assert.False(Schema.Overlap(Node, Cat));
        Assert.False(Schema.Overlap(Unused, Node));
        Assert.Equal([Dog], Schema.PossibleTypes(Resource));
    }

    [Fact]
    public void A_written_type_is_found_with_its_wrappers()
    {
        var written = new NonNullTypeNode(Span.None, new ListTypeNode(Span.None, new NamedTypeNode(Span.None, new NameNode(Span.None, "Dog"))));

        Assert.Equal("[Dog]!", Schema.FindType(written)?.ToString());
        Assert.Null(Schema.FindType(new NamedTypeNode(Span.None, new NameNode(Span.None, "Bird"))));
    }
}
