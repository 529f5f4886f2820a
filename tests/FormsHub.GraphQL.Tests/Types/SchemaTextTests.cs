using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Types;

public class SchemaTextTests
{
    private const string Kitchen = """"
        """The schema."""
        schema {
          query: Root
        }

        """Of the house."""
        directive @once(at: Int! = 1, names: [String!] = ["a", "b"]) on FIELD | QUERY

        directive @often(
          """An argument."""
          at: Int @deprecated(reason: "never")
        ) repeatable on SCHEMA | OBJECT

        """
        Of
        two lines.
        """
        type Root implements Node & Named {
          id: ID!

          """A field."""
          name(
            upper: Boolean = false

            """An argument."""
            locale: String = null
          ): String @deprecated
          found(where: Where = { text: "x", in: [RED, GREEN] }): [Found!]! @deprecated(reason: "by \"search\"")
        }

        interface Node {
          id: ID!
        }

        interface Named implements Node {
          id: ID!
          name(upper: Boolean = false, locale: String): String @deprecated
        }

        union Found = Root | Other

        type Other {
          when: Date
        }

        enum Colour {
          """Of fire."""
          RED
          GREEN @deprecated
        }

        input Where @oneOf {
          text: String
          in: [Colour!]
        }

        scalar Date @specifiedBy(url: "https://scalars.graphql.org/andimarek/local-date")
        """";

    [Fact]
    public void A_schema_is_printed_as_it_was_written() => Assert.Equal(Kitchen, SchemaText.Print(SchemaText.Build(Kitchen)));

    [Fact]
    public void Usual_names_of_root_types_are_not_printed()
    {
        const string Usual = "type Query {\n  a: Int\n}\n\ntype Mutation {\n  a: Int\n}";

        Assert.Equal(Usual, SchemaText.Print(SchemaText.Build(Usual)));
    }

    [Fact]
    public void A_description_that_no_block_string_can_hold_is_quoted() =>
        Assert.Equal("\" indented\\n both\"\nscalar A\n\n\"\"\"a\n b\"\"\"\nscalar B".Replace("a\n b", "\na\n b\n", StringComparison.Ordinal),
            SchemaText.Print(SchemaText.Build("\" indented\\n both\" scalar A \"a\\n b\" scalar B")));

    [Fact]
    public void What_is_of_a_wrong_kind_is_no_member_of_a_type_but_printed_as_it_was_written()
    {
        const string Wrong = "type Query implements U {\n  a: Int\n}\n\nunion U = Query | In | Int\n\ninput In {\n  a: Int\n}";
        var schema = SchemaText.Build(Wrong);

        Assert.Empty(schema.Query!.Interfaces);
        Assert.Equal([schema.Query], ((UnionType)schema.FindType("U")!).Types);
        Assert.Equal(Wrong, SchemaText.Print(schema));
    }

    [Theory]
    [InlineData("schema {\n  query: I\n  mutation: M\n}\n\ninterface I {\n  a: Int\n}\n\ntype M {\n  a: Int\n}")]
    [InlineData("schema {\n  query: String\n}\n\nscalar S")]
    [InlineData("enum Query {\n  A\n}\n\ntype Mutation {\n  a: Int\n}")]
    public void A_root_that_is_no_object_is_none_but_printed_as_it_was_written(string wrong)
    {
        var schema = SchemaText.Build(wrong);

        Assert.Null(schema.Query);
        Assert.Equal(wrong, SchemaText.Print(schema));
    }

    [Fact]
    public void Types_stand_in_the_order_of_the_text_followed_by_what_they_lead_to() =>
        Assert.Equal(
            "Query, Int, Other, Float, Boolean, String, __Schema, __Type, __TypeKind, __Field, __InputValue, __EnumValue, __Directive, __DirectiveLocation",
            string.Join(", ", SchemaText.Build("type Query { a(b: Int): Other } type Other { c: Float }").Types.Keys));

    [Fact]
    public void A_schema_has_the_built_in_directives_or_its_own_in_their_place()
    {
        var schema = SchemaText.Build("directive @skip(unless: Int) on FIELD type Query { a: Int }");

        Assert.Equal(["skip", "include", "deprecated", "specifiedBy", "oneOf"], schema.Directives.Select(directive => directive.Name));
        Assert.Equal("unless", schema.FindDirective("skip")!.Arguments.Single().Name);
    }

