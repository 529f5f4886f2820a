using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Tests.Language;

public class PrinterTests
{
    /// <summary>Each is what the reference implementation prints of itself.</summary>
    [Theory]
    [InlineData("{\n  a\n}")]
    [InlineData("query Q($a: Int = 1 @d, $b: [S!]!) @e(f: 1) {\n  ...F @skip(if: $a)\n}\n\nfragment F on T @g {\n  ... on U @h {\n    b: a\n  }\n  ... {\n    c(d: {  }, e: [])\n  }\n}")]
    [InlineData("\"o\"\nquery (\n\"v\"\n$a: Int\n$b: Int\n) {\n  a\n}")]
    [InlineData("mutation @d {\n  a\n}")]
    [InlineData("{\n  tri(wheelchair: false, arriveBy: false, includePlannedCancellations: true, a: 1)\n}")]
    [InlineData("{\n  trip(\n    wheelchair: false\n    arriveBy: false\n    includePlannedCancellations: true\n    a: {b: \"c\"}\n  )\n}", "{b: \"c\"}", "{ b: \"c\" }")]
    [InlineData("\"\"\"\nseveral\nlines\n\"\"\"\ntype A implements B & C @d {\n  f(a: Int = 1, b: S): Int! @e\n  g(\n    \"a\"\n    a: Int\n    b: Int\n  ): Int\n}")]
    [InlineData("schema @a {\n  query: Q\n  mutation: M\n}\n\nextend schema {\n  subscription: S\n}\n\nextend schema @b")]
    [InlineData("scalar A @b\n\nextend scalar A @c\n\ninterface B implements C\n\nextend interface B {\n  a: Int\n}\n\nextend type D implements E")]
    [InlineData("union A @b = C | D\n\nunion E\n\nextend union E = F\n\nenum G {\n  \"h\"\n  H @i\n  J\n}\n\nextend enum G @k\n\ninput L @m {\n  n: Int = 1 @o\n}\n\nextend input L {\n  p: Int\n}")]
    [InlineData("directive @a(b: Int) repeatable on FIELD | QUERY\n\ndirective @c(\n  \"d\"\n  d: Int\n) on FIELD")]
    public void A_document_is_printed_as_it_is_printed_everywhere(string printed, string? replaced = null, string? by = null)
    {
        if (replaced is not null) printed = printed.Replace(replaced, by, StringComparison.Ordinal);

        Assert.Equal(printed, Printer.Print(Parser.Parse(printed)));
    }

    [Fact]
    public void Lists_and_objects_break_where_a_line_has_more_than_80_columns()
    {
        var item = new string('x', 36);

        Assert.Equal($"[{item}, {item}abcd]", Printer.Print(Parser.ParseValue($"[{item} {item}abcd]")));
        Assert.Equal($"[\n  {item}\n  {item}abcde\n]", Printer.Print(Parser.ParseValue($"[{item} {item}abcde]")));
        Assert.Equal($"{{\n  a: [\n    {item}\n    {item}abcde\n  ]\n  b: {{ c: 1 }}\n}}", Printer.Print(Parser.ParseValue($"{{a: [{item} {item}abcde] b: {{c: 1}}}}")));
    }

    [Theory]
    [InlineData("", "\"\"\"\"\"\"")]
    [InlineData("one", "\"\"\"one\"\"\"")]
    [InlineData(" one", "\"\"\" one\"\"\"")]
    [InlineData("one\ntwo", "\"\"\"\none\ntwo\n\"\"\"")]
    [InlineData("one\n  two", "\"\"\"\none\n  two\n\"\"\"")]
    [InlineData("quote\"", "\"\"\"\nquote\"\n\"\"\"")]
    [InlineData(" quote\"", "\"\"\" quote\"\n\"\"\"")]
    [InlineData("slash\\", "\"\"\"\nslash\\\n\"\"\"")]
    [InlineData("three\"\"\"", "\"\"\"\nthree\\\"\"\"\n\"\"\"")]
    [InlineData("three\"\"\" within", "\"\"\"three\\\"\"\" within\"\"\"")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901", "\"\"\"\n12345678901234567890123456789012345678901234567890123456789012345678901\n\"\"\"")]
    public void A_block_string_is_printed_so_that_it_means_the_same(string value, string printed)
    {
        Assert.Equal(printed, Printer.Print(new StringValueNode(Span.None, value, isBlock: true)));
        Assert.Equal(value, ((StringValueNode)Parser.ParseValue(printed)).Value);
    }

    [Fact]
    public void A_string_is_printed_with_its_control_characters_escaped() =>
        Assert.Equal("\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001F\\u007F\\u009F\u00A0客😀\"", Printer.Print(new StringValueNode(Span.None, "\"\\/\b\t\n\f\r\0\u001F\u007F\u009F\u00A0客😀", isBlock: false)));

    [Theory]
    [InlineData("{ a }", "{a}")]
    [InlineData("query Q ( $a : Int = 1 , $b:[S!]! ) { a , b # c\n ... F ...on T{c(d:-1.5,e:true)} }", "query Q($a:Int=1$b:[S!]!){a b ...F ...on T{c(d:-1.5 e:true)}}")]
    [InlineData("\"\"\"\n  x\n  y\"\"\" type A { b : \"c\" }", "\"\"\"x\ny\"\"\" type A{b:\"c\"}")]
    public void Minified_text_keeps_only_what_the_tokens_need(string text, string minified) => Assert.Equal(minified, Printer.Minify(new Source(text)));

    [Theory]
    [InlineData("query Q($b: Int, $a: S = \"x\") { c(z: 12, y: 1.5, x: \"secret\", w: true, v: null, u: E, t: $a) }", "query Q($a:S=\"\"$b:Int){c(t:$a u:E v:null w:false x:\"\" y:0 z:0)}")]
    [InlineData("{ c(x: [1, 2, 3]) } # why", "{c(x:[0])}")]
    [InlineData("{ c(x: [{b: \"\"\"secret\"\"\", a: 1}, {a: 2, b: \"other\"}, {a: 1}]) }", "{c(x:[{a:0 b:\"\"}{a:0}])}")]
    [InlineData("\"what\" query { b: a @include(if: true) ...F } \"it\" fragment F on T { ... on U @d(b: 1, a: [[\"s\"]]) { a } }", "{b:a@include(if:false)...F}fragment F on T{...on U@d(a:[[\"\"]]b:0){a}}")]
    public void A_normalized_operation_holds_no_values(string text, string normalized)
    {
        Assert.Equal(normalized, Printer.Normalize(Parser.Parse(text)));
        Assert.Equal(normalized, Printer.Normalize(Parser.Parse(normalized)));
    }
}
