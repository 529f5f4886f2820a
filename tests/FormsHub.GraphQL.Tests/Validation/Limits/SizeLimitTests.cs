using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Validation;
using FormsHub.GraphQL.Validation.Limits;

namespace FormsHub.GraphQL.Tests.Validation.Limits;

public class SizeLimitTests
{
    private const string Document = """
        query Big {
          dog { ...Names owner { ... { pets { nick: name } } } }
          other: dog { ...Names }
          __schema { types { fields { name type { name } } } }
        }
        fragment Names on Dog { name nick: nickname owner { name } }
        """;

    [Fact]
    public void Each_limit_says_what_it_allows_and_what_was_asked_for()
    {
        Assert.Equal("Operation \"Big\" is 4 levels deep; at most 3 are allowed.", Refused(new MaxDepth(3), Document));
        Assert.Equal("Operation \"Big\" asks for 19 fields, each fragment's counted wherever it is spread; at most 18 are allowed.", Refused(new MaxFields(18), Document));
        Assert.Equal("Operation \"Big\" has 4 aliases, each fragment's counted wherever it is spread; at most 3 are allowed.", Refused(new MaxAliases(3), Document));
        Assert.Equal("Operation \"Big\" asks for 3 fields of its root type; at most 2 are allowed.", Refused(new MaxRootFields(2), Document));
    }

    [Fact]
    public void What_is_within_the_limit_is_allowed()
    {
        ValidationRule[] limits = [new MaxDepth(4), new MaxFields(19), new MaxAliases(4), new MaxRootFields(3)];

        Assert.Empty(Errors(limits, Document));
    }

    [Fact]
    public void An_operation_without_a_name_and_one_of_two_are_told_apart()
    {
        Assert.Equal("The operation is 2 levels deep; at most 1 are allowed.", Refused(new MaxDepth(1), "{ dog { name } }"));
        Assert.Equal("Operation \"B\" is 2 levels deep; at most 1 are allowed.", Refused(new MaxDepth(1), "query A { dog } query B { dog { name } }"));
    }

    [Fact]
    public void Fragments_that_double_forty_times_are_counted_at_once()
    {
        var bomb = "{ dog { ...F0 } }" + string.Concat(Enumerable.Range(0, 40).Select(at => $" fragment F{at} on Dog {{ ...F{at + 1} ...F{at + 1} }}")) + " fragment F40 on Dog { name }";

        Assert.Contains("asks for 2147483647 fields", Refused(new MaxFields(1000), bomb), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fragment_that_spreads_itself_is_no_endless_depth() =>
        Assert.Empty(Errors([new MaxDepth(5)], "{ dog { ...F } } fragment F on Dog { owner { pets { ...F } } }"));

    private static string Refused(ValidationRule limit, string document)
    {
        var error = Assert.Single(Errors([limit], document));
        Assert.Equal(limit.GetType().Name, error.Rule);
        return error.Message;
    }

    private static IReadOnlyList<GraphQLError> Errors(IReadOnlyList<ValidationRule> rules, string document) =>
        Validator.Validate(ASchema.Pets, Parser.Parse(document), new ValidationOptions { Rules = rules });
}
