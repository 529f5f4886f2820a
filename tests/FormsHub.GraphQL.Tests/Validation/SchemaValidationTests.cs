using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Validation;

public class SchemaValidationTests
{
    /// <summary>Texts that are schemas but not valid ones, with what the reference implementation says of them.</summary>
    public static TheoryData<string, string[]> Cases => new()
    {
        { "type A { a: Int }", [
            "Query root type must be provided."] },
        { "schema @d { mutation: M } type M { a: Int } directive @d on SCHEMA", [
            "Query root type must be provided. at 1:1"] },
        { "schema { query: In mutation: E } input In { a: Int } enum E { A }", [
            "Query root type must be Object type, it cannot be In. at 1:17",
            "Mutation root type must be Object type if provided, it cannot be E. at 1:30"] },
        { "input Query { a: Int }", [
            "Query root type must be Object type, it cannot be Query. at 1:1"] },
        { "schema { query: Q mutation: Q subscription: Q } type Q { a: Int }", [
            """All root types must be different, "Q" type is used as query, mutation, and subscription root types. at 1:17, 1:29, 1:45"""] },
        { "schema { query: Q mutation: Q } type Q { a: Int }", [
            """All root types must be different, "Q" type is used as query and mutation root types. at 1:17, 1:29"""] },
        { "type Query { a: Int } type __A { __b(__c: Int): Int } enum E { __A } directive @__d(__e: Int) on FIELD", [
            """Name "__d" must not begin with "__", which is reserved by GraphQL introspection. at 1:70""",
            """Name "__e" must not begin with "__", which is reserved by GraphQL introspection. at 1:85""",
            """Name "__A" must not begin with "__", which is reserved by GraphQL introspection. at 1:23""",
            """Name "__b" must not begin with "__", which is reserved by GraphQL introspection. at 1:34""",
            """Name "__c" must not begin with "__", which is reserved by GraphQL introspection. at 1:38""",
            """Name "__A" must not begin with "__", which is reserved by GraphQL introspection. at 1:64"""] },
        { "type Query { a: Int } type A type B { a: Int } extend type A @d directive @d on OBJECT", [
            "Type A must define one or more fields. at 1:23, 1:48"] },
        { "type Query { a: Int } union U union V = Query | I | Query interface I { a: Int }", [
            "Union type U must define one or more member types. at 1:23",
            "Union type V can only include Object types, it cannot include I. at 1:49",
            "Union type V can only include type Query once. at 1:41, 1:53"] },
        { "type Query { a: Int } union U = String", [
            "Union type U can only include Object types, it cannot include String. at 1:33"] },
        { "type Query { a: Int } enum E", [
            "Enum type E must define one or more values. at 1:23"] },
        { "type Query { a: Int } input In", [
            "Input Object type In must define one or more fields. at 1:23"] },
        { "type Query { a: Int } type A { a: In b(c: A): Int } input In { a: [A!] } directive @d(a: A) on FIELD", [
            "The type of @d(a:) must be Input Type but got: A. at 1:87",
            "The type of A.a must be Output Type but got: In. at 1:35",
            "The type of A.b(c:) must be Input Type but got: A. at 1:43",
            "The type of In.a must be Input Type but got: [A!]. at 1:67"] },
        { "type Query { a: Int } type A { a(b: Int! @deprecated): Int } input In { a: Int! @deprecated b: Int! = 1 @deprecated } directive @d(a: Int! @deprecated) on FIELD", [
            "Required argument @d(a:) cannot be deprecated. at 1:140, 1:135",
            "Required argument A.a(b:) cannot be deprecated. at 1:42, 1:37",
            "Required input field In.a cannot be deprecated. at 1:81, 1:76"] },
        { "type Query { a: Int } type A implements B & A & I & I { a: Int } type B { a: Int } interface I { a: Int }", [
            "Type A must only implement Interface types, it cannot implement B. at 1:41",
            "Type A must only implement Interface types, it cannot implement A. at 1:45",
            "Type A can only implement I once. at 1:49, 1:53"] },
        { "type Query { a: Int } interface I implements J { a: Int } interface J implements I { a: Int } type A implements J { a: Int }", [
            "Type I cannot implement J because it would create a circular reference. at 1:82, 1:46",
            "Type J cannot implement I because it would create a circular reference. at 1:46, 1:82",
            "Type A must implement I because it is implemented by J. at 1:82, 1:113"] },
        { "type Query { a: Int } interface I { a: [I!] b(x: Int, y: Int): Int c: Int d: Int } type A implements I { a: [A] b(x: Int!, z: Int!): Int d: Int @deprecated }", [
            "Interface field I.a expects type [I!] but A.a is type [A]. at 1:40, 1:109",
            "Interface field argument I.b(x:) expects type Int but A.b(x:) is type Int!. at 1:50, 1:118",
            "Interface field argument I.b(y:) expected but A.b does not provide it. at 1:55, 1:113",
            """Argument "A.b(z:)" must not be required type "Int!" if not provided by the Interface field "I.b". at 1:124, 1:45""",
            "Interface field I.c expected but A does not provide it. at 1:68, 1:84",
            "Interface field I.d is not deprecated, so implementation field A.d must not be deprecated. at 1:145, 1:141"] },
        { "type Query { a: Int } interface I { a: I n: I! u: U } union U = A | Query type A implements I { a: A! n: A! u: A }", [] },
        { "type Query { a: Int } input A { b: B! } input B { c: C! x: A } input C { a: A! s: [A!]! }", [
            "Input Object A cannot be provided a finite value because it references itself through fields: A.b, B.c, C.a. at 1:33, 1:51, 1:74"] },
        { "type Query { a: Int } input A @oneOf { a: A } input B @oneOf { a: A b: Int } input C { c: [C!]! }", [
            "Input Object A cannot be provided a finite value because it references itself through fields: A.a. at 1:40"] },
        { "type Query { a: Int } input A @oneOf { a: Int! b: Int = 1 }", [
            "OneOf input field A.a must be nullable. at 1:43",
            "OneOf input field A.b cannot have a default value. at 1:48"] },
        { "type Query { a: Int } input A { b: B = {} c: A = {c: null} } input B { a: A = {} l: [A] = [{}] }", [
            "Invalid circular reference. The default value of Input Object field A.b references itself via the default values of: B.a. at 1:40, 1:79",
            "Invalid circular reference. The default value of Input Object field A.b references itself via the default values of: B.a, A.c. at 1:40, 1:79, 1:50",
            "Invalid circular reference. The default value of Input Object field A.b references itself via the default values of: B.l. at 1:40, 1:91"] },
        { """type Query { a: Int } type A { a(b: Int = "x", c: [E!] = [A, null, B], d: In = {e: 1, g: 2}): Int } enum E { A } input In { e: E! f: Int! }""", [
            """A.a(b:) has invalid default value: Int cannot represent non-integer value: "x" at 1:43""",
            """A.a(c:) has invalid default value at [1]: Expected value of non-null type "E!" not to be null. at 1:62""",
            """A.a(c:) has invalid default value at [2]: Value "B" does not exist in "E" enum. Did you mean the enum value "A"? at 1:68""",
            """A.a(d:) has invalid default value at .e: Enum "E" cannot represent non-enum value: 1. Did you mean the enum value "A"? at 1:84""",
            """A.a(d:) has invalid default value: Expected value of type "In" to include required field "f", found: { e: 1, g: 2 }. at 1:80""",
            """A.a(d:) has invalid default value: Expected value of type "In" not to include unknown field "g". Did you mean "e" or "f"? Found: { e: 1, g: 2 }. at 1:87"""] },
        { "type Query { a: Int } directive @d(a: Int = true) on FIELD", [
            "@d(a:) has invalid default value: Int cannot represent non-integer value: true at 1:45"] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_schema_is_checked_as_a_whole(string text, string[] expected)
    {
        var schema = SchemaText.Build(Parser.Parse(text), assumeValid: true);

        Assert.Equal(expected, SchemaValidation.Check(schema).Select(Told));
    }

    [Fact]
    public void A_schema_made_in_code_is_checked_without_places()
    {
        var input = new InputObjectType("In", () => []);
        var query = new ObjectType("Query", () => [new Field("__a", input)]);
        var schema = new Schema(ReferencedTypes.Of([query], SpecifiedDirectives.All), SpecifiedDirectives.All, query);

        Assert.Equal(
            [
                "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection.",
                "The type of Query.__a must be Output Type but got: In.",
                "Input Object type In must define one or more fields.",
            ],
            SchemaValidation.Check(schema).Select(Told));
    }

    [Fact]
    public void An_extension_of_a_type_made_in_code_is_checked_too()
    {
        var query = new ObjectType("Query", () => [new Field("a", SpecifiedScalars.Int)]);
        var schema = new Schema(ReferencedTypes.Of([query], SpecifiedDirectives.All), SpecifiedDirectives.All, query);

        var extended = SchemaText.Extend(schema, Parser.Parse("extend type Query implements Query"));

        Assert.Equal(["Type Query must only implement Interface types, it cannot implement Query. at 1:30"], SchemaValidation.Check(extended).Select(Told));
    }

    [Fact]
    public void A_cycle_of_twenty_thousand_inputs_is_found()
    {
        const int Length = 20_000;
        var text = string.Concat(Enumerable.Range(0, Length).Select(number => $"input I{number} {{ next: I{(number + 1) % Length}! }}\n"));

        var errors = SchemaValidation.Check(SchemaText.Build(Parser.Parse("type Query { a: Int }\n" + text)));

        Assert.StartsWith("Input Object I0 cannot be provided a finite value because it references itself through fields: I0.next, I1.next,", Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_defaults_that_is_too_long_is_an_error_of_its_own()
    {
        const int Length = 5_000;
        var text = string.Concat(Enumerable.Range(0, Length).Select(number => $"input I{number} {{ next: I{(number + 1) % Length} = {{}} }}\n"));

        var schema = SchemaText.Build(Parser.Parse("type Query { a: Int }\n" + text));
        IReadOnlyList<GraphQLError> errors = [];
        var thread = new Thread(() => errors = SchemaValidation.Check(schema), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        Assert.Contains("nest too deep to be checked.", errors[0].Message, StringComparison.Ordinal);
    }

    private static string Told(GraphQLError error) =>
        error.Locations.Count is 0 ? error.Message : $"{error.Message} at {string.Join(", ", error.Locations.Select(place => $"{place.Line}:{place.Column}"))}";
}
