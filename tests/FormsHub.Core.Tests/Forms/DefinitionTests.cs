using System.Text.Json;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using FormsHub.Core.Tests.Filters;

namespace FormsHub.Core.Tests.Forms;

/// <summary>What is refused in a definition, each with its place and code.</summary>
public class DefinitionTests
{
    [Theory]
    [InlineData("""{}""", "/key required")]
    [InlineData("""[]""", " wrong_type|/key required")]
    [InlineData("""{"key": "a", "fields": 1}""", "/fields wrong_type")]
    [InlineData("""{"key": "a", "fields": [1]}""", "/fields/0 wrong_type")]
    [InlineData("""{"key": "a", "feilds": []}""", "/feilds unknown_property")]
    [InlineData("""{"key": "a", "fields": [{"key": "b"}]}""", "/fields/0/type required")]
    [InlineData("""{"key": "a", "fields": [{"key": "b", "type": "text", "required": "yes"}]}""", "/fields/0/required wrong_type")]
    [InlineData("""{"key": "a", "fields": [{"key": "b", "type": "text", "label": {"de": "x"}}]}""", "/fields/0/label wrong_type")]
    [InlineData("""{"key": "a", "fields": [], "rules": [{"set": [{"field": "x", "visable": true}]}]}""", "/rules/0/when required|/rules/0/set/0/visable unknown_property")]
    [InlineData("""{"key": "a", "fields": [], "views": [{"key": "v", "columns": [{"field": "x", "width": "wide"}]}]}""", "/views/0/columns/0/width wrong_type")]
    [InlineData("""{"key": "a", "fields": [], "title": "\u0000"}""", "/title bad_character")]
    [InlineData("""{"key": "a", "fields": [], "a\ud800": 1}""", " bad_character")]
    [InlineData("""{"key": "a", "a/b~c": 1}""", "/a~1b~0c unknown_property")]
    [InlineData("""{"key": "a", "layout": {}}""", "/layout wrong_type")]
    [InlineData("""{"key": "a", "personalData": {"purpose": 1, "retention": {"form": "createdAt"}}}""", "/personalData/purpose wrong_type|/personalData/retention/after required|/personalData/retention/form unknown_property")]
    public void Json_of_another_shape_is_refused(string json, string expected)
    {
        var read = FormDefinitionJson.Read(JsonElement.Parse(json));

        Assert.Equal(expected, string.Join('|', read.Problem!.Errors.Select(error => $"{error.Path} {error.Code}")));
    }

