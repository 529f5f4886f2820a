using System.Text.RegularExpressions;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Validation;

/// <summary>
/// Each Cases/&lt;rule&gt;.graphql holds documents, after the examples of the specification, and below each what this one rule says of it:
/// <c>#! 2:3 5:1 message</c>, as the reference implementation does.
/// </summary>
public partial class RuleTests
{
    public static TheoryData<string> Rules => [.. SpecifiedRules.All.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_says_of_each_case_what_the_reference_says(string name)
    {
        var rule = SpecifiedRules.All.Single(rule => rule.Name == name);
        var cases = Case().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Validation", "Cases", $"{name}.graphql")));
        var found = 0;

        foreach (var (schema, document, expected) in cases.Select(each => (each.Groups["schema"].Value, each.Groups["document"].Value, each.Groups["errors"].Value)))
        {
            var errors = Validator.Validate(ASchema.Named(schema), Parser.Parse(document), new ValidationOptions { Rules = [rule] });

            Assert.Equal(expected, string.Concat(errors.Select(Line)));
            Assert.All(errors, error => Assert.Equal(name, error.Rule));
            found += errors.Count;
        }

        Assert.True(cases.Count > 1, "A rule needs what keeps it and what breaks it.");
        Assert.NotEqual(0, found);
    }

    private static string Line(GraphQLError error) => $"#! {string.Join(' ', error.Locations.Select(place => $"{place.Line}:{place.Column}"))} {error.Message}\n";

    [GeneratedRegex(@"^# case (?<schema>\w+)\n(?<document>(?:(?!#! |# case ).*\n)+?)(?<errors>(?:#! .*\n)*)(?=\n|\z)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Case();
}
