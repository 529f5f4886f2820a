using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Tests.Language;

/// <summary>The sentences and places are those of the reference implementation.</summary>
public class SyntaxErrorTests
{
    public static TheoryData<string, string, int, int> Wrong => new()
    {
        { "", "Unexpected <EOF>.", 1, 1 },
        { "{", "Expected Name, found <EOF>.", 1, 2 },
        { "{}", "Expected Name, found \"}\".", 1, 2 },
        { "{ a", "Expected Name, found <EOF>.", 1, 4 },
        { "{ a: }", "Expected Name, found \"}\".", 1, 6 },
        { "{ ...on }", "Expected Name, found \"}\".", 1, 9 },
        { "{ ... }", "Expected \"{\", found \"}\".", 1, 7 },
        { "}", "Unexpected \"}\".", 1, 1 },
        { "notAnOperation Foo { field }", "Unexpected Name \"notAnOperation\".", 1, 1 },
        { "...", "Unexpected \"...\".", 1, 1 },
        { "{ \"\"", "Expected Name, found String \"\".", 1, 3 },
        { "query Foo($x: Complex = { a: { b: [ $var ] } }) { field }", "Unexpected variable \"$var\" in constant value.", 1, 37 },
        { "query ($a: Int = $) { a }", "Unexpected \"$\".", 1, 18 },
        { "fragment on on on { on }", "Unexpected Name \"on\".", 1, 10 },
        { "fragment F on { a }", "Expected Name, found \"{\".", 1, 15 },
        { "{ f(a: ) }", "Unexpected \")\".", 1, 8 },
        { "{ f() }", "Expected Name, found \")\".", 1, 5 },
        { "query () { a }", "Expected \"$\", found \")\".", 1, 8 },
        { "{ a @ }", "Expected Name, found \"}\".", 1, 7 },
        { "query Q { a } garbage", "Unexpected Name \"garbage\".", 1, 15 },
        { "\"d\" { a }", "Unexpected description, descriptions are not supported on shorthand queries.", 1, 1 },
        { "\"d\" extend type A @b", "Unexpected description, only GraphQL definitions support descriptions.", 1, 1 },
        { "\"\"\"d\"\"\" garbage", "Unexpected description, only GraphQL definitions support descriptions.", 1, 1 },
        { "query ($v: [Int) { a }", "Expected \"]\", found \")\".", 1, 16 },
        { "{ f(a: {b c}) }", "Expected \":\", found Name \"c\".", 1, 11 },
        { "type A implements { a: Int }", "Expected Name, found \"{\".", 1, 19 },
        { "type A { }", "Expected Name, found \"}\".", 1, 10 },
        { "type A { a }", "Expected \":\", found \"}\".", 1, 12 },
        { "type A { a: }", "Expected Name, found \"}\".", 1, 13 },
        { "union A = | | B", "Expected Name, found \"|\".", 1, 13 },
        { "enum E { true }", "Name \"true\" is reserved and cannot be used for an enum value.", 1, 10 },
        { "enum E { A null }", "Name \"null\" is reserved and cannot be used for an enum value.", 1, 12 },
        { "input I { a(b: Int): Int }", "Expected \":\", found \"(\".", 1, 12 },
        { "directive a on FIELD", "Expected \"@\", found Name \"a\".", 1, 11 },
        { "directive @a on FIELD | INCORRECT", "Unexpected Name \"INCORRECT\".", 1, 25 },
        { "directive @a repeatable FIELD", "Expected \"on\", found Name \"FIELD\".", 1, 25 },
        { "directive @a", "Expected \"on\", found <EOF>.", 1, 13 },
        { "extend", "Unexpected <EOF>.", 1, 7 },
        { "extend type A", "Unexpected <EOF>.", 1, 14 },
        { "extend scalar A", "Unexpected <EOF>.", 1, 16 },
        { "extend schema", "Unexpected <EOF>.", 1, 14 },
        { "extend union A", "Unexpected <EOF>.", 1, 15 },
        { "extend enum E", "Unexpected <EOF>.", 1, 14 },
        { "extend input I", "Unexpected <EOF>.", 1, 15 },
        { "extend interface I", "Unexpected <EOF>.", 1, 19 },
        { "extend query", "Unexpected Name \"query\".", 1, 8 },
        { "schema", "Expected \"{\", found <EOF>.", 1, 7 },
        { "schema { }", "Expected Name, found \"}\".", 1, 10 },
        { "schema { foo: Bar }", "Unexpected Name \"foo\".", 1, 10 },
        { "schema @a", "Expected \"{\", found <EOF>.", 1, 10 },
        { "{ a ? }", "Unexpected character: \"?\".", 1, 5 },
        { "{ a(b: 'c') }", "Unexpected single quote character ('), did you mean to use a double quote (\")?", 1, 8 },
        { "{ a .. b }", "Unexpected \"..\", did you mean \"...\"?", 1, 5 },
        { "{ a . b }", "Unexpected character: \".\".", 1, 5 },
        { "{ .5 }", "Invalid number, expected digit before \".\", did you mean \"0.5\"?", 1, 3 },
        { "{ .55a }", "Invalid number, expected digit before \".\", did you mean \"0.55\"?", 1, 3 },
        { "{ f(a: 00) }", "Invalid number, unexpected digit after 0: \"0\".", 1, 9 },
        { "{ f(a: 01) }", "Invalid number, unexpected digit after 0: \"1\".", 1, 9 },
        { "{ f(a: 1.) }", "Invalid number, expected digit but got: \")\".", 1, 10 },
        { "{ f(a: 1.e1) }", "Invalid number, expected digit but got: \"e\".", 1, 10 },
        { "{ f(a: 1.A) }", "Invalid number, expected digit but got: \"A\".", 1, 10 },
        { "{ f(a: -A) }", "Invalid number, expected digit but got: \"A\".", 1, 9 },
        { "{ f(a: - ) }", "Invalid number, expected digit but got: \" \".", 1, 9 },
        { "{ f(a: 1.0e) }", "Invalid number, expected digit but got: \")\".", 1, 12 },
        { "{ f(a: 1.0eA) }", "Invalid number, expected digit but got: \"A\".", 1, 12 },
        { "{ f(a: 1.2e3e) }", "Invalid number, expected digit but got: \"e\".", 1, 13 },
        { "{ f(a: 1.2e3.4) }", "Invalid number, expected digit but got: \".\".", 1, 13 },
        { "{ f(a: 1.23.4) }", "Invalid number, expected digit but got: \".\".", 1, 12 },
        { "{ f(a: 0xF1) }", "Invalid number, expected digit but got: \"x\".", 1, 9 },
        { "{ f(a: 0b10) }", "Invalid number, expected digit but got: \"b\".", 1, 9 },
        { "{ f(a: 123abc) }", "Invalid number, expected digit but got: \"a\".", 1, 11 },
        { "{ f(a: 1_234) }", "Invalid number, expected digit but got: \"_\".", 1, 9 },
        { "{ f(a: +1) }", "Unexpected character: \"+\".", 1, 8 },
        { "{ f(a: 0", "Expected Name, found <EOF>.", 1, 9 },
        { "\"", "Unterminated string.", 1, 2 },
        { "\"\"\"", "Unterminated string.", 1, 4 },
        { "\"\"\"\"", "Unterminated string.", 1, 5 },
        { "\"no end quote", "Unterminated string.", 1, 14 },
        { "\"contains unescaped \u0007 control", "Unterminated string.", 1, 30 },
        { "\"multi\nline\"", "Unterminated string.", 1, 7 },
        { "\"multi\rline\"", "Unterminated string.", 1, 7 },
        { "\"bad \\z esc\"", "Invalid character escape sequence: \"\\z\".", 1, 6 },
        { "\"bad \\x esc\"", "Invalid character escape sequence: \"\\x\".", 1, 6 },
        { "\"bad \\u1 esc\"", "Invalid Unicode escape sequence: \"\\u1 es\".", 1, 6 },
        { "\"bad \\u0XX1 esc\"", "Invalid Unicode escape sequence: \"\\u0XX1\".", 1, 6 },
        { "\"bad \\uXXXX esc\"", "Invalid Unicode escape sequence: \"\\uXXXX\".", 1, 6 },
        { "\"bad \\uXXXF esc\"", "Invalid Unicode escape sequence: \"\\uXXXF\".", 1, 6 },
        { "\"bad \\u{} esc\"", "Invalid Unicode escape sequence: \"\\u{}\".", 1, 6 },
        { "\"bad \\u{FXXX} esc\"", "Invalid Unicode escape sequence: \"\\u{FX\".", 1, 6 },
        { "\"bad \\u{FFFF esc\"", "Invalid Unicode escape sequence: \"\\u{FFFF \".", 1, 6 },
        { "\"bad \\u{FFFF\"", "Invalid Unicode escape sequence: \"\\u{FFFF\"\".", 1, 6 },
        { "\"too high \\u{110000} esc\"", "Invalid Unicode escape sequence: \"\\u{110000}\".", 1, 11 },
        { "\"way too high \\u{12345678} esc\"", "Invalid Unicode escape sequence: \"\\u{12345678}\".", 1, 15 },
        { "\"too long \\u{000000000} esc\"", "Invalid Unicode escape sequence: \"\\u{000000000\".", 1, 11 },
        { "\"bad surrogate \\uDEAD esc\"", "Invalid Unicode escape sequence: \"\\uDEAD\".", 1, 16 },
        { "\"bad surrogate \\u{DEAD} esc\"", "Invalid Unicode escape sequence: \"\\u{DEAD}\".", 1, 16 },
        { "\"bad high \\uD83D esc\"", "Invalid Unicode escape sequence: \"\\uD83D\".", 1, 11 },
        { "\"bad high \\uD83D", "Invalid Unicode escape sequence: \"\\uD83D\".", 1, 11 },
        { "\"bad pair \\uD83D\\uDBFF esc\"", "Invalid Unicode escape sequence: \"\\uD83D\".", 1, 11 },
        { "\"bad pair \\uD83D\\u{DE00} esc\"", "Invalid Unicode escape sequence: \"\\uD83D\".", 1, 11 },
        { "\"\\", "Invalid character escape sequence: \"\\\".", 1, 2 },
        { "\"\\u", "Invalid Unicode escape sequence: \"\\u\".", 1, 2 },
        { "\"\\u{", "Invalid Unicode escape sequence: \"\\u{\".", 1, 2 },
        { "\"\"\"unterminated", "Unterminated string.", 1, 16 },
        { "\"\"\"unterminated \\\"\"\"", "Unterminated string.", 1, 21 },
        { "\"\"\"a\n\n\"b\"\"\"\" x", "Unterminated string.", 3, 9 },
        { "\u0000", "Unexpected character: U+0000.", 1, 1 },
        { "\u0007", "Unexpected character: U+0007.", 1, 1 },
        { "\u0080", "Unexpected character: U+0080.", 1, 1 },
        { "\u00AA", "Unexpected character: U+00AA.", 1, 1 },
        { "\u203B \u200B", "Unexpected character: U+203B.", 1, 1 },
        { "{ a(b: \"x\") {\r\n c(d: \u200B) } }", "Unexpected character: U+200B.", 2, 7 },
        { "\uD83D\uDE00", "Unexpected character: U+1F600.", 1, 1 },
        { "{ # comment\n  a \u5BA2 }", "Unexpected character: U+5BA2.", 2, 5 },
        { "#only a comment", "Unexpected <EOF>.", 1, 16 },
        { "\uFEFF{ a } \uFEFF }", "Unexpected \"}\".", 1, 10 },
        { "query Q @a(b: $c) ($d: E) { f }", "Expected \"{\", found \"(\".", 1, 19 },
        { "query Q($a: Int @b(c: $d)) { a }", "Unexpected variable \"$d\" in constant value.", 1, 23 },
        { "{ a { b { c(d: [1, {e: \"f\", g: 1.5, h: H, i: $j, k: null, l: true}) } } }", "Unexpected \")\".", 1, 67 },
        { "fragment F($a: Int) on T { a }", "Expected \"on\", found \"(\".", 1, 11 },
        { "{ ...F(a: 1) }", "Expected Name, found \"(\".", 1, 7 },
        { "subscription", "Expected \"{\", found <EOF>.", 1, 13 },
        { "mutation M(", "Expected \"$\", found <EOF>.", 1, 12 },
        { "query Q($a) { a }", "Expected \":\", found \")\".", 1, 11 },
        { "query Q(a: Int) { a }", "Expected \"$\", found Name \"a\".", 1, 9 },
        { "scalar", "Expected Name, found <EOF>.", 1, 7 },
        { "scalar 1", "Expected Name, found Int \"1\".", 1, 8 },
        { "type A implements B C { a: Int }", "Unexpected Name \"C\".", 1, 21 },
        { "type A implements & & B { a: Int }", "Expected Name, found \"&\".", 1, 21 },
        { "{ a(b: \"\"\"x\"\"\" c: \"y\" 3) }", "Expected Name, found Int \"3\".", 1, 23 },
        { "query \"d\" Q { a }", "Expected \"{\", found String \"d\".", 1, 7 },
        { "{ \"d\" a }", "Expected Name, found String \"d\".", 1, 3 },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_read_is_told_with_its_place(string document, string message, int line, int column)
    {
        var error = Assert.Throws<GraphQLException>(() => Parser.Parse(document)).Error;

        Assert.Equal("Syntax Error: " + message, error.Message);
        Assert.Equal([new Location(line, column)], error.Locations);
        Assert.Null(error.Path);
        Assert.Null(error.Rule);
    }

    [Theory]
    [InlineData("\"lone ^ high\"", 0xD83D, "Invalid character within String: U+D83D.", 7)]
    [InlineData("\"\"\"lone ^ low\"\"\"", 0xDE00, "Invalid character within String: U+DE00.", 9)]
    [InlineData("# lone ^ high", 0xD83D, "Invalid character: U+D83D.", 8)]
    [InlineData("^", 0xD83D, "Invalid character: U+D83D.", 1)]
    [InlineData("^^", 0xDE00, "Invalid character: U+DE00.", 1)]
    public void Half_a_surrogate_pair_is_no_character(string document, int unit, string message, int column)
    {
        var error = Assert.Throws<GraphQLException>(() => Parser.Parse(document.Replace('^', (char)unit))).Error;

        Assert.Equal(("Syntax Error: " + message, new Location(1, column)), (error.Message, error.Locations.Single()));
    }

    /// <summary>The reference implementation reads these: they come after the specification of September 2025.</summary>
    [Theory]
    [InlineData("extend directive @a @b", "Unexpected Name \"directive\".")]
    [InlineData("directive @a @b on FIELD", "Expected \"on\", found \"@\".")]
    [InlineData("directive @a on DIRECTIVE_DEFINITION", "Unexpected Name \"DIRECTIVE_DEFINITION\".")]
    [InlineData("directive @a on FRAGMENT_VARIABLE_DEFINITION", "Unexpected Name \"FRAGMENT_VARIABLE_DEFINITION\".")]
    public void What_is_not_in_the_specification_is_refused(string document, string message) =>
        Assert.Equal("Syntax Error: " + message, Assert.Throws<GraphQLException>(() => Parser.Parse(document)).Message);

    [Theory]
    [InlineData(5, "{ a b c }", null)]
    [InlineData(4, "{ a b c }", "Document contains more than 4 tokens. Parsing aborted.")]
    public void The_number_of_tokens_is_limited_where_it_is_asked_for(int most, string document, string? message) =>
        Assert.Equal(message is null ? null : "Syntax Error: " + message,
            Record.Exception(() => Parser.Parse(document, new ParserOptions { MaxTokens = most }))?.Message);

    [Theory]
    [InlineData("{ a {", " b ", "} }")]
    [InlineData("{ ... {", " b ", "} }")]
    [InlineData("{ a(b: [", "1", "]) }")]
    [InlineData("query ($a: [[", "Int", "]]) { a }")]
    [InlineData("{ a(b: {c:", "1", "}) }")]
    public void Nesting_is_limited_in_every_place_where_it_can_be(string open, string middle, string close)
    {
        var document = open + middle + close;

        Assert.Null(Record.Exception(() => Parser.Parse(document, new ParserOptions { MaxDepth = 2 })));

        var error = Assert.Throws<GraphQLException>(() => Parser.Parse(document, new ParserOptions { MaxDepth = 1 })).Error;
        Assert.Equal("Syntax Error: Document is nested more than 1 levels deep. Parsing aborted.", error.Message);
    }

    [Theory]
    [InlineData("{a")]
    [InlineData("query ($a: [")]
    [InlineData("{a(b:[")]
    [InlineData("{a(b:{c:")]
    [InlineData("{...{")]
    [InlineData("{...on A{a:b @c(d:[{e:")]
    public void Nesting_without_end_never_takes_the_stack(string open)
    {
        var document = string.Concat(Enumerable.Repeat(open, 200_000));

        Assert.Throws<GraphQLException>(() => Parser.Parse(document));
    }
}