    [Theory]
    [InlineData("""{"key": "b", "type": "text"}""", null)]
    [InlineData("""{"id": "f1", "key": "b", "type": "text"}, {"id": "f1", "key": "c", "type": "text"}""", "/fields/1/id duplicate_id")]
    [InlineData("""{"key": "B", "type": "text"}""", "/fields/0/key malformed_key")]
    [InlineData("""{"key": "名", "type": "text"}""", "/fields/0/key malformed_key")]
    [InlineData("""{"key": "createdAt", "type": "text"}""", "/fields/0/key reserved_key")]
    [InlineData("""{"key": "and", "type": "text"}""", "/fields/0/key reserved_key")]
    [InlineData("""{"key": "b", "type": "text"}, {"key": "b", "type": "text"}""", "/fields/1/key duplicate_key")]
    [InlineData("""{"key": "b", "type": "text"}, {"key": "c", "type": "text", "aliases": ["b"]}""", "/fields/1/aliases/0 duplicate_key")]
    [InlineData("""{"key": "b", "type": "txet"}""", "/fields/0/type unknown_type")]
    [InlineData("""{"key": "b", "type": "text", "maxLenght": 3}""", "/fields/0/maxLenght unknown_property")]
    [InlineData("""{"key": "b", "type": "text", "maxLength": "3"}""", "/fields/0/maxLength wrong_type")]
    [InlineData("""{"key": "b", "type": "json", "unique": true}""", "/fields/0/unique does_not_fit")]
    [InlineData("""{"key": "b", "type": "section", "required": true}""", "/fields/0/required does_not_fit")]
    [InlineData("""{"key": "b", "type": "number", "default": "x"}""", "/fields/0/default wrong_type")]
    [InlineData("""{"key": "b", "type": "text", "sensitive": "hide"}""", "/fields/0/sensitive unknown_value")]
    [InlineData("""{"key": "b", "type": "table"}""", "/fields/0/fields no_columns")]
    [InlineData("""{"key": "b", "type": "select"}""", "/fields/0/options required")]
    [InlineData("""{"key": "b", "type": "select", "options": [{"key": "x"}, {"label": "X"}]}""", "/fields/0/options/1/key required")]
    [InlineData("""{"key": "b", "type": "lookup"}""", "/fields/0/reference required|/fields/0/field required")]
    [InlineData("""{"key": "b", "type": "serial"}""", null)]
    [InlineData("""{"key": "b", "type": "text", "fields": [{"key": "c", "type": "text"}]}""", "/fields/0/fields unknown_property")]
    [InlineData("""{"key": "b", "type": "table", "fields": [{"key": "c", "type": "section"}]}""", "/fields/0/fields/0/type not_a_column")]
    [InlineData("""{"key": "b", "type": "table", "fields": [{"key": "c", "type": "text"}, {"key": "c", "type": "text"}]}""", "/fields/0/fields/1/key duplicate_key")]
    [InlineData("""{"key": "b", "type": "reference", "target": "nowhere"}""", "/fields/0/target unknown_target")]
    [InlineData("""{"key": "b", "type": "reference", "target": "a"}""", null)]
    [InlineData("""{"key": "b", "type": "lookup", "reference": "x", "field": "y"}""", "/fields/0/reference unknown_field")]
    [InlineData("""{"key": "r", "type": "reference", "target": "a"}, {"key": "b", "type": "lookup", "reference": "r", "field": "b"}""", "/fields/1/field circular_lookup")]
    [InlineData("""{"key": "b", "type": "boolean", "consent": {"text": {"en": "Calls", "zh-CN": "电话"}, "version": "2026-1"}}""", null)]
    [InlineData("""{"key": "b", "type": "boolean", "consent": {"version": "2026-1"}}""", "/fields/0/consent/text required")]
    [InlineData("""{"key": "b", "type": "boolean", "consent": {"text": " "}, "default": true}""", "/fields/0/consent/text required|/fields/0/default consent_is_given")]
    [InlineData("""{"key": "b", "type": "boolean", "consent": {"text": "Calls"}, "defaultExpression": "1 == 1"}""", "/fields/0/defaultExpression consent_is_given")]
    [InlineData("""{"key": "t", "type": "table", "fields": [{"key": "b", "type": "boolean", "consent": {"text": "Calls"}}]}""", "/fields/0/fields/0/consent does_not_fit")]
    [InlineData("""{"key": "b", "type": "text", "consent": {"text": "Calls"}}""", "/fields/0/consent unknown_property")]
    public void A_field_that_cannot_be_is_refused(string fields, string? expected) =>
        Assert.Equal(expected, Errors($$"""{"key": "a", "fields": [{{fields}}]}"""));

    [Theory]
    [InlineData("""{"titleField": "nmae"}""", "/titleField unknown_field")]
    [InlineData("""{"titleField": "lines"}""", "/titleField does_not_fit")]
    [InlineData("""{"titleField": "who"}""", "/titleField title_is_a_link")]
    [InlineData("""{"titleField": "boss"}""", "/titleField title_is_a_link")]
    [InlineData("""{"titleField": "teams"}""", "/titleField title_is_a_link")]
    [InlineData("""{"plural": "a"}""", "/plural duplicate_key")]
    [InlineData("""{"members": ["*", "role:agent", "li"]}""", "/members/2 malformed_member")]
    [InlineData("""{"rules": [{"when": "true", "set": []}]}""", "/rules/0/set required")]
    [InlineData("""{"rules": [{"when": "true", "set": [{"field": "nmae", "visible": true}]}]}""", "/rules/0/set/0/field unknown_field")]
    [InlineData("""{"rules": [{"when": "true", "set": [{"field": "lines.price", "required": true}]}]}""", null)]
    [InlineData("""{"rules": [{"when": "true", "set": [{"field": "name"}]}]}""", "/rules/0/set/0 required")]
    [InlineData("""{"rules": [{"when": "a == 1", "set": [{"field": "name", "visible": false}]}, {"when": "a==1", "set": [{"field": "name", "required": true}]}]}""", "/rules/1/set/0/required contradicting_rules")]
    [InlineData("""{"personalData": {"purpose": "Service", "legalBasis": "contract", "retention": {"after": "P1Y6M", "from": "born", "then": "review"}}}""", null)]
    [InlineData("""{"personalData": {"legalBasis": "because", "retention": {"after": "3Y", "from": "name", "then": "burn"}}}""", "/personalData/purpose required|/personalData/legalBasis unknown_value|/personalData/retention/after bad_period|/personalData/retention/then unknown_value|/personalData/retention/from does_not_fit")]
    [InlineData("""{"personalData": {"purpose": "Service", "retention": {"after": "-P3Y", "from": "bron"}}}""", "/personalData/retention/after bad_period|/personalData/retention/from unknown_field")]
    [InlineData("""{"personalData": {"purpose": "Service", "retention": {"after": "PT1H"}}}""", "/personalData/retention/after bad_period")]
    [InlineData("""{"rules": [{"when": "true", "set": [{"field": "agrees", "value": "true"}]}]}""", "/rules/0/set/0/value consent_is_given")]
    [InlineData("""{"views": [{"key": "v"}, {"key": "v"}]}""", "/views/1/key duplicate_key")]
    [InlineData("""{"views": [{"key": "v", "kind": "grid"}]}""", "/views/0/kind unknown_value")]
    [InlineData("""{"views": [{"key": "v", "columns": [{"field": "createdAt"}, {"field": "nmae"}]}]}""", "/views/0/columns/1/field unknown_field")]
    [InlineData("""{"views": [{"key": "v", "sort": ["-name", "lines"]}]}""", "/views/0/sort/1 not_sortable")]
    public void A_form_that_contradicts_itself_is_refused(string rest, string? expected)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(rest)!.AsObject();
        json["key"] = "a";
        json["fields"] = System.Text.Json.Nodes.JsonNode.Parse("""
            [{"key": "name", "type": "text"}, {"key": "lines", "type": "table", "fields": [{"key": "price", "type": "number"}]},
             {"key": "who", "type": "user"}, {"key": "boss", "type": "reference", "target": "a"}, {"key": "teams", "type": "departments"},
             {"key": "born", "type": "date"}, {"key": "agrees", "type": "boolean", "consent": {"text": "Calls"}}]
            """);

