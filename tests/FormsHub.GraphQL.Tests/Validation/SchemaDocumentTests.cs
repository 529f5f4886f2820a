using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Validation;

public class SchemaDocumentTests
{
    /// <summary>What is extended, the document, and what the reference implementation says of it.</summary>
    public static TheoryData<string?, string, string[]> Cases => new()
    {
        { null, "schema { query: Query } schema { query: Query } type Query { a: Int }", [
            "Must provide only one schema definition. at 1:25",
            "There can be only one query type in schema. at 1:10, 1:34"] },
        { "type Query { a: Int }", "schema { query: A } type A { a: Int }", [
            "Cannot define a new schema within a schema extension. at 1:1",
            "Type for query already defined in the schema. It cannot be redefined. at 1:10"] },
        { "type Query { a: Int }", "extend schema { query: A } type A { a: Int }", [
            "Type for query already defined in the schema. It cannot be redefined. at 1:17"] },
        { null, "schema { query: Query mutation: Query mutation: Query } type Query { a: Int }", [
            "There can be only one mutation type in schema. at 1:23, 1:39"] },
        { null, "type A { a: Int } scalar A", [
            """There can be only one type named "A". at 1:6, 1:26"""] },
        { "type Query { a: Int }", "type Query { b: Int }", [
            """Type "Query" already exists in the schema. It cannot also be defined in this type definition. at 1:6"""] },
        { null, "enum E { A B A } extend enum E { B }", [
            """Enum value "E.A" can only be defined once. at 1:10, 1:14""",
            """Enum value "E.B" can only be defined once. at 1:12, 1:34"""] },
        { "enum E { A } type Query { a: Int }", "extend enum E { A }", [
            """Enum value "E.A" already exists in the schema. It cannot also be defined in this type extension. at 1:17"""] },
        { null, "type A { a: Int a: Int } extend type A { a: Int } input In { b: Int b: Int }", [
            """Field "A.a" can only be defined once. at 1:10, 1:17""",
            """Field "A.a" can only be defined once. at 1:10, 1:42""",
            """Field "In.b" can only be defined once. at 1:62, 1:69"""] },
        { "type Query { a: Int }", "extend type Query { a: Int }", [
            """Field "Query.a" already exists in the schema. It cannot also be defined in this type extension. at 1:21"""] },
        { null, "type A { a(b: Int, b: Int, b: Int): Int } directive @d(a: Int, a: Int) on FIELD", [
            """Argument "A.a(b:)" can only be defined once. at 1:12, 1:20, 1:28""",
            """Argument "@d(a:)" can only be defined once. at 1:56, 1:64"""] },
        { null, "directive @d on FIELD directive @d on QUERY directive @skip on FIELD", [
            """There can be only one directive named "@d". at 1:12, 1:34"""] },
        { "type Query { a: Int }", "directive @skip on FIELD", [
            """Directive "@skip" already exists in the schema. It cannot be redefined. at 1:12"""] },
        { null, "type A { a: Nope b(c: Strin): [Quer] } type Query { a: Int }", [
            """Unknown type "Nope". at 1:13""",
            """Unknown type "Strin". Did you mean "String"? at 1:23""",
            """Unknown type "Quer". Did you mean "Query"? at 1:32"""] },
        { null, "type A @nope @skip(if: true) { a: Int @deprecated @deprecated }", [
            """Unknown directive "@nope". at 1:8""",
            """Directive "@skip" may not be used on OBJECT. at 1:14""",
            """The directive "@deprecated" can only be used once at this location. at 1:39, 1:51"""] },
        { null, "extend type A { a: Int }", [
            """Cannot extend type "A" because it is not defined. at 1:13"""] },
        { "type Query { a: Int }", "extend type Quer { b: Int }", [
            """Cannot extend type "Quer" because it is not defined. Did you mean "Query"? at 1:13"""] },
        { null, "type A { a: Int } extend input A { b: Int } extend scalar A @deprecated", [
            """Cannot extend non-input object type "A". at 1:1, 1:19""",
            """Cannot extend non-scalar type "A". at 1:1, 1:45""",
            """Directive "@deprecated" may not be used on SCALAR. at 1:61"""] },
        { "type Query { a: Int }", "extend union Query = Query", [
            """Cannot extend non-union type "Query". at 1:1"""] },
        { null, """type A { a: Int @deprecated(reasn: "x") } scalar S @specifiedBy""", [
            """Unknown argument "reasn" on directive "@deprecated". Did you mean "reason"? at 1:29""",
            """Argument "@specifiedBy(url:)" of type "String!" is required, but it was not provided. at 1:52"""] },
        { null, "type A @d(a: 1, a: {b: 1, b: 2}) { a: Int } directive @d(a: S) on OBJECT scalar S", [
            """There can be only one argument named "a". at 1:11, 1:17""",
            """There can be only one input field named "b". at 1:21, 1:27"""] },
        { null, "query { a }", [] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_document_of_definitions_keeps_the_rules_of_schemas(string? extended, string text, string[] expected)
    {
        var schema = extended is null ? null : SchemaText.Build(extended);

        var errors = Validator.ValidateSchemaDocument(Parser.Parse(text), schema);

        Assert.Equal(expected, errors.Select(error => $"{error.Message} at {string.Join(", ", error.Locations.Select(place => $"{place.Line}:{place.Column}"))}"));
    }

    [Fact]
    public void Every_error_names_its_rule()
    {
        var errors = Validator.ValidateSchemaDocument(Parser.Parse("type A { a: Nope } type A { b: Int } extend scalar A @deprecated"));

        Assert.Equal(["KnownTypeNames", "UniqueTypeNames", "PossibleTypeExtensions", "KnownDirectives"], errors.Select(error => error.Rule));
    }
}
