using FormsHub.Core.Forms;

namespace FormsHub.Core.Tests.Fields;

public class RollupFieldTests
{
    private static readonly Form Contact = AForm.Of(
        "contact",
        AField.Named("customer", "f1", "reference", """{"target": "customer"}"""),
        AField.Named("other", "f2", "reference", """{"target": "other"}"""),
        AField.Named("name", "f3", "text"),
        AField.Named("fee", "f4", "currency"),
        AField.Named("since", "f5", "date"),
        AField.Named("active", "f6", "boolean"));

    private static Form Customer(Field rollup) => AForm.Of(
        "customer",
        AField.Named("calls", "f1", "table", "{}", AField.Named("minutes", "f2", "number")),
        AField.Named("name", "f3", "text"),
        rollup);

    private static Field Rollup(string options) => AField.Named("sum", "f9", "rollup", options);

    [Theory]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "count"}""", "")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "sum", "field": "fee", "filter": {"active": {"eq": true}}}""", "")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "max", "field": "since"}""", "")]
    [InlineData("""{"table": "calls", "function": "avg", "field": "minutes"}""", "")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "median"}""", "/function unknown_function; /field required")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "sum"}""", "/field required")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "sum", "field": "since"}""", "/function does_not_fit")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "max", "field": "active"}""", "/function does_not_fit")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "sum", "field": "fees"}""", "/field unknown_field")]
    [InlineData("""{"source": "contact", "reference": "other", "function": "count"}""", "/reference not_a_reference")]
    [InlineData("""{"source": "contact", "reference": "name", "function": "count"}""", "/reference not_a_reference")]
    [InlineData("""{"source": "contact", "reference": "nobody", "function": "count"}""", "/reference unknown_field")]
    [InlineData("""{"source": "contact", "function": "count"}""", "/reference required")]
    [InlineData("""{"source": "contcat", "reference": "customer", "function": "count"}""", "/source unknown_target")]
    [InlineData("""{"source": "contact", "table": "calls", "function": "count"}""", "/source one_source")]
    [InlineData("""{"function": "count"}""", "/source one_source")]
    [InlineData("""{"table": "cals", "function": "count"}""", "/table unknown_field")]
    [InlineData("""{"table": "name", "function": "count"}""", "/table not_a_table")]
    public void Computes_over_what_points_here_or_over_rows(string options, string expected)
    {
        var rollup = Rollup(options);

        Assert.Equal(expected, string.Join("; ", rollup.Type
            .CheckDefinition(rollup, Customer(rollup), new AField.Forms([Contact])).Select(error => $"{error.Path} {error.Code}")));
    }

    [Theory]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "count"}""", "number")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "sum", "field": "fee"}""", "currency")]
    [InlineData("""{"source": "contact", "reference": "customer", "function": "max", "field": "since"}""", "date")]
    [InlineData("""{"table": "calls", "function": "min", "field": "minutes"}""", "number")]
    public void Compares_and_shows_as_what_it_computes(string options, string expected)
    {
        var rollup = Rollup(options);

        Assert.Equal(expected, rollup.Type.Effective(rollup, Customer(rollup), new AField.Forms([Contact]))!.Type.Name);
    }
}
