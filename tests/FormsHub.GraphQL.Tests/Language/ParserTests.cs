using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Tests.Language;

public class ParserTests
{
    [Theory]
    [InlineData("\"simple\"", "simple")]
    [InlineData("\"\"", "")]
    [InlineData("\" white space \"", " white space ")]
    [InlineData("\"quote \\\"\"", "quote \"")]
    [InlineData("\"escaped \\n\\r\\b\\t\\f\\/\\\\\"", "escaped \n\r\b\t\f/\\")]
    [InlineData("\"unicode \\u1234\\u5678\\u90AB\\uCDEF\\uabcd\"", "unicode \u1234\u5678\u90AB\uCDEF\uABCD")]
    [InlineData("\"wide \\u{1234}\\u{1F600}\\u{00000000}\\u{10FFFF}\"", "wide \u1234😀\0\U0010FFFF")]
    [InlineData("\"pair \\uD83D\\uDE00\\uDBFF\\uDFFF\"", "pair 😀\U0010FFFF")]
    [InlineData("\"raw 😀 客户 \u0007\"", "raw 😀 客户 \u0007")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\" white space \"\"\"", " white space ")]
    [InlineData("\"\"\"contains \" quote and \\\"\"\" three\"\"\"", "contains \" quote and \"\"\" three")]
    [InlineData("\"\"\"\\\"\"\"\\\"\"\"\"\"\"", "\"\"\"\"\"\"")]
    [InlineData("\"\"\"multi\rline\r\nnormalized\n\"\"\"", "multi\nline\nnormalized")]
    [InlineData("\"\"\"unescaped \\n\\r\\u1234\"\"\"", "unescaped \\n\\r\\u1234")]
    [InlineData("\"\"\"\n\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n\n\"\"\"", "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    [InlineData("\"\"\"    first keeps\n    \n      a\n    b  \n\t\n\"\"\"", "    first keeps\n\n  a\nb  ")]
    [InlineData("\"\"\"\n \t \n\"\"\"", "")]
    [InlineData("\"\"\"a\n\n\tb\n\"\"\"", "a\n\nb")]
    public void A_string_means_what_its_escapes_and_indentation_say(string text, string value) =>
        Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(text)).Value);

    [Theory]
    [InlineData("4", NodeKind.IntValue)]
    [InlineData("-0", NodeKind.IntValue)]
    [InlineData("4.123", NodeKind.FloatValue)]
    [InlineData("-0.123E-4", NodeKind.FloatValue)]
    [InlineData("0e+4", NodeKind.FloatValue)]
    [InlineData("true", NodeKind.BooleanValue)]
    [InlineData("null", NodeKind.NullValue)]
    [InlineData("nulls", NodeKind.EnumValue)]
    [InlineData("$a", NodeKind.Variable)]
    [InlineData("[1, [$a] {}]", NodeKind.ListValue)]
    [InlineData("{a: {b: []}}", NodeKind.ObjectValue)]
    [InlineData("\"\"\"a\"\"\"", NodeKind.StringValue)]
    public void A_value_is_read_as_its_kind_and_place(string text, NodeKind kind)
    {
        var value = Parser.ParseValue($" {text} # comment");

        Assert.Equal((kind, 1, 1 + text.Length), (value.Kind, value.Span.Start, value.Span.End));
    }

    [Fact]
    public void A_query_is_read_with_the_place_of_every_part()
    {
        var document = Parser.Parse("{\n  node(id: 4) {\n    id,\n    n: name\n  }\n}\n");

        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions.Single());
        var node = Assert.IsType<FieldNode>(operation.SelectionSet.Selections.Single());
        var name = Assert.IsType<FieldNode>(node.SelectionSet!.Selections[1]);
        Assert.Equal((0, 44), (document.Span.Start, document.Span.End));
        Assert.Equal((0, 43), (operation.Span.Start, operation.Span.End));
        Assert.Equal((4, 41), (node.Span.Start, node.Span.End));
        Assert.Equal((9, 14), (node.Arguments.Single().Span.Start, node.Arguments.Single().Span.End));
        Assert.Equal(("n", "name", new Location(4, 5)), (name.ResponseKey, name.Name.Value, name.Span.Location));
        Assert.Equal(new Location(4, 8), name.Name.Span.Location);
    }

    [Fact]
    public void Descriptions_stand_before_operations_fragments_and_variables()
    {
        var document = Parser.Parse("\"o\" query Q(\"v\" $a: Int = 3 @d) @e { ...F } \"\"\"f\"\"\" fragment F on T @g { a }");

        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        Assert.Equal(("o", "v", "Q"), (operation.Description?.Value, operation.Variables[0].Description?.Value, operation.Name?.Value));
        Assert.Equal(("d", "e"), (operation.Variables[0].Directives[0].Name.Value, operation.Directives[0].Name.Value));
        Assert.Equal("f", Assert.IsType<FragmentDefinitionNode>(document.Definitions[1]).Description?.Value);
    }

    [Fact]
    public void Keywords_are_names_wherever_a_name_stands()
    {
        foreach (var keyword in new[] { "on", "fragment", "query", "mutation", "subscription", "true", "false", "null", "type", "extend", "repeatable", "implements" })
        {
            var fragment = keyword is "on" ? "a" : keyword;
            Parser.Parse($$"""
                query {{keyword}} { ... {{fragment}} ... on {{keyword}} { {{keyword}}: {{keyword}}({{keyword}}: ${{keyword}}) @{{keyword}}({{keyword}}: {{keyword}}) } }
                fragment {{fragment}} on {{keyword}} { field }
                type {{keyword}} implements {{keyword}} { {{keyword}}({{keyword}}: {{keyword}}): {{keyword}} }
                """);
        }
    }

    [Fact]
    public void Every_definition_and_extension_of_a_type_system_is_read()
    {
        var document = Parser.Parse("""
            "s" schema @a { query: Q mutation: M subscription: S }
            "c" scalar C @a(b: 1)
            type O
            "o" type O implements & A & B @a { "f" f("x" x: [Int!]! = [1] @a): Int @a }
            interface I implements A & B { f: Int }
            union U @a = | A | B
            union U
            enum E { "v" V @a W }
            input P { a: Int = 1 @a, b: P = { a: null } }
            "d" directive @d(a: Int) repeatable on | FIELD | INPUT_FIELD_DEFINITION
            extend schema @a
            extend schema { query: Q }
            extend scalar C @a
            extend type O implements A
            extend interface I { g: Int }
            extend union U = A
            extend enum E { X }
            extend input P @a
            """);

        Assert.Equal(
            [
                NodeKind.SchemaDefinition, NodeKind.ScalarTypeDefinition, NodeKind.ObjectTypeDefinition, NodeKind.ObjectTypeDefinition, NodeKind.InterfaceTypeDefinition,
                NodeKind.UnionTypeDefinition, NodeKind.UnionTypeDefinition, NodeKind.EnumTypeDefinition, NodeKind.InputObjectTypeDefinition, NodeKind.DirectiveDefinition,
                NodeKind.SchemaExtension, NodeKind.SchemaExtension, NodeKind.ScalarTypeExtension, NodeKind.ObjectTypeExtension, NodeKind.InterfaceTypeExtension,
                NodeKind.UnionTypeExtension, NodeKind.EnumTypeExtension, NodeKind.InputObjectTypeExtension,
            ],
            document.Definitions.Select(definition => definition.Kind));
        var type = Assert.IsType<ObjectTypeDefinitionNode>(document.Definitions[3]);
        Assert.Equal(["A", "B"], type.Interfaces.Select(each => each.Name.Value));
        Assert.Equal("[Int!]!", string.Concat(document.Span.Source.Text[type.Fields[0].Arguments[0].Type.Span.Start..type.Fields[0].Arguments[0].Type.Span.End]));
        var directive = Assert.IsType<DirectiveDefinitionNode>(document.Definitions[9]);
        Assert.True(directive.IsRepeatable);
        Assert.Equal(["FIELD", "INPUT_FIELD_DEFINITION"], directive.Locations.Select(each => each.Value));
    }

    [Fact]
    public void What_the_specification_does_not_know_is_read_only_on_request()
    {
        var options = new ParserOptions { AllowEmptySelectionSets = true, AllowFragmentVariables = true };

        var document = Parser.Parse("{} fragment F($a: Int = 1) on T { b {} }", options);

        Assert.Equal("a", Assert.IsType<FragmentDefinitionNode>(document.Definitions[1]).Variables.Single().Variable.Name.Value);
    }

    [Fact]
    public void A_repeated_name_is_one_string()
    {
        var selections = Assert.IsType<OperationDefinitionNode>(Parser.Parse("{ name name other }").Definitions[0]).SelectionSet.Selections;

        Assert.Same(((FieldNode)selections[0]).Name.Value, ((FieldNode)selections[1]).Name.Value);
    }

    [Fact]
    public void A_type_reference_nests_lists_and_non_null()
    {
        var type = Assert.IsType<NonNullTypeNode>(Parser.ParseType("[[A!]]!"));

        var inner = Assert.IsType<ListTypeNode>(Assert.IsType<ListTypeNode>(type.Type).Type);
        Assert.Equal("A", Assert.IsType<NamedTypeNode>(Assert.IsType<NonNullTypeNode>(inner.Type).Type).Name.Value);
        Assert.Equal("Syntax Error: Expected <EOF>, found Name \"b\".", Assert.Throws<GraphQLException>(() => Parser.ParseType("a b")).Message);
        Assert.Equal("Syntax Error: Unexpected variable \"$b\" in constant value.", Assert.Throws<GraphQLException>(() => Parser.ParseConstValue("{a: $b}")).Message);
    }
}
