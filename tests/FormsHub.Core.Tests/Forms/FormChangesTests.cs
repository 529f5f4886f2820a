using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Forms.Publishing;

namespace FormsHub.Core.Tests.Forms;

public class FormChangesTests
{
    [Theory]
    [InlineData("""{"id":"f1","key":"a","type":"text"}""", """{"id":"f1","key":"a","type":"text"},{"id":"f2","key":"b","type":"text"}""", "field_added /fields/1 b")]
    [InlineData("""{"id":"f1","key":"a","type":"text"},{"id":"f2","key":"b","type":"text"}""", """{"id":"f2","key":"b","type":"text"}""", "field_removed /fields/0 a|title_changed /titleField")]
    [InlineData("""{"id":"f1","key":"a","type":"text"}""", """{"id":"f1","key":"b","type":"text"}""", "field_renamed /fields/0/key b")]
    [InlineData("""{"id":"f1","key":"a","type":"text"}""", """{"id":"f1","key":"a","type":"text","required":true}""", "required_added /fields/0/required a: empty")]
    [InlineData("""{"id":"f1","key":"a","type":"text"}""", """{"id":"f1","key":"a","type":"text","maxLength":2}""", "limits_changed /fields/0/maxLength a: long")]
    [InlineData("""{"id":"f1","key":"a","type":"text"}""", """{"id":"f1","key":"a","type":"longText"}""", "type_changed /fields/0/type a|limits_changed /fields/0/type a")]
    [InlineData("""{"id":"f1","key":"a","type":"text"}""", """{"id":"f9","key":"a","type":"number"}""", "type_changed /fields/0/type a: long|title_changed /titleField")]
    [InlineData("""{"id":"f1","key":"a","type":"text"}""", """{"id":"f1","key":"a","type":"text","unique":true}""", "unique_added /fields/0/unique a")]
    [InlineData(
        """{"id":"f1","key":"a","type":"select","options":[{"key":"long","label":"x"},{"key":"y","label":"y"}]}""",
        """{"id":"f1","key":"a","type":"select","options":[{"key":"y","label":"y"}]}""", "option_removed /fields/0/options a: long|title_changed /titleField")]
    [InlineData(
        """{"id":"f1","key":"t","type":"table","fields":[{"id":"f2","key":"c","type":"text"}]}""",
        """{"id":"f1","key":"t","type":"table","fields":[{"id":"f2","key":"c","type":"text","required":true}]}""", "required_added /fields/0/fields/0/required t.c")]
    [InlineData("""{"id":"f1","key":"a","type":"text"}""", """{"id":"f1","key":"a","type":"text","label":"A"}""", "appearance_changed ")]
    public void A_difference_is_told_with_what_it_does_to_values(string before, string after, string expected)
    {
        var changes = FormChanges.Between(Form(before), Form(after), new Dictionary<string, string> { ["f9"] = "f1" });

        Assert.Equal(expected, string.Join('|', changes.Select(Tell)));
    }

    [Theory]
    [InlineData("""{"id":"f1","key":"a","type":"text","maxLength":2,"pattern":"x"}""", "limits_changed: maxLength, pattern")]
    [InlineData("""{"id":"f1","key":"a","type":"longText"}""", "type_changed: text, longText|limits_changed: type")]
    [InlineData("""{"id":"f1","key":"a","type":"text","required":true}""", "required_added: ")]
    public void A_change_names_the_types_and_attributes_of_its_message(string after, string expected)
    {
        var changes = FormChanges.Between(Form("""{"id":"f1","key":"a","type":"text"}"""), Form(after), new Dictionary<string, string>());

        Assert.Equal(expected, string.Join('|', changes.Select(change => $"{change.Code}: {string.Join(", ", change.Names)}")));
    }

    [Theory]
    [InlineData("text", "longText", true)]
    [InlineData("number", "currency", true)]
    [InlineData("text", "number", false)]
    [InlineData("date", "dateTime", false)]
    [InlineData("user", "users", false)]
    public void Values_stay_where_the_new_type_stores_them_alike(string before, string after, bool stays) =>
        Assert.Equal(stays, FormChanges.KeepsValues(Field(before), Field(after)));

    private static string Tell(FormChange change)
    {
        var hit = new (string Name, string? Json)[] { ("empty", null), ("long", "\"long\"") }
            .Where(value => change.Impact?.Judge(value.Json is null ? null : JsonElement.Parse(value.Json)).Kind is VerdictKind.Invalid or VerdictKind.Lossy)
            .Select(value => value.Name).ToList();
        return $"{change.Code} {change.Path}{(change.Field is null ? "" : " " + change.Field)}{(hit.Count > 0 ? ": " + string.Join(',', hit) : "")}";
    }

    private static Field Field(string type) => Form($$"""{"id":"f1","key":"a","type":"{{type}}"}""").AllFields[0];

    private static Form Form(string fields) =>
        FormCompiler.Fields(Guid.Empty, 1, 1, FormDefinitionJson.Read(JsonElement.Parse($$"""{"key": "form", "fields": [{{fields}}]}""")).Value);
}