        Assert.Equal(expected, Errors(json.ToJsonString()));
    }

    [Theory]
    [InlineData("""{"name": {"eq": "x"}, "contacts": {"gt": 1}, "owner": {"eq": "$me"}}""", null)]
    [InlineData("""{"nmae": {"eq": "x"}}""", "/views/0/filter/nmae unknown_field")]
    [InlineData("""{"or": [{"name": {"eq": "x"}}, {"level": {"between": ["x", "y"]}}, {"level": {"in": ["vip", 3]}}]}""", "/views/0/filter/or/1/level/between unknown_operator|/views/0/filter/or/2/level/in/1 wrong_type")]
    [InlineData("""{"boss": {"amount": {"eq": 7}}}""", null)]
    [InlineData("""{"boss": {"amount": {"eq": "7"}}}""", "/views/0/filter/boss/amount/eq wrong_type")]
    [InlineData("""{"owner": {"eq": "nobody"}}""", "/views/0/filter/owner/eq unknown_name")]
    [InlineData("[]", "/views/0/filter wrong_type")]
    [InlineData("null", null)]
    public void A_view_asks_only_what_the_form_can_answer(string filter, string? expected) =>
        Assert.Equal(expected, Errors(Customer($$"""{"key": "name", "type": "text"}""", filter)));

    [Theory]
    [InlineData("""{"key": "r", "type": "reference", "target": "contact", "filter": {"amount": {"gt": 3}}}""", null)]
    [InlineData("""{"key": "r", "type": "reference", "target": "contact", "filter": {"amuont": {"gt": 3}}}""", "/fields/3/filter/amuont unknown_field")]
    [InlineData("""{"key": "r", "type": "references", "target": "contact", "filter": {"amount": {"contains": 3}}}""", "/fields/3/filter/amount/contains unknown_operator")]
    [InlineData("""{"key": "r", "type": "reference", "target": "customer", "filter": {"level": {"eq": "vip"}}}""", null)]
    [InlineData("""{"key": "t", "type": "table", "fields": [{"key": "r", "type": "reference", "target": "contact", "filter": {"amount": {"eq": true}}}]}""", "/fields/3/fields/0/filter/amount/eq wrong_type")]
    [InlineData("""{"key": "n", "type": "rollup", "function": "count", "source": "contact", "reference": "customer", "filter": {"done": {"eq": true}}}""", null)]
    [InlineData("""{"key": "n", "type": "rollup", "function": "count", "source": "contact", "reference": "customer", "filter": {"level": {"eq": "vip"}}}""", "/fields/3/filter/level unknown_field")]
    [InlineData("""{"key": "n", "type": "rollup", "function": "count", "source": "contact", "reference": "customer", "filter": {"customer": {"level": {"eq": 3}}}}""", "/fields/3/filter/customer/level/eq wrong_type")]
    [InlineData("""{"key": "t", "type": "table", "fields": [{"key": "a", "type": "number"}]}, {"key": "n", "type": "rollup", "function": "count", "table": "t", "filter": {"a": {"gt": 1}}}""", null)]
    [InlineData("""{"key": "t", "type": "table", "fields": [{"key": "a", "type": "number"}]}, {"key": "n", "type": "rollup", "function": "count", "table": "t", "filter": {"name": {"eq": "x"}}}""", "/fields/4/filter/name unknown_field")]
    [InlineData("""{"key": "r", "type": "reference", "target": "nowhere", "filter": {"x": {"eq": 1}}}""", "/fields/3/target unknown_target")]
    public void A_reference_and_a_rollup_ask_only_what_the_other_form_can_answer(string field, string? expected) =>
        Assert.Equal(expected, Errors(Customer(field, "{}")));

    [Fact]
    public void What_a_filter_asks_of_a_form_to_come_waits_for_it()
    {
        var definition = FormDefinitionJson.Read(JsonElement.Parse(Customer(
            """{"key": "site", "type": "reference", "target": "later", "filter": {"city": {"eq": "x"}}}""", """{"site": {"city": {"eq": "x"}}}"""))).Value;

        Assert.Empty(new FormCompiler(null, Beside).CheckDraft(Guid.Empty, 1, definition, Beside));
        Assert.True(new FormCompiler(null, Beside).Compile(Guid.Empty, 1, 1, definition, Beside).Failed);
    }

    [Fact]
    public void An_error_in_a_filter_speaks_both_languages()
    {
        var definition = FormDefinitionJson.Read(JsonElement.Parse(Customer("""{"key": "name", "type": "text"}""", """{"nmae": {"eq": "x"}}"""))).Value;

        var error = Assert.Single(new FormCompiler(null).Compile(Guid.Empty, 1, 1, definition, Beside).Problem!.Errors);

        Assert.Equal("There is no field \"nmae\". Did you mean \"name\"?", error.Message.In(Language.English));
        Assert.Equal("没有字段“nmae”，是不是“name”？", error.Message.In(Language.Chinese));
    }

    [Fact]
    public void A_form_may_have_500_fields_and_no_more()
    {
        Assert.Null(Errors(WithFields(500)));
        Assert.Equal("/fields too_many", string.Join('|', FormDefinitionJson.Read(JsonElement.Parse(WithFields(501))).Problem!.Errors.Select(error => $"{error.Path} {error.Code}")));
        Assert.Equal(" too_large", string.Join('|', FormDefinitionJson.Read(JsonElement.Parse($$"""{"key": "{{new string('a', 1024 * 1024)}}"}""")).Problem!.Errors.Select(error => $"{error.Path} {error.Code}")));
    }

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        const string Json = """
            {"key":"a","plural":"as","app":"x","title":{"zh-CN":"甲","en":"A"},"icon":"i","titleField":"b","members":["*"],"fields":[{"id":"f1","key":"b","type":"text","label":{"en":"B"},"required":true,"unique":true,"indexed":true,"readOnly":true,"hidden":true,"sensitive":"mask","width":"half","default":"z","aliases":["c"],"maxLength":5},{"key":"t","type":"table","fields":[{"key":"n","type":"number","defaultExpression":"1 + 1"}]}],"rules":[{"when":"b == 'x'","set":[{"field":"b","visible":true,"required":false,"value":"1","error":{"en":"no"}}]}],"layout":[1,{"x":null}],"views":[{"key":"v","title":{"en":"V"},"kind":"table","filter":{"b":{"eq":"x"}},"search":"s","sort":["-b"],"groupBy":"b","columns":[{"field":"b","width":100,"frozen":true}]}]}
            """;

        var written = FormDefinitionJson.Write(FormDefinitionJson.Read(JsonElement.Parse(Json)).Value);

        Assert.Equal(Json, written);
    }

    private static readonly FilterWorld Beside = new();

    /// <summary>A customer form with a field and a view of that filter.</summary>
    private static string Customer(string field, string filter) => $$$"""
        {"key": "customer", "fields": [{"key": "level", "type": "select", "options": [{"key": "vip"}]}, {"key": "boss", "type": "reference", "target": "contact"},
          {"key": "contacts", "type": "rollup", "function": "count", "source": "contact", "reference": "customer"}, {{{field}}}], "views": [{"key": "v", "filter": {{{filter}}}}]}
        """;

    private static string WithFields(int count) =>
        $$"""{"key": "a", "fields": [{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"key": "k{{i}}", "type": "text"}"""))}}]}""";

    private static string? Errors(string json)
    {
        var definition = FormDefinitionJson.Read(JsonElement.Parse(json)).Value;
        var compiled = new FormCompiler(null, Beside).Compile(Guid.Empty, 1, 1, definition, Beside);
        return compiled.Failed ? string.Join('|', compiled.Problem.Errors.Select(error => $"{error.Path} {error.Code}")) : null;
    }
}
