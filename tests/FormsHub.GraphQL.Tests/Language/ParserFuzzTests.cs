using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Tests.Language;

/// <summary>Whatever is sent, the parser answers a tree or a <see cref="GraphQLException"/>, and takes no more memory than the text's length allows.</summary>
public class ParserFuzzTests
{
    private const string Operations = """"
        query Q($foo: ComplexType, $site: Site = MOBILE @onVar(a: [1, 2])) @onQuery { a: node(id: [123, 456], v: -1.5e3) { id , ... on User @d { b(first: 10, after: $foo) { ...F } } } }
        "d" mutation M("""v""" $a: [Int!]!) { like(input: {a: "x\u0041\u{1F600}\n", b: """block \""" string
            indented"""}) { id } }
        fragment F on T { unnamed(truthy: true, nullish: null) ... { c } } # comment 客户 😀
        """";

    private const string Definitions = """"
        """D""" schema @a { query: Q mutation: M } type A implements & B & C @x { "one" one: T two("arg" a: I! = {a: 1}): [T!]! }
        interface B implements C { d: E } union U = | S | T enum E { "v" V @a W } input I { key: String! answer: Int = 42 } scalar S @specifiedBy(url: "x")
        directive @d(if: Boolean!) repeatable on | FIELD | FRAGMENT_SPREAD extend type A @b extend schema { subscription: S } extend union U = X
        """";

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", "!", "$", "&", "|", ":", "=", "@", "...", "..", "\"", "\"\"\"", "\\\"\"\"", "\\u", "\\u{41}", "\\uD83D", "\n", "\r", "#", "on", "query",
        "fragment", "type", "extend", "schema", "directive", "true", "null", "0", "1", "-", "1.5", "e3", "\0", "\uFEFF", "😀", ((char)0xD83D).ToString(), ((char)0xDE00).ToString(), "客", "'", "name",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20260901)]
    [InlineData(-7)]
    public void Mutated_documents_never_break_the_parser(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 4_000; round++)
        {
            var text = new System.Text.StringBuilder(random.Next(2) is 0 ? Operations : Definitions);
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0: text.Remove(at, Math.Min(text.Length - at, random.Next(1, 8))); break;
                    case 1: text.Insert(at, Pieces[random.Next(Pieces.Length)]); break;
                    case 2: text[at] = (char)random.Next(random.Next(3) is 0 ? 0x10000 : 0x80); break;
                    default: text.Insert(at, text.ToString(at, Math.Min(text.Length - at, random.Next(60)))); break;
                }
            }
            Check(text.ToString(), seed, round);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20260902)]
    public void Random_text_never_breaks_the_parser(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 6_000; round++)
        {
            Check(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(2) is 0 ? " " : ""))), seed, round);
            Check(System.Text.Encoding.UTF8.GetString(Bytes(random)), seed, round);
        }
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Check(string text, int seed, int round)
    {
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (Read(text) is not { } document) return;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8192 + (160L * text.Length));

            var printed = Printer.Print(document);
            Assert.Equal(printed, Printer.Print(Parser.Parse(printed)));
            Assert.Equal(printed, Printer.Print(Parser.Parse(Printer.Minify(document))));
        }
        catch (Exception exception)
        {
            Assert.Fail($"Seed {seed}, round {round}, of the document {text}: {exception}");
        }
    }

    /// <summary>Null for what is refused as it should be.</summary>
    private static DocumentNode? Read(string text)
    {
        try
        {
            return Parser.Parse(text);
        }
        catch (GraphQLException exception)
        {
            Assert.StartsWith("Syntax Error: ", exception.Message, StringComparison.Ordinal);
            var place = Assert.Single(exception.Error.Locations);
            Assert.True(place is { Line: > 0, Column: > 0 });
            return null;
        }
    }
}
