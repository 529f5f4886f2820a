using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Tests.Fields;

public class TableFieldTests
{
    private const string Row = "01980000-0000-7000-8000-000000000001";
    private const string Customer = "01980000-0000-7000-8000-00000000000a";

    private static Field Calls(string options = "{}") => AField.Of(
        "table",
        options,
        AField.Named("minutes", "f10", "number", """{"min": 0, "required": true}"""),
        AField.Named("note", "f11", "text"),
        AField.Named("customer", "f12", "reference", """{"target": "customer"}"""));

    [Theory]
    [InlineData($$"""[{"id": "{{Row}}", "note": " 已接 ", "minutes": 5}]""", $$"""[{"id":"{{Row}}","f10":5,"f11":"\u5DF2\u63A5"}]""")]
    [InlineData("[]", "empty")]
    [InlineData("""[{"note": "x"}]""", "/0/minutes required")]
    [InlineData("""[{"minutes": 1}, {"minutes": -1, "note": 7}]""", "/1/minutes too_small; /1/note wrong_type")]
    [InlineData("""[{"minutes": 1, "nte": "x"}]""", "/0/nte unknown_field")]
    [InlineData("""[{"minutes": 1, "a/b~": "x"}]""", "/0/a~1b~0 unknown_field")]
    [InlineData("""[{"minutes": 1, "id": "1"}]""", "/0/id invalid_id")]
    [InlineData($$"""[{"minutes": 1, "id": "{{Row}}"}, {"minutes": 1, "id": "{{Row}}"}]""", "/1/id duplicate_row")]
    [InlineData("[5]", "/0 wrong_type")]
    [InlineData("{}", "wrong_type")]
    public void Reads_rows_by_column_key_and_stores_them_by_column_id(string json, string expected) =>
        Assert.Equal(expected, Calls().Outcome(json));

    [Theory]
    [InlineData("""[{"minutes": 1}, {"minutes": 1}, {"minutes": 1}]""", "too_many_rows")]
    [InlineData("[]", "too_few_rows")]
    public void Keeps_within_its_number_of_rows(string json, string expected) =>
        Assert.Equal(expected, Calls("""{"minRows": 1, "maxRows": 2}""").Outcome(json));

    [Fact]
    public void A_new_row_gets_an_id()
    {
        var stored = Calls().Read("""[{"minutes": 1}]""").Value!.Value;

        Assert.True(stored[0].GetProperty("id").TryGetGuid(out var id));
        Assert.Equal(7, id.Version);
    }

    [Fact]
    public void Clients_see_rows_by_column_key_with_titles() => Assert.Equal(
        $$$"""[{"id":"{{{Row}}}","minutes":5,"customer":{"id":"{{{Customer}}}","title":"customer title"}}]""",
        Wire.Of(Calls(), $$"""[{"id": "{{Row}}", "f12": "{{Customer}}", "f10": 5}]"""));

    [Fact]
    public void Links_of_rows_are_found_and_checked()
    {
        var field = Calls();
        var value = field.Read($$"""[{"minutes": 1}, {"minutes": 2, "customer": "{{Customer}}"}]""").Value!.Value;

        var link = Assert.Single(field.Type.LinksIn(value, field));
        Assert.Equal(("/1/customer", Guid.Parse(Customer), "customer"), (link.Path, link.Id, link.Field.Key));
        Assert.Equal(value.GetRawText(), AField.Outcome(field.Type.Resolve(value, field, new Targets())));
        Assert.Equal("/1/customer unknown_record", AField.Outcome(field.Type.Resolve(value, field, new Targets(exist: false))));
    }

    [Fact]
    public void Expressions_see_rows_by_column_key()
    {
        var field = Calls();
        var value = field.Read("""[{"minutes": 4}]""").Value!.Value;

        var row = Assert.IsType<Value.Row>(Assert.Single(Assert.IsType<Value.List>(field.Type.ToValue(value, field)).Items));
        Assert.Equal(new Value.Number(4), row.Field("minutes"));
        Assert.Equal(Value.Empty, row.Field("note"));
    }

    [Fact]
    public void A_changed_column_type_carries_its_cells_over()
    {
        var to = AField.Of("table", "{}", AField.Named("minutes", "f10", "text"), AField.Named("note", "f11", "number"));

        var conversion = to.Type.Convert(JsonElement.Parse($$"""[{"id": "{{Row}}", "f10": 1.5, "f11": "x"}]"""), Calls(), to);

        Assert.Equal($$"""[{"id":"{{Row}}","f10":"1.5"}]""", conversion.Value!.Value.GetRawText());
        Assert.True(conversion.Lossy);
    }

    [Fact]
    public void A_definition_that_cannot_work_is_refused()
    {
        Assert.Equal("/fields no_columns", AField.Of("table").Definition());
        Assert.Equal("/maxRows out_of_range; /minRows out_of_range", Calls("""{"minRows": -1, "maxRows": 5000}""").Definition(AForm.Of("customer")));
        Assert.Equal("/fields/2/target unknown_target", Calls().Definition());
        Assert.Equal("/fields/0/type not_a_column", AField.Of("table", "{}", AField.Named("a", "f3", "table")).Definition().Split("; ")[0]);
    }
}
