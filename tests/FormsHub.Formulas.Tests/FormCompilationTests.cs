using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Tests;

public class FormCompilationTests
{
    private const string Numbers = """{"key": "a", "type": "number"}, {"key": "b", "type": "number"}, {"key": "name", "type": "text"}""";

    [Theory]
    [InlineData("""{"key": "x", "type": "formula", "expression": "y + 1", "result": "number"}, {"key": "y", "type": "formula", "expression": "x", "result": "number"}""", "/fields/3/expression circular_formula")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "x + 1", "result": "number"}""", "/fields/3/expression circular_formula")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "SUM(t.y)", "result": "number"}, {"key": "t", "type": "table", "fields": [{"key": "y", "type": "formula", "expression": "x", "result": "number"}]}""", "/fields/3/expression circular_formula")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "a + c", "result": "number"}""", "/fields/3/expression unknown_field")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "a +", "result": "number"}""", "/fields/3/expression unexpected_end")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "UPPER(name)", "result": "number"}""", "/fields/3/expression wrong_kind")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "a * name", "result": "number"}""", "/fields/3/expression wrong_kind")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "a < name", "result": "boolean"}""", "/fields/3/expression wrong_kind")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "LEFT(a, 1)"}""", "/fields/3/expression wrong_kind")]
    [InlineData("""{"key": "x", "type": "formula", "expression": "a.b"}""", "/fields/3/expression wrong_kind")]
    [InlineData("""{"key": "r", "type": "reference", "target": "customer"}, {"key": "x", "type": "formula", "expression": "r.levle"}""", "/fields/4/expression unknown_field")]
    [InlineData("""{"key": "r", "type": "reference", "target": "customer"}, {"key": "x", "type": "formula", "expression": "r.level * 2", "result": "number"}""", "/fields/4/expression wrong_kind")]
    [InlineData("""{"key": "r", "type": "reference", "target": "sample"}, {"key": "x", "type": "formula", "expression": "r.r.r.name"}""", "/fields/4/expression too_many_hops")]
    [InlineData("""{"key": "t", "type": "table", "fields": [{"key": "n", "type": "number"}, {"key": "x", "type": "formula", "expression": "n + z", "result": "number"}]}""", "/fields/3/fields/1/expression unknown_field")]
    [InlineData("""{"key": "d", "type": "date", "defaultExpression": "a + 1"}""", "/fields/3/defaultExpression wrong_kind")]
    public void Tells_what_is_wrong_with_a_field_and_where(string fields, string error)
    {
        var errors = AForm.Errors($$"""{"fields": [{{Numbers}}, {{fields}}]}""");

        Assert.Contains(error, errors.Select(each => $"{each.Path} {each.Code}"));
    }

    [Fact]
    public void A_view_asks_no_formula_that_is_computed_when_it_is_read()
    {
        var errors = AForm.Errors($$$"""
            {"fields": [{{{Numbers}}}, {"key": "x", "type": "formula", "expression": "DATEDIF(DATE(2026, 1, 1), TODAY(), 'D')", "result": "number"}],
             "views": [{"key": "v", "filter": {"and": [{"a": {"gt": 1}}, {"x": {"gt": 1}}]}}]}
            """);

        Assert.Equal(["/views/0/filter/and/1/x volatile_field"], errors.Select(each => $"{each.Path} {each.Code}"));
    }

    [Theory]
    [InlineData("TEXT(TODAY(), 'YYYY')", true)]
    [InlineData("CONCAT(name, ' ', r.level)", false)]
    public void Only_a_formula_that_is_stored_is_a_title(string expression, bool refused)
    {
        var errors = AForm.Errors($$"""
            {"titleField": "x", "fields": [{{Numbers}}, {"key": "r", "type": "reference", "target": "customer"}, {"key": "x", "type": "formula", "expression": "{{expression}}"}]}
            """);

        Assert.Equal(refused ? ["/titleField volatile_title"] : [], errors.Select(each => $"{each.Path} {each.Code}"));
    }

    [Theory]
    [InlineData("""{"when": "a + 1", "set": [{"field": "b", "required": true}]}""", "/rules/0/when wrong_kind")]
    [InlineData("""{"when": "a > z", "set": [{"field": "b", "required": true}]}""", "/rules/0/when unknown_field")]
    [InlineData("""{"when": "a > 1", "set": [{"field": "bb", "required": true}]}""", "/rules/0/set/0/field unknown_field")]
    [InlineData("""{"when": "a > 1", "set": [{"field": "b", "value": "name"}]}""", "/rules/0/set/0/value wrong_kind")]
    [InlineData("""{"when": "a > 1", "set": [{"field": "b", "visible": true}]}, {"when": "a>1", "set": [{"field": "b", "visible": false}]}""", "/rules/1/set/0 contradicting_rules")]
    public void Tells_what_is_wrong_with_a_rule_and_where(string rules, string error)
    {
        var errors = AForm.Errors($$"""{"fields": [{{Numbers}}], "rules": [{{rules}}]}""");

        Assert.Contains(error, errors.Select(each => $"{each.Path} {each.Code}"));
    }

    [Fact]
    public void Names_the_whole_circle()
    {
        var errors = AForm.Errors("""
            {"fields": [
              {"key": "x", "type": "formula", "expression": "y + 1", "result": "number"},
              {"key": "y", "type": "formula", "expression": "z", "result": "number"},
              {"key": "z", "type": "formula", "expression": "x", "result": "number"}]}
            """);

        Assert.Contains("x → y → z → x", errors.Single(error => error.Code is "circular_formula").Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Knows_what_is_computed_at_each_read()
    {
        var form = AForm.Of(
            System.Text.Json.Nodes.JsonNode.Parse("""
                {"fields": [
                  {"key": "born", "type": "date"},
                  {"key": "old", "type": "formula", "expression": "age > 60", "result": "boolean"},
                  {"key": "age", "type": "formula", "expression": "AGE(born)", "result": "number"},
                  {"key": "year", "type": "formula", "expression": "YEAR(born)", "result": "number"}]}
                """)!,
            []);
        var context = new RecordContext(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc, null);
        var data = new Dictionary<string, System.Text.Json.JsonElement> { ["born"] = System.Text.Json.JsonSerializer.SerializeToElement("1950-06-01") };

        var stored = RecordLogic.Apply(form, data, context).Data;
        var read = RecordLogic.Volatile(form, stored, context);

        Assert.Equal(["age", "old"], form.Logic.Volatile.Order());
        Assert.Equal(["born", "year"], stored.Keys.Order());
        Assert.Equal(76, read["age"].GetInt32());
        Assert.True(read["old"].GetBoolean());
    }

    [Fact]
    public void Says_which_fields_an_expression_reads()
    {
        var expression = new FormulaLanguage().Compile("IF(ISEMPTY(customer.level), SUM(calls.minutes), amount) + amount").Value;

        Assert.Equal(["customer.level", "calls.minutes", "amount"], expression.Reads.Select(path => string.Join('.', path)));
        Assert.False(expression.IsVolatile);
        Assert.True(new FormulaLanguage().Compile("due < TODAY()").Value.IsVolatile);
    }
}
