using System.Globalization;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Validation;
using FormsHub.GraphQL.Validation.Limits;
using FormsHub.Querying.Tests.Samples;

namespace FormsHub.Querying.Tests.Graph;

/// <summary>Tools ask for the whole schema: of 200 forms of 40 fields, within the usual limits, and without an object for each of a million values.</summary>
public sealed class IntrospectionCostTests
{
    /// <summary>What graphql-js's getIntrospectionQuery asks with all its options.</summary>
    private const string Whole = """
        query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind } types { ...FullType }
          directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
        fragment FullType on __Type { kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }
        """;

    [Fact]
    public async Task The_whole_schema_of_200_forms_is_told_in_one_piece()
    {
        var forms = new TestForms();
        for (var i = 0; i < 200; i++) forms.Add(string.Create(CultureInfo.InvariantCulture, $"form{i}"), "text0", Fields(i));
        var schema = new GraphQuestions(null!, forms, People.Li).Schema;
        var document = Parser.Parse(Whole);
        Assert.Empty(Validator.Validate(schema, document, new ValidationOptions { Rules = [.. SpecifiedRules.All, new MaxDepth(20), new MaxFields(2000), new MaxAliases(200), new MaxRootFields(50)] }).Select(error => error.Message));
        var (operation, _) = ExecutableOperation.Prepare(schema, document);
        await Executor.ExecuteAsync(operation!, null, null, TestContext.Current.CancellationToken);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var told = await Executor.ExecuteAsync(operation!, null, null, TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        var size = ((RawJson)((ResponseObject)told.Data!)["__schema"]!).Utf8.Length;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{schema.Types.Count} types, {size / 1e6:F1} MB, {allocated / 1e6:F0} MB allocated"));
        Assert.InRange(size, 10_000_000, 100_000_000);
        Assert.InRange(allocated, 0, size * 6L);
    }

    private static string Fields(int form) => $"[{string.Join(", ", Enumerable.Range(0, 40).Select(i => Field(form, i)))}]";

    private static string Field(int form, int i) => (i % 4) switch
    {
        0 => FormattableString.Invariant($$"""{"key": "text{{i}}", "type": "text"}"""),
        1 => FormattableString.Invariant($$"""{"key": "number{{i}}", "type": "number"}"""),
        2 => FormattableString.Invariant($$"""{"key": "choice{{i}}", "type": "select", "options": [{"key": "a"}, {"key": "b"}]}"""),
        _ => FormattableString.Invariant($$"""{"key": "link{{i}}", "type": "reference", "target": "form{{(form + i) % 200}}"}"""),
    };
}
