using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Introspection;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Introspection;

public class IntrospectionTests
{
    private static readonly Schema Schema = SchemaText.Build(""""
        """The schema."""
        schema { query: Query }
        type Query implements I {
          a("One." b: Int = 1, c: [In!]! = [{e: A}] @deprecated): [E!]! @deprecated(reason: "old")
          i: I
          u: U
        }
        interface I { i: I }
        union U = Query | Other
        type Other implements I { i: I }
        """Of few."""
        enum E { A "Two." B @deprecated }
        input In { e: E = A, old: String @deprecated(reason: "x") }
        input One @oneOf { a: Int b: ID }
        scalar S @specifiedBy(url: "https://s.example")
        directive @d(a: Int @deprecated, b: One) repeatable on FIELD | QUERY
        """");

    [Theory]
    [InlineData("{ __schema { description queryType { name } mutationType { name } subscriptionType { name } } }",
        """{"data":{"__schema":{"description":"The schema.","queryType":{"name":"Query"},"mutationType":null,"subscriptionType":null}}}""")]
    [InlineData("{ __typename t: __type(name: \"S\") { __typename kind specifiedByURL fields { name } isOneOf } none: __type(name: \"None\") { name } }",
        """{"data":{"__typename":"Query","t":{"__typename":"__Type","kind":"SCALAR","specifiedByURL":"https://s.example","fields":null,"isOneOf":null},"none":null}}""")]
    [InlineData("{ __type(name: \"Query\") { fields { name } all: fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }",
        """{"data":{"__type":{"fields":[{"name":"i"},{"name":"u"}],"all":[{"name":"a","isDeprecated":true,"deprecationReason":"old"},{"name":"i","isDeprecated":false,"deprecationReason":null},{"name":"u","isDeprecated":false,"deprecationReason":null}]}}}""")]
    [InlineData("{ __type(name: \"Query\") { fields(includeDeprecated: true) { args { name description } all: args(includeDeprecated: true) { name defaultValue isDeprecated deprecationReason } } } }",
        """{"data":{"__type":{"fields":[{"args":[{"name":"b","description":"One."}],"all":[{"name":"b","defaultValue":"1","isDeprecated":false,"deprecationReason":null},{"name":"c","defaultValue":"[{ e: A }]","isDeprecated":true,"deprecationReason":"No longer supported"}]},{"args":[],"all":[]},{"args":[],"all":[]}]}}}""")]
    [InlineData("{ __type(name: \"Query\") { fields(includeDeprecated: true) { type { kind name ofType { kind ofType { kind ofType { kind name } } } } } interfaces { name } } }",
        """{"data":{"__type":{"fields":[{"type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"LIST","ofType":{"kind":"NON_NULL","ofType":{"kind":"ENUM","name":"E"}}}}},{"type":{"kind":"INTERFACE","name":"I","ofType":null}},{"type":{"kind":"UNION","name":"U","ofType":null}}],"interfaces":[{"name":"I"}]}}}""")]
    [InlineData("{ i: __type(name: \"I\") { possibleTypes { name } interfaces { name } } u: __type(name: \"U\") { possibleTypes { name } interfaces { name } } q: __type(name: \"Query\") { possibleTypes { name } } }",
        """{"data":{"i":{"possibleTypes":[{"name":"Query"},{"name":"Other"}],"interfaces":[]},"u":{"possibleTypes":[{"name":"Query"},{"name":"Other"}],"interfaces":null},"q":{"possibleTypes":null}}}""")]
    [InlineData("{ __type(name: \"E\") { description enumValues { name } all: enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } } }",
        """{"data":{"__type":{"description":"Of few.","enumValues":[{"name":"A"}],"all":[{"name":"A","description":null,"isDeprecated":false,"deprecationReason":null},{"name":"B","description":"Two.","isDeprecated":true,"deprecationReason":"No longer supported"}]}}}""")]
    [InlineData("{ __type(name: \"In\") { isOneOf inputFields { name defaultValue type { name } } all: inputFields(includeDeprecated: true) { name deprecationReason } } one: __type(name: \"One\") { isOneOf } }",
        """{"data":{"__type":{"isOneOf":false,"inputFields":[{"name":"e","defaultValue":"A","type":{"name":"E"}}],"all":[{"name":"e","deprecationReason":null},{"name":"old","deprecationReason":"x"}]},"one":{"isOneOf":true}}}""")]
    [InlineData("{ __schema { directives { name isRepeatable locations args { name } all: args(includeDeprecated: true) { name } } } }",
        """{"data":{"__schema":{"directives":[{"name":"d","isRepeatable":true,"locations":["FIELD","QUERY"],"args":[{"name":"b"}],"all":[{"name":"a"},{"name":"b"}]},{"name":"include","isRepeatable":false,"locations":["FIELD","FRAGMENT_SPREAD","INLINE_FRAGMENT"],"args":[{"name":"if"}],"all":[{"name":"if"}]},{"name":"skip","isRepeatable":false,"locations":["FIELD","FRAGMENT_SPREAD","INLINE_FRAGMENT"],"args":[{"name":"if"}],"all":[{"name":"if"}]},{"name":"deprecated","isRepeatable":false,"locations":["FIELD_DEFINITION","ARGUMENT_DEFINITION","INPUT_FIELD_DEFINITION","ENUM_VALUE"],"args":[{"name":"reason"}],"all":[{"name":"reason"}]},{"name":"specifiedBy","isRepeatable":false,"locations":["SCALAR"],"args":[{"name":"url"}],"all":[{"name":"url"}]},{"name":"oneOf","isRepeatable":false,"locations":["INPUT_OBJECT"],"args":[],"all":[]}]}}}""")]
    public async Task A_schema_describes_itself(string query, string expected)
    {
        var document = Parser.Parse(query);
        Assert.Empty(Validator.Validate(Schema, document));

        var (operation, errors) = ExecutableOperation.Prepare(Schema, document);
        Assert.Empty(errors);
        var result = await Executor.ExecuteAsync(operation!, null, null, TestContext.Current.CancellationToken);

        Assert.Equal(expected, result.ToJson());
    }

    [Fact]
    public async Task What_is_wrong_with_an_argument_is_told_at_its_place_and_the_rest_is_answered()
    {
        var document = Parser.Parse("query($all: Boolean) { __schema { description queryType { name fields(includeDeprecated: $all) { name } } } }");
        var (operation, _) = ExecutableOperation.Prepare(Schema, document, null, new Dictionary<string, object?> { ["all"] = null });

        var result = await Executor.ExecuteAsync(operation!, null, null, TestContext.Current.CancellationToken);

        Assert.Equal(["__schema", "queryType", "fields"], Assert.Single(result.Errors).Path!);
        Assert.EndsWith("""
            "data":{"__schema":{"description":"The schema.","queryType":{"name":"Query","fields":null}}}}
            """.Trim(), result.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_types_of_introspection_are_a_valid_schema_and_know_every_place()
    {
        Assert.Empty(SchemaValidation.Check(Schema));
        Assert.Equal(Enum.GetValues<DirectiveLocation>().Select(place => place.Name()), IntrospectionTypes.DirectiveLocationType.Values.Select(value => value.Name));
    }
}