    [Fact]
    public void Everything_keeps_its_node()
    {
        var schema = SchemaText.Build("schema { query: Q }\ntype Q { a(b: Int): E }\nextend type Q { c: Int }\nenum E { A }\nextend schema { mutation: M }\ntype M { d: Int }");
        var type = (ObjectType)schema.FindType("Q")!;

        Assert.Equal([1, 5], schema.Nodes.Select(node => node.Span.Location.Line));
        Assert.Equal([2, 3], type.Nodes.Select(node => node.Span.Location.Line));
        Assert.Equal([new Location(2, 10), new Location(3, 17)], type.Fields.Select(field => field.Node!.Span.Location));
        Assert.Equal(new Location(2, 12), type.Fields[0].Arguments[0].Node!.Span.Location);
        Assert.Equal(new Location(4, 10), ((EnumType)schema.FindType("E")!).Values[0].Node!.Span.Location);
    }

    [Fact]
    public void An_extension_makes_a_new_schema_of_which_all_types_refer_to_each_other()
    {
        var schema = SchemaText.Build("type Query implements I { i: I u: U } interface I { i: I } union U = Query enum E { A } input In { e: E } scalar S");

        var extended = SchemaText.Extend(schema, Parser.Parse("""
            extend type Query { s(in: In): S } extend interface I { n: New } extend union U = New type New { e: E } extend enum E { B }
            extend input In { f: Int = 1 } extend scalar S @specifiedBy(url: "u") extend type Query { n: New } directive @d(e: E) on FIELD
            """));

        Assert.Equal(
            """
            directive @d(e: E) on FIELD

            type Query implements I {
              i: I
              u: U
              s(in: In): S
              n: New
            }

            interface I {
              i: I
              n: New
            }

            union U = Query | New

            enum E {
              A
              B
            }

            input In {
              e: E
              f: Int = 1
            }

            scalar S @specifiedBy(url: "u")

            type New {
              e: E
            }
            """,
            SchemaText.Print(extended));
        Assert.Same(extended.FindType("I"), extended.Query!.FindField("i")!.Type);
        Assert.NotSame(schema.Query, extended.Query);
        Assert.Equal(2, schema.Query!.Fields.Count);
    }

    [Fact]
    public void An_extension_keeps_what_the_server_put_on_fields_and_scalars()
    {
        var scalar = new ScalarType("Money") { ParseValue = _ => 5m, Serialize = value => $"{value} EUR" };
        var node = new InterfaceType("Node", () => [new Field("id", scalar)]) { ResolveType = _ => "Query" };
        var query = new ObjectType("Query", () => [new Field("price", scalar) { Tag = "sql", Resolve = _ => new(5m), Arguments = [new InputValue("at", scalar) { Tag = 7 }] }, new Field("node", node)]);
        var schema = new Schema(ReferencedTypes.Of([query], SpecifiedDirectives.All), SpecifiedDirectives.All, query);

        var extended = SchemaText.Extend(schema, Parser.Parse("extend type Query { other: Money }"));

        var field = extended.Query!.FindField("price")!;
        Assert.Equal("sql", field.Tag);
        Assert.Same(query.FindField("price")!.Resolve, field.Resolve);
        Assert.Same(node.ResolveType, ((InterfaceType)extended.FindType("Node")!).ResolveType);
        Assert.Equal(7, field.Arguments[0].Tag);
        Assert.Equal("5 EUR", ((ScalarType)field.Type).Serialize(5));
        Assert.Equal(5m, ((ScalarType)field.Type).ParseValue("x"));
    }

    [Theory]
    [InlineData("type Query { a: Nope }", "Unknown type \"Nope\".")]
    [InlineData("type Query { a: Int @deprecated(reason: 5) }", "Argument \"@deprecated(reason:)\" has invalid value: String cannot represent a non string value: 5")]
    [InlineData("type Query { a: Int @deprecated(reason: null) }", "Argument \"@deprecated(reason:)\" has invalid value: Expected value of non-null type \"String!\" not to be null.")]
    public void What_is_no_schema_is_refused(string text, string expected)
    {
        var refused = Assert.Throws<GraphQLException>(() => SchemaText.Build(text));

        Assert.Equal(expected, refused.Error.Message);
        Assert.Single(refused.Error.Locations);
    }

    [Fact]
    public void A_chain_of_twenty_thousand_types_is_built_and_printed()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"type T{number} {{ next: T{(number + 1) % 20_000} }}\n"));

        var schema = SchemaText.Build(Parser.Parse(text), assumeValid: true);

        Assert.Equal(20_000, schema.Types.Keys.Count(name => name[0] is 'T'));
        Assert.EndsWith("type T19999 {\n  next: T0\n}", SchemaText.Print(schema), StringComparison.Ordinal);
    }
}
