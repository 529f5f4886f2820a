using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>
/// What programs ask is kept, without values, and who publishes a form or changes rules is told what would break. In documents § stands for
/// what makes the names of the test's forms its own.
/// </summary>
public sealed class ContractTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _own = Guid.CreateVersion7().ToString("N")[20..];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private ApiClient Admin => server.Administrator;
    private string Form => "case" + _own;
    private string Role => "clerk" + _own;

    public async ValueTask InitializeAsync()
    {
        await Admin.PublishFormAsync(Own("""
            {"key": "case§", "plural": "cases§", "title": {"en": "Case"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}},
              {"key": "region", "type": "text", "label": {"en": "Region"}},
              {"key": "pay", "type": "number", "label": {"en": "Pay"}}]}
            """));
        await Admin.CreateAsync(Form, new { name = "Ann", region = "east", pay = 7 });
        (await Admin.PostAsync("/roles", Own($$$"""{"key": "clerk§", "title": "C", "grants": {{{Grants("read")}}}}"""))).Succeeded();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_a_token_asks_is_kept_without_values_and_listed_to_its_owner()
    {
        using var clerk = await server.AsAsync("keeper" + _own, Role);
        var (id, program) = await TokenAsync(clerk, "nightly job");
        (await program.AskAsync(Own("""query Rich { cases§(where: {region: {eq: "east-secret"}}, first: 3) { nodes { name } } }"""))).Data();
        (await program.AskAsync(Own("""query Rich { cases§(first: 9, where: {region: {eq: "west-secret"}}) { nodes { name } } }"""))).Data();
        await program.AskAsync(Own("""query Wrong { cases§ { nodes { nothing } } }"""));
        (await clerk.AskAsync(Own("""query Mine { cases§ { nodes { region } } }"""))).Data();

        var list = await SeenAsync(clerk, id, 1);

        var item = list["items"].EnumerateArray().Single();
        Assert.Equal(("Rich", "query", "[]", "[]"), (item.GetProperty("name").GetString(), item.GetProperty("kind").GetString(), item.GetProperty("errors").GetRawText(), item.GetProperty("deprecated").GetRawText()));
        Assert.Contains("nodes", item.GetProperty("document").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", list.Text, StringComparison.Ordinal);
        Assert.InRange(item.GetProperty("uses").GetInt32(), 1, 2);
        using var other = await server.AsAsync("curious" + _own, Role);
        (await other.GetAsync($"/tokens/{id}/operations")).Refused(HttpStatusCode.NotFound, "token_not_found");
        (await Admin.GetAsync($"/tokens/{id}/operations?first=1")).Succeeded();
        (await Admin.GetAsync($"/tokens/{id}/operations?after=AAAA")).Refused(HttpStatusCode.BadRequest, "bad_cursor");
    }

    [Fact]
    public async Task Publishing_tells_which_operations_break_for_whom_and_refuses_nothing()
    {
        // Somebody is kept from "pay": once it is removed, only who is kept from nothing may go on reading it.
        (await Admin.PostAsync("/roles", Own("""{"key": "kept§", "title": "K", "grants": [{"form": "case§", "actions": ["read"], "fields": {"*": "read", "pay": "hidden"}}]}"""))).Succeeded();
        using var clerk = await server.AsAsync("reader" + _own, Role);
        var (_, program) = await TokenAsync(clerk, "reports");
        var (mine, admin) = await TokenAsync(Admin, "of the administrator");
        foreach (var client in new[] { program, admin }) (await client.AskAsync(Own("query Pay { cases§ { nodes { name pay } } }"))).Data();
        (await program.AskAsync(
            Own("query Filtered($where: Case§Filter) { cases§(where: $where) { totalCount } }"), new { where = new { pay = new { gt = 5 } } })).Data();
        (await program.AskAsync(Own("query Safe { cases§ { nodes { name } } }"))).Data();
        await SeenAsync(Admin, mine, 1);

        await DraftAsync("""
            {"key": "case§", "plural": "cases§", "title": {"en": "Case"}, "titleField": "title", "fields": [
              {"id": "f1", "key": "title", "type": "text", "label": {"en": "Name"}},
              {"id": "f2", "key": "region", "type": "text", "label": {"en": "Region"}}]}
            """);
        var told = await ReportAsync(4);

        Assert.Equal((2, 2), (told.GetProperty("breaking").GetInt32(), told.GetProperty("deprecated").GetInt32()));
        var items = told.GetProperty("items").EnumerateArray().ToDictionary(each => $"{each.GetProperty("token").GetProperty("title").GetString()} {each.GetProperty("name").GetString()}");
        var pay = items["reports Pay"];
        Assert.Equal("reader" + _own, pay.GetProperty("person").GetProperty("title").GetString());
        Assert.Equal([Own("""Cannot query field "pay" on type "Case§".""")], Texts(pay, "errors"));
        Assert.Equal([Own("""The field Case§.name is deprecated. Renamed to "title".""")], Texts(pay, "deprecated"));
        Assert.Equal([Own("Case§.name field renamed Case/Name title"), Own("Case§.pay field gone Case/Pay ")], Findings(pay));
        Assert.Equal([Own("""Field "pay" is not defined by type "Case§Filter".""")], Texts(items["reports Filtered"], "errors"));
        Assert.Equal([Own("Case§Filter.pay inputField gone Case/Pay ")], Findings(items["reports Filtered"]));
        Assert.Empty(Texts(items["reports Safe"], "errors"));
        Assert.Equal(TimeProvider.System.GetUtcNow(), pay.GetProperty("lastUsedAt").GetDateTimeOffset(), TimeSpan.FromMinutes(5));
        var ofAdmin = items["of the administrator Pay"];
        Assert.Empty(Texts(ofAdmin, "errors"));
        Assert.Contains(Own("Case§.pay field removed Case/Pay "), Findings(ofAdmin));
        Assert.Contains(Texts(ofAdmin, "deprecated"), text => text.StartsWith(Own("The field Case§.pay is deprecated. Removed on "), StringComparison.Ordinal));

        var published = await Admin.PublishAsync(Form);

        Assert.Equal(2, published["operations"].GetProperty("breaking").GetInt32());
        Assert.Equal("validation_failed", (await program.AskAsync(Own("query Pay { cases§ { nodes { name pay } } }"))).Code());
        Assert.Equal("7", (await admin.AskAsync(Own("query Pay { cases§ { nodes { name pay } } }"))).Data().GetProperty("cases" + _own).GetProperty("nodes")[0].GetProperty("pay").GetRawText());
    }

    [Fact]
    public async Task A_change_of_rules_tells_which_operations_would_break()
    {
        using var clerk = await server.AsAsync("asker" + _own, Role);
        var (id, program) = await TokenAsync(clerk, "export");
        (await program.AskAsync(Own("{ cases§ { nodes { name pay } } }"))).Data();
        await SeenAsync(clerk, id, 1);

        var preview = (await Admin.PostAsync("/permissions/preview", Own($$$"""{"roles": [{"key": "clerk§", "grants": {{{Grants("hidden")}}}}]}"""))).Succeeded();
        var harmless = (await Admin.PostAsync("/permissions/preview", Own($$$"""{"roles": [{"key": "clerk§", "grants": {{{Grants("read")}}}}]}"""))).Succeeded();

        var item = Assert.Single(preview["operations"].GetProperty("items").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, "export"), (item.GetProperty("name").ValueKind, item.GetProperty("token").GetProperty("title").GetString()));
        Assert.Equal([Own("""Cannot query field "pay" on type "Case§".""")], Texts(item, "errors"));
        Assert.Equal(0, harmless["operations"].GetProperty("items").GetArrayLength());
        (await program.AskAsync(Own("{ cases§ { nodes { name pay } } }"))).Data();
    }

    [Fact]
    public async Task Deleting_a_form_tells_which_operations_would_break_and_asks_for_confirmation()
    {
        var target = "used" + _own;
        await Admin.PublishFormAsync(Own("""{"key": "used§", "plural": "useds§", "title": {"en": "Used", "zh-CN": "被引用"}, "titleField": "name", "fields": [{"key": "name", "type": "text", "label": {"en": "Name"}}]}"""));
        var (id, program) = await TokenAsync(Admin, "asks " + _own);
        (await program.AskAsync(Own("query Used($of: String) { useds§(where: {name: {eq: $of}}) { totalCount } cases§ { totalCount } }"))).Data();
        (await program.AskAsync(Own("query Others { cases§ { totalCount } }"))).Data();
        await SeenAsync(Admin, id, 2);

        var deletion = (await Admin.GetAsync($"/forms/{target}/deletion")).Succeeded();
        var refused = await Admin.DeleteAsync("/forms/" + target);
        using var clerk = await server.AsAsync("looker" + _own, Role);
        (await clerk.GetAsync($"/forms/{Form}/deletion")).Refused(HttpStatusCode.Forbidden, "may_not_design");

        var item = Assert.Single(deletion["operations"].GetProperty("items").EnumerateArray());
        Assert.Equal((0, "Used", 0), (deletion["records"].GetInt32(), item.GetProperty("name").GetString(), deletion["usedBy"].GetArrayLength()));
        Assert.Equal([Own("Query.useds§ field gone Used/ ")], Findings(item));
        refused.Refused(HttpStatusCode.Conflict, "confirm_delete");
        Assert.Equal(1, refused["operations"].GetInt32());
        (await Admin.DeleteAsync($"/forms/{target}?confirm=0")).Succeeded();
        Assert.Contains(target, (await Admin.GetAsync("/forms?deleted=true")).Succeeded().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(target, (await clerk.GetAsync("/forms?deleted=true")).Succeeded().Text, StringComparison.Ordinal);
        (await Admin.PostAsync($"/forms/{target}/restore")).Succeeded();
        Assert.DoesNotContain(target, (await Admin.GetAsync("/forms?deleted=true")).Succeeded().Text, StringComparison.Ordinal);
        (await program.AskAsync(Own("query Used($of: String) { useds§(where: {name: {eq: $of}}) { totalCount } cases§ { totalCount } }"))).Data();
    }

    [Fact]
    public async Task A_former_name_that_another_form_takes_is_told_as_breaking()
    {
        await DraftAsync("""
            {"key": "matter§", "plural": "matters§", "title": {"en": "Matter"}, "titleField": "name", "fields": [{"id": "f1", "key": "name", "type": "text", "label": {"en": "Name"}}]}
            """);
        await Admin.PublishAsync(Form);
        var (id, program) = await TokenAsync(Admin, "former " + _own);
        (await program.AskAsync(Own("query Former { cases§ { totalCount nodes { name } } }"))).Data();
        await SeenAsync(Admin, id, 1);

        (await Admin.PostAsync("/forms", Own("""{"key": "case§", "plural": "cases§", "title": {"en": "Suitcase"}, "titleField": "name", "fields": [{"key": "name", "type": "text", "label": {"en": "Name"}}]}"""))).Succeeded();
        var told = (await ReportAsync(1)).GetProperty("items").EnumerateArray().Single();

        Assert.Equal([Own("Field \"Query.cases§\" is of another form: \"case§\".")], Texts(told, "errors"));
        Assert.Equal([Own("Query.cases§ field ofAnotherForm Matter/ case§")], Findings(told));
    }

    [Fact]
    public async Task Whose_token_it_is_is_told_what_is_gone_by_its_name_alone()
    {
        using var clerk = await server.AsAsync("loser" + _own, Role);
        var (id, program) = await TokenAsync(clerk, "losing");
        (await program.AskAsync(Own("{ cases§(where: {pay: {gt: 1}}, orderBy: [{pay: DESC}]) { nodes { name pay } } }"))).Data();
        await SeenAsync(clerk, id, 1);
        (await Admin.PutAsync("/roles/" + Role, Own($$$"""{"key": "clerk§", "title": "C", "grants": {{{Grants("hidden")}}}}"""))).Succeeded();

        var item = (await SeenAsync(clerk, id, 1))["items"][0];

        Assert.Equal(["Case§.pay field gone Case/ ", "Case§Filter.pay inputField gone Case/ ", "Case§Order.pay inputField gone Case/ "], Findings(item).Select(each => each.Replace(_own, "§", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_nobody_asked_for_ninety_days_is_forgotten_and_revoked_tokens_are_not_told_of()
    {
        var (old, asksOld) = await TokenAsync(Admin, "old");
        var (gone, asksGone) = await TokenAsync(Admin, "gone");
        foreach (var program in new[] { asksOld, asksGone }) (await program.AskAsync(Own("{ cases§ { nodes { region } } }"))).Data();
        await SeenAsync(Admin, old, 1);
        await SeenAsync(Admin, gone, 1);
        await SqlAsync("update graphql_operations set last_used_at = now() - interval '91 days' where token = $1", Guid.Parse(old));
        (await Admin.DeleteAsync("/tokens/" + gone)).Succeeded();

        await DraftAsync("""{"key": "case§", "plural": "cases§", "title": {"en": "Case"}, "titleField": "name", "fields": [{"id": "f1", "key": "name", "type": "text", "label": {"en": "Name"}}]}""");

        Assert.Equal(0, (await ReportAsync(0)).GetProperty("items").GetArrayLength());
        await using var sibling = await server.StartSiblingAsync();
        for (var tries = 0; await SqlAsync("select count(*) from graphql_operations where token = $1", Guid.Parse(old)) is > 0L; tries++)
        {
            Assert.InRange(tries, 0, 100);
            await Task.Delay(100, Ct);
        }
    }

    [Fact]
    public async Task Former_keys_and_plurals_answer_as_deprecated_names()
    {
        await DraftAsync("""
            {"key": "matter§", "plural": "matters§", "title": {"en": "Matter"}, "titleField": "title", "fields": [
              {"id": "f1", "key": "title", "type": "text", "label": {"en": "Name"}},
              {"id": "f2", "key": "region", "type": "text", "label": {"en": "Region"}},
              {"id": "f3", "key": "wage", "type": "number", "label": {"en": "Pay"}}]}
            """);
        await Admin.PublishAsync(Form);

        var data = (await Admin.AskAsync(Own("""
            {
              cases§(where: {name: {eq: "Ann"}}, orderBy: [{name: ASC}]) { nodes { id name title } }
              cases§Aggregate(groupBy: [name], having: {sum_pay: {gt: 6}, max_wage: {lt: 8}}, orderBy: [{sum_pay: DESC}]) { key { name } sum { pay wage } }
              deletedCases§ { totalCount }
              matters§ { nodes { title } }
              __type(name: "Query") { fields(includeDeprecated: true) { name deprecationReason } }
            }
            """))).Data();
        var id = data.GetProperty("cases" + _own).GetProperty("nodes")[0].GetProperty("id").GetString();
        var one = (await Admin.AskAsync(Own("""query One($id: ID!) { case§(id: $id) { name } }"""), new { id })).Data();
        var written = (await Admin.AskAsync(Own("""mutation Write($id: ID!) { updateCase§(id: $id, input: {name: "Bea"}) { title } }"""), new { id })).Data();

        var twice = await Admin.AskAsync(Own("{ cases§Aggregate(having: {sum_pay: {gt: 6}, sum_wage: {gt: 6}}) { count } }"));
        Assert.Equal(("field_twice", "/having/sum_pay"), (twice.Code(), twice["errors"][0].GetProperty("extensions").GetProperty("field").GetString()));
        Assert.Equal("""{"key":{"name":"Ann"},"sum":{"pay":7,"wage":7}}""", data.GetProperty($"cases{_own}Aggregate")[0].GetRawText());
        Assert.Equal("Ann", one.GetProperty("case" + _own).GetProperty("name").GetString());
        Assert.Equal("Bea", written.GetProperty("updateCase" + _own).GetProperty("title").GetString());
        var reasons = data.GetProperty("__type").GetProperty("fields").EnumerateArray().ToDictionary(each => each.GetProperty("name").GetString()!, each => each.GetProperty("deprecationReason").GetString());
        Assert.Equal((Own("Renamed to \"matters§\"."), Own("Renamed to \"matter§\"."), null), (reasons["cases" + _own], reasons["case" + _own], reasons["matters" + _own]));
    }

    [Fact]
    public async Task A_removed_field_is_answered_for_a_while_but_to_nobody_from_whom_it_was_kept()
    {
        await Admin.PublishFormAsync(Own("""{"key": "other§", "title": {"en": "Other"}, "titleField": "bonus", "fields": [{"key": "bonus", "type": "text", "label": {"en": "Bonus"}}]}"""));
        (await Admin.PostAsync("/roles", Own("""{"key": "elsewhere§", "title": "E", "grants": [{"form": "other§", "actions": ["read"], "fields": {"bonus": "hidden"}}]}"""))).Succeeded();
        await DraftAsync("""
            {"key": "case§", "plural": "cases§", "title": {"en": "Case"}, "titleField": "name", "fields": [
              {"id": "f1", "key": "name", "type": "text", "label": {"en": "Name"}}, {"id": "f2", "key": "region", "type": "text", "label": {"en": "Region"}},
              {"id": "f3", "key": "bonus", "type": "number", "label": {"en": "Bonus"}}]}
            """);
        await Admin.PublishAsync(Form);
        using var wide = await server.AsAsync("wide" + _own, Role);
        (await Admin.PostAsync("/roles", Own("""{"key": "narrow§", "title": "N", "grants": [{"form": "case§", "actions": ["read"], "fields": {"*": "read", "region": "hidden"}}]}"""))).Succeeded();
        using var narrow = await server.AsAsync("narrow" + _own, "narrow" + _own);
        await DraftAsync("""{"key": "case§", "plural": "cases§", "title": {"en": "Case"}, "titleField": "name", "fields": [{"id": "f1", "key": "name", "type": "text", "label": {"en": "Name"}}]}""");
        await Admin.PublishAsync(Form);
        (await Admin.PutAsync("/roles/narrow" + _own, Own("""{"key": "narrow§", "title": "N", "grants": [{"form": "case§", "actions": ["read"], "fields": {"*": "read"}}]}"""))).Succeeded();

        var all = (await Admin.AskAsync(Own("{ cases§ { nodes { name region bonus } } }"))).Data();
        var bonus = (await wide.AskAsync(Own("{ cases§ { nodes { bonus } } }"))).Data();

        Assert.Equal("""{"name":"Ann","region":"east","bonus":7}""", all.GetProperty("cases" + _own).GetProperty("nodes")[0].GetRawText());
        Assert.Equal("7", bonus.GetProperty("cases" + _own).GetProperty("nodes")[0].GetProperty("bonus").GetRawText());
        Assert.Equal("validation_failed", (await wide.AskAsync(Own("{ cases§ { nodes { region } } }"))).Code());
        Assert.Equal("validation_failed", (await narrow.AskAsync(Own("{ cases§ { nodes { region } } }"))).Code());
        Assert.Equal("validation_failed", (await Admin.AskAsync(Own("""{ cases§(where: {bonus: {eq: 7}}) { totalCount } }"""))).Code());
        await SqlAsync("update form_versions set published_at = now() - interval '31 days' where form = (select number from forms where key = $1)", Form);
        await using var sibling = await server.StartSiblingAsync();
        Assert.Equal("validation_failed", (await sibling.Administrator.AskAsync(Own("{ cases§ { nodes { bonus } } }"))).Code());
    }

    [Fact]
    public async Task What_is_removed_is_answered_so_that_operations_go_on()
    {
        const string Begin = """{"key": "case§", "plural": "cases§", "title": {"en": "Case"}, "titleField": "name", "fields": [{"id": "f1", "key": "name", "type": "text", "label": {"en": "Name"}}, """;
        await DraftAsync(Begin + """
              {"id": "f3", "key": "pay", "type": "number", "label": {"en": "Pay"}}, {"key": "twice", "type": "formula", "label": {"en": "Twice"}, "expression": "pay * 2", "result": "number"},
              {"key": "secret", "type": "text", "label": {"en": "Secret"}, "sensitive": "encrypt"}, {"key": "boss", "type": "reference", "label": {"en": "Boss"}, "target": "case§"},
              {"key": "bossPay", "type": "lookup", "label": {"en": "Pay of the boss"}, "reference": "boss", "field": "pay"}, {"key": "number", "type": "serial", "label": {"en": "Number"}, "pattern": "{0000}"},
              {"key": "calls", "type": "table", "label": {"en": "Calls"}, "fields": [
                {"key": "minutes", "type": "number", "label": {"en": "Minutes"}}, {"key": "note", "type": "text", "label": {"en": "Note"}}, {"key": "hush", "type": "text", "label": {"en": "Hush"}}]}]}
            """);
        await Admin.PublishAsync(Form);
        var boss = (await Admin.CreateAsync(Form, new { name = "Bo", pay = 3 })).GetProperty("id").GetString();
        await Admin.CreateAsync(Form, new { name = "Cy", pay = 4, secret = "hush", boss, calls = new[] { new { minutes = 5, note = "late", hush = "h" } } });
        using var wide = await server.AsAsync("whole" + _own, Role);
        (await Admin.PostAsync("/roles", Own("""{"key": "deaf§", "title": "D", "grants": [{"form": "case§", "actions": ["read"], "fields": {"*": "read", "calls.hush": "hidden"}}]}"""))).Succeeded();
        await DraftAsync(Begin + """
            {"id": "f9", "key": "talks", "type": "table", "label": {"en": "Calls"}, "fields": [{"id": "f10", "key": "minutes", "type": "number", "label": {"en": "Minutes"}}]}]}
            """);
        await Admin.PublishAsync(Form);

        const string Asked = """{ cases§(where: {name: {eq: "Cy"}}) { nodes { twice boss { name } bossPay number talks { minutes note ROWS } HIDDEN } } }""";
        var whole = (await Admin.AskAsync(Own(Asked.Replace("ROWS", "hush", StringComparison.Ordinal).Replace("HIDDEN", "secret", StringComparison.Ordinal)))).Data().GetProperty("cases" + _own).GetProperty("nodes")[0];
        var seen = (await wide.AskAsync(Own(Asked.Replace("ROWS", "", StringComparison.Ordinal).Replace("HIDDEN", "", StringComparison.Ordinal)))).Data().GetProperty("cases" + _own).GetProperty("nodes")[0];
        var reasons = (await Admin.AskAsync(Own("""{ __type(name: "Case§") { fields(includeDeprecated: true) { name deprecationReason } } }"""))).Data().GetProperty("__type").GetProperty("fields").EnumerateArray()
            .ToDictionary(each => each.GetProperty("name").GetString()!, each => each.GetProperty("deprecationReason").GetString());

        Assert.Equal(
            """{"twice":null,"boss":{"name":"Bo"},"bossPay":null,"number":"0002","talks":[{"minutes":5,"note":"late","hush":"h"}],"secret":null}""", whole.GetRawText());
        Assert.Equal(whole.GetRawText().Replace(",\"hush\":\"h\"", "", StringComparison.Ordinal).Replace(",\"secret\":null", "", StringComparison.Ordinal), seen.GetRawText());
        foreach (var kept in (string[])["ROWS hush", "HIDDEN secret"])
        {
            var asked = Asked.Replace(kept.Split(' ')[0], kept.Split(' ')[1], StringComparison.Ordinal).Replace("ROWS", "", StringComparison.Ordinal).Replace("HIDDEN", "", StringComparison.Ordinal);
            Assert.Equal("validation_failed", (await wide.AskAsync(Own(asked))).Code());
        }
        Assert.EndsWith(", and null since.", reasons["twice"], StringComparison.Ordinal);
        Assert.Matches("^Removed on [-0-9]{10}\\.$", reasons["boss"]);
        Assert.Null(reasons["talks"]);
    }

    [Fact]
    public async Task An_option_that_was_removed_is_told_of_the_records_that_hold_it()
    {
        const string Begin = """{"key": "case§", "plural": "cases§", "title": {"en": "Case"}, "titleField": "name", "fields": [{"id": "f1", "key": "name", "type": "text", "label": {"en": "Name"}}, """;
        await DraftAsync(Begin + """{"key": "mood", "type": "select", "label": {"en": "Mood"}, "options": [{"key": "good"}, {"key": "bad"}, {"key": "so so"}]}]}""");
        await Admin.PublishAsync(Form);
        await Admin.CreateAsync(Form, new { name = "Dee", mood = "bad" });
        await DraftAsync(Begin + """{"id": "f4", "key": "mood", "type": "select", "label": {"en": "Mood"}, "options": [{"key": "so_so"}, {"key": "good"}]}]}""");
        await Admin.PublishAsync(Form);

        var data = (await Admin.AskAsync(Own("""
            { cases§(where: {mood: {eq: bad}}) { nodes { name mood } } cases§Aggregate(where: {name: {eq: "Dee"}}, groupBy: [mood]) { key { mood } count } __type(name: "Case§Mood") { enumValues(includeDeprecated: true) { name deprecationReason } } }
            """))).Data();
        var written = await Admin.AskAsync(Own("""mutation { createCase§(input: {name: "Eve", mood: bad}) { id } }"""));

        Assert.Equal("""[{"name":"Dee","mood":"bad"}]""", data.GetProperty("cases" + _own).GetProperty("nodes").GetRawText());
        Assert.Equal("""[{"key":{"mood":"bad"},"count":1}]""", data.GetProperty($"cases{_own}Aggregate").GetRawText());
        Assert.Equal(
            ["so_so ", "good ", "bad Removed.", "so_so_2 Removed."],
            data.GetProperty("__type").GetProperty("enumValues").EnumerateArray().Select(each => $"{each.GetProperty("name").GetString()} {each.GetProperty("deprecationReason").GetString()}"));
        Assert.Equal("unknown_option", written.Code());
    }

    private string Own(string text) => text.Replace("§", _own, StringComparison.Ordinal);

    private static string Grants(string pay) => $$$"""[{"form": "case§", "actions": ["read"], "fields": {{{(pay is "hidden" ? """{"name": "read", "region": "read"}""" : """{"*": "read"}""")}}}}]""";

    private static IEnumerable<string> Findings(JsonElement item) => item.GetProperty("findings").EnumerateArray().Select(each =>
        $"{each.GetProperty("at")} {each.GetProperty("what")} {each.GetProperty("becomes")} {Title(each, "form")}/{Title(each, "field")} {each.GetProperty("now")}").Order(StringComparer.Ordinal);

    private static string? Title(JsonElement finding, string name) => finding.GetProperty(name) is { ValueKind: JsonValueKind.Object } text ? text.GetProperty("en").GetString() : null;

    private static IEnumerable<string> Texts(JsonElement item, string name) => item.GetProperty(name).EnumerateArray().Select(each => each.GetString()!);

    private async Task<(string Id, ApiClient Program)> TokenAsync(ApiClient person, string name)
    {
        var made = (await person.PostAsync("/tokens", new { name })).Succeeded();
        var program = server.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made["token"].GetString());
        return (made["id"].GetString()!, program);
    }

    /// <summary>The operations of a token, once there are so many: they are written down in the background.</summary>
    private static async Task<ApiAnswer> SeenAsync(ApiClient client, string token, int count)
    {
        for (var tries = 0; ; tries++)
        {
            var list = (await client.GetAsync($"/tokens/{token}/operations")).Succeeded();
            if (list["items"].GetArrayLength() >= count || tries > 150) return list;
            await Task.Delay(100, Ct);
        }
    }

    /// <summary>What publishing the draft would break, once so many operations are known to be touched.</summary>
    private async Task<JsonElement> ReportAsync(int count)
    {
        for (var tries = 0; ; tries++)
        {
            var operations = (await Admin.PostAsync($"/forms/{Form}/draft/report")).Succeeded()["operations"];
            if (operations.GetProperty("items").GetArrayLength() >= count || tries > 100) return operations;
            await Task.Delay(100, Ct);
        }
    }

    private async Task<object?> SqlAsync(string sql, object parameter)
    {
        await using var command = server.Database.Source.CreateCommand(sql);
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = parameter });
        return await command.ExecuteScalarAsync(Ct);
    }

    private async Task DraftAsync(string definition) => (await Admin.PutAsync($"/forms/{Form}/draft", Own(definition))).Succeeded();
}
