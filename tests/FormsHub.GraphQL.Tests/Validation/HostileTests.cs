using System.Text;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Validation;

/// <summary>Documents of some hundred kilobytes that are made to keep a server busy: each is answered in a time that its length explains.</summary>
public class HostileTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    public static TheoryData<string, string> Documents => new()
    {
        { "one field many times", Selecting(8_000, at => "name") },
        { "aliases", Selecting(10_000, at => $"a{at}: name") },
        { "one alias for different fields", Selecting(10_000, at => at % 2 is 0 ? "a: name" : "a: barkVolume") },
        { "one alias with different arguments", Selecting(10_000, at => $"a: nickname(upper: $v{at})") },
        { "one field with many arguments each time", Selecting(700, at => $"nickname({Repeat(100, other => $"a{(at + other) % 100}: {at} ")})") },
        { "nested fields that overlap", Nested(150, "owner { pets { ... on Dog {", "} } }", "a: name a: nickname", 20) },
        { "inline fragments", Selecting(8_000, at => "... on Dog { name owner { name } }") },
        { "unknown fields", Selecting(10_000, at => $"nmae{at}") },
        { "unknown arguments", Selecting(10_000, at => $"nickname(uper{at}: true)") },
        { "one argument many times", $"{{ dog {{ nickname({Repeat(10_000, at => "upper: true ")}) }} }}" },
        { "one directive many times", $"{{ dog {{ name {Repeat(8_000, at => "@skip(if: true) ")} }} }}" },
        { "one input field many times", $"{{ findDog(searchBy: {{ {Repeat(10_000, at => "name: \"a\" ")} }}) {{ name }} }}" },
        { "unknown input fields", $"{{ findDog(searchBy: {{ {Repeat(8_000, at => $"nam{at}: 1 ")} }}) {{ name }} }}" },
        { "variables", $"query ({Repeat(8_000, at => $"$v{at}: Int ")}) {{ dog {{ name }} }}" },
        { "one variable many times", $"query ({Repeat(8_000, at => "$v: Int ")}) {{ dog {{ name }} }}" },
        { "operations and fragments, each with each", Repeat(300, at => $"query Q{at} {{ dog {{ {Repeat(300, other => $"...F{other} ")} }} }} ") + Repeat(300, at => $"fragment F{at} on Dog {{ a{at}: nickname(upper: $v) }} ") },
        { "operations", Repeat(8_000, at => $"query Q{at} {{ dog {{ name }} }} ") },
        { "operations of one name", Repeat(8_000, at => "query Q { dog { name } } ") },
        { "a chain of fragments", Chain(5_000, "name ...F#", "dog { ...F0 }") },
        { "a chain of fragments that overlap", Chain(5_000, "a#: name owner { pets { ...F# } } ...F#", "dog { ...F0 ...F1 ...F2 }") },
        { "a chain of nested fragments", Chain(8_000, "owner { pets { ... on Dog { ...F# } } }", "dog { ...F0 ...F1 }") },
        { "a chain of a subscription's fragments", Chain(5_000, "newMessage { body } ...F#", "...F0", "subscription", "Subscription") },
        { "a chain of introspection", Chain(5_000, "name ofType { ...F# }", "__type(name: \"Dog\") { ...F0 }", "query", "__Type") },
        { "fragments that each spread all", Repeat(250, at => $"fragment F{at} on Dog {{ a{at}: name {Repeat(250, other => $"...F{other} ")} }} ") + "{ dog { ...F0 } }" },
        { "fragments that double", Repeat(2_000, at => $"fragment F{at} on Dog {{ owner {{ pets {{ ...F{at + 1} ...F{at + 1} x: name }} }} ...F{at + 1} }} ") + "fragment F2000 on Dog { name } { dog { ...F0 } }" },
        { "values in values", $"{{ findPet(filter: {Repeat(150, at => "{ not: ")}{{}}{Repeat(150, at => "}")}) {{ name }} }}" },
        { "a long list", $"{{ booleanList(booleanListArg: [{Repeat(30_000, at => "1 ")}]) }}" },
        { "long names", Selecting(4, at => new string('n', 100_000) + at) },
        { "lines", $"{{ dog {{ nickname({Repeat(10_000, at => "upper:\ntrue\r\n")}) }} }}" },
    };

    [Theory, MemberData(nameof(Documents))]
    public void A_hostile_document_is_answered_soon(string what, string text)
    {
        var document = Parser.Parse(text);
        IReadOnlyList<GraphQLError> errors = [];
        var places = 0;

        var soonest = Soonest.Of(Enough, () =>
        {
            errors = Validator.Validate(ASchema.Pets, document);
            places = errors.Sum(error => error.Locations.Count);
        });

        Assert.True(soonest <= Enough, $"{what}: {soonest.TotalSeconds} s");
        Assert.InRange(errors.Count, 0, 101);
        Assert.InRange(places, 0, 200_000);
    }

    private static string Selecting(int count, Func<int, string> selection) => $"{{ dog {{ {Repeat(count, at => selection(at) + " ")} }} }}";

    private static string Nested(int depth, string open, string close, string selection, int width) =>
        $"{{ dog {{ {Repeat(width, _ => Repeat(depth / 3, _ => open) + selection + Repeat(depth / 3, _ => close))} }} }}";

    private static string Chain(int length, string selections, string root, string operation = "query", string on = "Dog") =>
        Repeat(length, at => $"fragment F{at} on {on} {{ {selections.Replace("#", $"{at + 1}", StringComparison.Ordinal)} }} ")
        + $"fragment F{length} on {on} {{ __typename }} {operation} Root {{ {root} }}";

    private static string Repeat(int count, Func<int, string> text)
    {
        var all = new StringBuilder();
        for (var at = 0; at < count; at++) all.Append(text(at));
        return all.ToString();
    }
}
