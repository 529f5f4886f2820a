using System.Text.Encodings.Web;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Graph;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>
/// Mutations over the forms: one write for all that an operation asks for, with the same refusals as REST. In documents § stands for
/// what makes the names of the test's forms its own.
/// </summary>
public sealed class MutationTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _own = Guid.CreateVersion7().ToString("N")[20..];

    private ApiClient Admin => server.Administrator;
    private string Contacts => "contact" + _own;
    private string Customers => "customer" + _own;

    public async ValueTask InitializeAsync()
    {
        await Admin.PublishFormAsync(Own("""
            {"key": "customer§", "plural": "customers§", "title": {"zh-CN": "客户", "en": "Customer"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"zh-CN": "名称", "en": "Name"}, "required": true},
              {"key": "level", "type": "text", "label": {"en": "Level"}},
              {"key": "parent", "type": "reference", "label": {"en": "Parent"}, "target": "customer§"}]}
            """));
        await Admin.PublishFormAsync(Own("""
            {"key": "tag§", "plural": "tags§", "title": {"en": "Tag"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}, "required": true, "unique": true}]}
            """));
        await Admin.PublishFormAsync(Own("""
            {"key": "contact§", "plural": "contacts§", "title": {"zh-CN": "联系人", "en": "Contact"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"zh-CN": "姓名", "en": "Name"}, "required": true, "maxLength": 20},
              {"key": "phone", "type": "phone", "label": {"en": "Phone"}, "defaultRegion": "CN", "unique": true},
              {"key": "mood", "type": "select", "label": {"en": "Mood"}, "options": [{"key": "good", "label": {"en": "Good"}}, {"key": "1st-class", "label": {"en": "First"}}]},
              {"key": "born", "type": "date", "label": {"en": "Born"}},
              {"key": "amount", "type": "currency", "label": {"en": "Amount"}},
              {"key": "period", "type": "dateRange", "label": {"en": "Period"}},
              {"key": "extra", "type": "json", "label": {"en": "Extra"}},
              {"key": "customer", "type": "reference", "label": {"en": "Customer"}, "target": "customer§", "onTargetDelete": "restrict"},
              {"key": "tags", "type": "references", "label": {"en": "Tags"}, "target": "tag§"},
              {"key": "carer", "type": "user", "label": {"en": "Carer"}},
              {"key": "team", "type": "users", "label": {"en": "Team"}},
              {"key": "desk", "type": "department", "label": {"en": "Desk"}},
              {"key": "topics", "type": "multiSelect", "label": {"en": "Topics"}, "options": [{"key": "a", "label": {"en": "A"}}, {"key": "b c", "label": {"en": "B"}}]},
              {"key": "area", "type": "cascade", "label": {"en": "Area"}, "options": [{"key": "x", "children": [{"key": "y"}]}]},
              {"key": "home", "type": "region", "label": {"en": "Home"}},
              {"key": "place", "type": "location", "label": {"en": "Place"}},
              {"key": "met", "type": "dateTime", "label": {"en": "Met"}},
              {"key": "stars", "type": "rating", "label": {"en": "Stars"}},
              {"key": "ok", "type": "boolean", "label": {"en": "Ok"}},
              {"key": "letter", "type": "file", "label": {"en": "Letter"}},
              {"key": "letters", "type": "file", "label": {"en": "Letters"}, "multiple": true},
              {"key": "secret", "type": "text", "label": {"en": "Secret"}, "sensitive": "encrypt"},
              {"key": "level", "type": "formula", "label": {"en": "Level"}, "expression": "customer.level", "result": "text"},
              {"key": "calls", "type": "table", "label": {"en": "Calls"}, "fields": [
                {"key": "minutes", "type": "number", "label": {"en": "Minutes"}}, {"key": "note", "type": "text", "label": {"en": "Note"}}]}]}
            """));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_record_is_created_with_values_of_every_kind()
    {
        var data = await DoneAsync("""
            mutation { createContact§(input: {name: "Li", phone: "13800138000", mood: _1st_class, born: "1990-02-03", amount: 12.50, period: {from: "2026-01-01", to: "2026-02-01"},
              extra: {a: [1, {b: null}]}, carer: "admin", calls: [{minutes: 5}, {minutes: 7, note: "x"}]}) {
              id rev name phone mood born amount period { from to } extra carer { displayName } calls { minutes note } owner { displayName } } }
            """);

        var made = data.GetProperty("createContact" + _own);
        Assert.Equal(
            """
            {"rev":1,"name":"Li","phone":"+8613800138000","mood":"_1st_class","born":"1990-02-03","amount":12.5,"period":{"from":"2026-01-01","to":"2026-02-01"},"extra":{"a":[1,{"b":null}]},
            "carer":{"displayName":"§"},"calls":[{"minutes":5,"note":null},{"minutes":7,"note":"x"}],"owner":{"displayName":"§"}}
            """.ReplaceLineEndings("").Replace("§", made.GetProperty("owner").GetProperty("displayName").GetString(), StringComparison.Ordinal),
            Without(made, "id"));
        var read = await Admin.ReadAsync(Contacts, made.GetProperty("id").GetString()!);
        Assert.Equal("1st-class", read.GetProperty("data").GetProperty("mood").GetString());
    }

    [Fact]
    public async Task Choices_people_places_and_files_are_given_as_rest_takes_them()
    {
        (await Admin.PostAsync("/departments", new { key = "desk" + _own, title = "Desk" })).Succeeded();
        var files = new List<string>();
        foreach (var name in (string[])["one.txt", "two.txt"])
        {
            using var upload = new MultipartFormDataContent { { new StringContent(name), "file", name } };
            files.Add(Id((await Admin.PostAsync("/files", upload)).Succeeded().Json));
        }

        var data = await DoneAsync("""
            mutation($one: ID!, $both: [ID!], $where: LocationInput) { createContact§(input: {name: "Li", team: ["admin"], desk: "desk§", topics: [b_c, a], area: [x, y], home: {code: "310115", street: "Century Avenue 1"},
              place: $where, met: "2026-11-21T10:00:00+08:00", stars: 4, ok: false, letter: $one, letters: $both, secret: "hush", owner: null}) {
              topics area home { province district street } place { lng lat address } met stars ok letter { name } letters { name } secret desk { title } team { displayName } owner { id } } }
            """, new { one = files[0], both = files, where = new { lng = 114.0579, lat = 22.5431 } });

        Assert.Equal(
            """
            {"topics":["a","b_c"],"area":["x","y"],"home":{"province":"上海市","district":"浦东新区","street":"Century Avenue 1"},"place":{"lng":114.0579,"lat":22.5431,"address":null},"met":"2026-11-21T02:00:00.000Z",
            "stars":4,"ok":false,"letter":{"name":"one.txt"},"letters":[{"name":"one.txt"},{"name":"two.txt"}],"secret":"hush","desk":{"title":"Desk"}}
            """.ReplaceLineEndings(""),
            Without(data.GetProperty("createContact" + _own), "team", "owner"));

        var id = await NewAsync(new { name = "Moved" });
        var moved = await DoneAsync("mutation($id: ID!) { updateContact§(id: $id, input: {owner: null, department: \"desk§\"}) { owner { id } department { title } rev } }", new { id });
        Assert.Equal("""{"owner":null,"department":{"title":"Desk"},"rev":2}""", Without(moved.GetProperty("updateContact" + _own)));
        var unchanged = await AskAsync(Admin, "mutation($id: ID!) { updateContact§(id: $id, input: {}) { rev } }", new { id });
        Assert.Equal(2, Data(unchanged).GetProperty("updateContact" + _own).GetProperty("rev").GetInt32());
        Assert.False(unchanged.Json.TryGetProperty("extensions", out _));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_never_fails()
    {
        var before = await CountsAsync();
        var deep = new string('[', 60) + new string(']', 60);
        foreach (var input in (string[])
        [
            $"name: \"a\", extra: {deep}", "name: \"a\", extra: {a: 1e999}", "name: \"a\", amount: 1e999", "name: \"a\", amount: 12345678901234567890", "name: \"a\\u0000\"", "name: \"a\", extra: {a: \"\\u0000\"}",
            "name: 1", "name: \"a\", mood: nosuch", "name: \"a\", born: \"$today\"", "name: \"a\", met: \"$now\"", "name: \"a\", calls: [{id: \"x\"}]", "name: \"a\", calls: [null]", "name: \"a\", letter: \"00000000-0000-0000-0000-000000000001\"",
            "name: \"a\", customer: \"00000000-0000-0000-0000-000000000001\"", "name: \"a\", home: {province: \"nowhere\"}", "name: \"a\", owner: \"\\u0000\"", "name: \"a\", level: \"computed\"", "name: \"a\", newTags: [null]",
        ])
        {
            var answer = (await AskAsync(Admin, $"mutation {{ createContact§(input: {{{input}}}) {{ id }} }}")).Succeeded();
            Assert.True(answer.Json.TryGetProperty("errors", out _), input);
        }
        foreach (var call in (string[])["updateContact§(id: \"\", input: {}) { id }", "updateContact§(id: \"x\", rev: 99999999999, input: {}) { id }", "revertContact§(id: \"00000000-0000-0000-0000-000000000001\", rev: -1) { id }", "deleteContact§(id: 7) { id }"])
            Assert.True((await AskAsync(Admin, $"mutation {{ {call} }}")).Succeeded().Json.TryGetProperty("errors", out _), call);
        Assert.Equal(before, await CountsAsync());
        Assert.Equal("""{"changeSet":null,"results":[]}""", Without((await DoneAsync("mutation { batchContacts§ { changeSet results { id } } }")).GetProperty("batchContacts" + _own)));
    }

    [Fact]
    public async Task An_update_changes_what_is_given_and_null_empties()
    {
        var id = await NewAsync(new { name = "Li", phone = "13800138000", calls = new[] { new { minutes = 5, note = "a" }, new { minutes = 6, note = "b" } } });
        var rows = (await Admin.ReadAsync(Contacts, id)).GetProperty("data").GetProperty("calls");

        var data = await DoneAsync("""
            mutation($id: ID!, $row: ID, $name: String) { updateContact§(id: $id, rev: 1, input: {name: $name, phone: null, calls: [{id: $row, minutes: 9, note: "b"}, {minutes: 1}]}) { rev name phone calls { id minutes note } } }
            """, new { id, row = rows[1].GetProperty("id").GetString() });

        var now = data.GetProperty("updateContact" + _own);
        Assert.Equal("""{"rev":2,"name":"Li","phone":null}""", Without(now, "calls"));
        Assert.Equal(rows[1].GetProperty("id").GetString(), now.GetProperty("calls")[0].GetProperty("id").GetString());
        Assert.Equal([9, 1], now.GetProperty("calls").EnumerateArray().Select(row => row.GetProperty("minutes").GetInt32()));
    }

    [Fact]
    public async Task A_record_is_deleted_restored_and_reverted()
    {
        var id = await NewAsync(new { name = "First", mood = "good" });
        await DoneAsync("mutation($id: ID!) { updateContact§(id: $id, input: {name: \"Second\", mood: null}) { id } }", new { id });

        var deleted = (await DoneAsync("mutation($id: ID!) { deleteContact§(id: $id, rev: 2) { id name deletedAt rev } }", new { id })).GetProperty("deleteContact" + _own);
        Assert.Equal("Second", deleted.GetProperty("name").GetString());
        Assert.NotEqual(JsonValueKind.Null, deleted.GetProperty("deletedAt").ValueKind);
        var restored = (await DoneAsync("mutation($id: ID!) { restoreContact§(id: $id) { name deletedAt rev } }", new { id })).GetProperty("restoreContact" + _own);
        Assert.Equal("""{"name":"Second","deletedAt":null,"rev":4}""", Without(restored));
        var reverted = (await DoneAsync("mutation($id: ID!) { revertContact§(id: $id, rev: 1, fields: [\"mood\"]) { name mood rev revisions(first: 1) { op via } } }", new { id })).GetProperty("revertContact" + _own);
        Assert.Equal("""{"name":"Second","mood":"good","rev":5,"revisions":[{"op":"revert","via":"graphql"}]}""", Without(reverted));
        var whole = (await DoneAsync("mutation($id: ID!) { revertContact§(id: $id, rev: 1) { name rev } }", new { id })).GetProperty("revertContact" + _own);
        Assert.Equal("First", whole.GetProperty("name").GetString());

        await Admin.CreateAsync("tag" + _own, new { name = "free" });
        var tag = Id((await Admin.AllAsync("tag" + _own))[0]);
        await DoneAsync("mutation($tag: ID!) { updateTag§(id: $tag, input: {name: \"other\"}) { id } createTag§(input: {name: \"free\"}) { id } }", new { tag });
        var taken = await AskAsync(Admin, "mutation($tag: ID!) { revertTag§(id: $tag, rev: 1) { id } }", new { tag });
        var told = taken["errors"][0].GetProperty("extensions");
        Assert.Equal(("not_unique", "/id", "/data/name"), (told.GetProperty("code").GetString(), told.GetProperty("field").GetString(), told.GetProperty("path").GetString()));
        await RefusedAsync("mutation($id: ID!) { revertContact§(id: $id, rev: 99) { id } }", new { id }, ("revision_not_found", "/rev"));
        await RefusedAsync("mutation($id: ID!) { revertContact§(id: $id, rev: 1, fields: [\"name\", \"nosuch\"]) { id } }", new { id }, ("unknown_field", "/fields/1"));
        await RefusedAsync("mutation($id: ID!) { restoreContact§(id: $id) { id } }", new { id }, ("record_not_deleted", "/id"));
    }

    [Fact]
    public async Task All_root_fields_are_one_change_set_that_an_undo_takes_back()
    {
        var (changed, deleted) = (await NewAsync(new { name = "Changed" }), await NewAsync(new { name = "Deleted" }));

        var answer = await AskAsync(Admin, """
            mutation($changed: ID!, $deleted: ID!) {
              __typename
              one: createContact§(input: {name: "One"}) { ...seen }
              updateContact§(id: $changed, input: {name: "Other"}) { ...seen }
              deleteContact§(id: $deleted) { ...seen }
              tag: createTag§(input: {name: "T"}) { name }
            }
            fragment seen on Contact§ { id name revisions(first: 1) { changeSet via } }
            """, new { changed, deleted });

        var data = Data(answer);
        Assert.Equal("Mutation", data.GetProperty("__typename").GetString());
        var sets = new[] { "one", "updateContact" + _own, "deleteContact" + _own }.Select(name => data.GetProperty(name).GetProperty("revisions")[0]).ToList();
        Assert.All(sets, set => Assert.Equal("graphql", set.GetProperty("via").GetString()));
        var changeSet = Assert.Single(sets.Select(set => set.GetProperty("changeSet").GetString()).Distinct());
        Assert.Equal(changeSet, answer["extensions"].GetProperty("changeSet").GetString());
        Assert.Equal(4, (await Admin.GetAsync($"/change-sets/{changeSet}")).Succeeded()["records"].GetInt32());

        (await Admin.PostAsync($"/change-sets/{changeSet}/undo")).Succeeded();
        Assert.Equal(["Changed", "Deleted"], (await Admin.AllAsync(Contacts)).Select(record => record.GetProperty("title").GetString()).Order());
        Assert.Empty(await Admin.AllAsync("tag" + _own));
    }

    [Fact]
    public async Task Any_error_changes_nothing_and_each_names_its_place()
    {
        var id = await NewAsync(new { name = "Held", phone = "13800138000" });
        var before = await CountsAsync();

        var answer = await AskAsync(Admin, """
            mutation($id: ID!) {
              good: createContact§(input: {name: "Good"}) { id }
              bad: createContact§(input: {phone: "13800138000"}) { id }
              worse: updateContact§(id: $id, input: {name: "a name that is much too long", born: "2026-02-30"}) { id }
            }
            """, new { id });

        Assert.Equal("""{"good":null,"bad":null,"worse":null}""", answer["data"].GetRawText());
        Assert.Equal(
            ["bad required /input/name", "worse too_long /input/name", "worse invalid_date /input/born"],
            answer["errors"].EnumerateArray().Select(error => $"{error.GetProperty("path")[0]} {error.GetProperty("extensions").GetProperty("code")} {error.GetProperty("extensions").GetProperty("field")}"));
        Assert.Equal(id, answer["errors"][1].GetProperty("extensions").GetProperty("record").GetString());
        await RefusedAsync("mutation { createContact§(input: {name: \"Twin\", phone: \"13800138000\"}) { id } }", null, ("not_unique", "/input/phone"));
        await RefusedAsync("mutation { batchContacts§(create: [{name: \"a\"}, {name: null}], delete: [{id: \"no id\"}]) { changeSet } }", null, ("wrong_type", "/delete/0/id"));
        await RefusedAsync("mutation { batchContacts§(create: [{name: \"a\"}, {name: null}]) { changeSet } }", null, ("required", "/create/1/name"));
        await RefusedAsync("mutation { createContact§(input: {name: \"a\", owner: \"nobody\"}) { id } }", null, ("unknown_user", "/input/owner"));
        await RefusedAsync("mutation { createContact§(input: {name: \"a\", department: \"x\"}) { id } }", null, ("department_on_create", "/input/department"));
        await RefusedAsync("mutation { createContact§(input: {name: \"a\"}) { id customer { contacts§(first: -1) { totalCount } } } }", null, ("out_of_range", "/first"));
        await RefusedAsync("mutation { updateContact§(id: \"00000000-0000-0000-0000-000000000001\", input: {name: \"a\"}) { id } }", null, ("record_not_found", "/id"));
        await RefusedAsync("mutation($id: ID!) { updateContact§(id: $id, input: {name: \"a\"}) { id } deleteContact§(id: $id) { id } }", new { id }, ("record_twice", "/id"));
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Messages_come_in_the_language_of_the_caller()
    {
        using var chinese = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
        chinese.Http.DefaultRequestHeaders.Remove("Accept-Language");
        chinese.Http.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");

        var answer = await AskAsync(chinese, "mutation { createContact§(input: {phone: \"13800138000\"}) { id } }");

        Assert.Equal("“姓名”为必填项。", answer["errors"][0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task What_is_referred_to_is_created_with_it_and_read_by_formulas()
    {
        var known = (await Admin.CreateAsync("tag" + _own, new { name = "known" })).GetProperty("id").GetString();
        var data = await DoneAsync("""
            mutation($known: ID!) { createContact§(input: {name: "Li", newCustomer: {name: "East Ltd", level: "VIP", newParent: {name: "East Group"}}, tags: [$known], newTags: [{name: "a"}, {name: "b"}]}) {
              id level customer { name parent { name } } tags { name } } }
            """, new { known });
        var made = data.GetProperty("createContact" + _own);
        Assert.Equal("""{"level":"VIP","customer":{"name":"East Ltd","parent":{"name":"East Group"}},"tags":[{"name":"known"},{"name":"a"},{"name":"b"}]}""", Without(made, "id"));

        var id = made.GetProperty("id").GetString();
        var changed = await DoneAsync("mutation($id: ID!) { updateContact§(id: $id, input: {newCustomer: {name: \"West Ltd\", level: \"new\"}}) { level customer { name } } }", new { id });
        Assert.Equal("""{"level":"new","customer":{"name":"West Ltd"}}""", Without(changed.GetProperty("updateContact" + _own)));

        var before = await CountsAsync();
        await RefusedAsync("mutation { createContact§(input: {name: \"Li\", newCustomer: {level: \"VIP\"}}) { id } }", null, ("required", "/input/newCustomer/name"));
        await RefusedAsync("mutation { createContact§(input: {newCustomer: {name: \"Left\"}}) { id } }", null, ("required", "/input/name"));
        await RefusedAsync("mutation { createContact§(input: {name: \"a\", newTags: [{name: \"c\"}, {name: \"a\"}]}) { id } }", null, ("not_unique", "/input/newTags/1/name"));
        await RefusedAsync("mutation { createContact§(input: {name: \"a\", newTags: [{name: \"d\"}, {name: \"d\"}]}) { id } }", null, ("not_unique", "/input/newTags/1/name"));
        await RefusedAsync("mutation($known: ID!) { createContact§(input: {name: \"a\", customer: $known, newCustomer: {name: \"b\"}}) { id } }", new { known }, ("field_twice", "/input/newCustomer"));
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Of_two_that_hold_the_same_revision_one_is_told_the_current_one()
    {
        var id = await NewAsync(new { name = "Start" });
        var answers = await Task.WhenAll(Enumerable.Range(1, 2).Select(i =>
            AskAsync(Admin, "mutation($id: ID!, $name: String) { updateContact§(id: $id, rev: 1, input: {name: $name}) { rev name } }", new { id, name = $"By {i}" })));

        var lost = Assert.Single(answers, answer => answer.Json.TryGetProperty("errors", out _));
        var told = lost["errors"][0].GetProperty("extensions");
        Assert.Equal("record_changed /rev 2", $"{told.GetProperty("code")} {told.GetProperty("field")} {told.GetProperty("current")}");
        Assert.Equal(2, (await Admin.ReadAsync(Contacts, id)).GetProperty("rev").GetInt32());
        await RefusedAsync("mutation($id: ID!) { deleteContact§(id: $id, rev: 1) { id } }", new { id }, ("record_changed", "/rev"));
    }

    [Fact]
    public async Task A_batch_of_two_thousand_is_one_change_set()
    {
        var items = Enumerable.Range(0, 2_000).Select(i => new { name = $"n{i}", amount = i }).ToList();
        var data = await DoneAsync("mutation($create: [Contact§Input!]) { batchContacts§(create: $create) { changeSet results { op index id rev errors { code } } } }", new { create = items });
        var batch = data.GetProperty("batchContacts" + _own);

        Assert.Equal(2_000, batch.GetProperty("results").GetArrayLength());
        Assert.All(batch.GetProperty("results").EnumerateArray(), (result, i) => Assert.Equal($"create {i} 1 []", $"{result.GetProperty("op")} {result.GetProperty("index")} {result.GetProperty("rev")} {result.GetProperty("errors")}"));
        Assert.Equal(2_000, (await Admin.GetAsync($"/change-sets/{batch.GetProperty("changeSet").GetString()}")).Succeeded()["records"].GetInt32());
        Assert.Equal(2_000, (await Admin.QueryAsync(Contacts, new { count = true, first = 1 }))["totalCount"].GetInt32());
        (await Admin.PostAsync($"/change-sets/{batch.GetProperty("changeSet").GetString()}/undo")).Succeeded();
        Assert.Empty(await Admin.AllAsync(Contacts));

        await RefusedAsync("mutation($create: [Contact§Input!]) { batchContacts§(create: $create) { changeSet } }", new { create = Enumerable.Repeat(new { name = "x" }, 10_001) }, ("too_many", ""));
    }

    [Fact]
    public async Task A_partial_batch_writes_what_is_right_and_tells_the_rest()
    {
        var (changed, deleted) = (await NewAsync(new { name = "Changed" }), await NewAsync(new { name = "Deleted" }));
        var data = await DoneAsync("""
            mutation($changed: ID!, $deleted: ID!) { batchContacts§(partial: true, create: [{name: "a"}, {name: "b", born: "x"}, {name: "c", newTags: []}],
              update: [{id: $changed, rev: 9, input: {name: "b"}}], delete: [{id: $deleted}]) { results { op index rev errors { field code } } } }
            """, new { changed, deleted });

        Assert.Equal(
            [
                """{"op":"create","index":0,"rev":1,"errors":[]}""",
                """{"op":"create","index":1,"rev":null,"errors":[{"field":"/create/1/born","code":"invalid_date"}]}""",
                """{"op":"create","index":2,"rev":1,"errors":[]}""",
                """{"op":"update","index":0,"rev":null,"errors":[{"field":"/update/0/rev","code":"record_changed"}]}""",
                """{"op":"delete","index":0,"rev":2,"errors":[]}""",
            ],
            data.GetProperty("batchContacts" + _own).GetProperty("results").EnumerateArray().Select(result => Without(result)));
        await RefusedAsync("mutation { batchContacts§(partial: true, create: [{name: \"a\", newCustomer: {name: \"b\"}}]) { changeSet } }", null, ("not_partial", "/partial"));
        await RefusedAsync("mutation { batchContacts§(partial: true, create: [{name: \"a\"}]) { changeSet } createTag§(input: {name: \"b\"}) { id } }", null, ("not_partial", "/partial"));
    }

    [Fact]
    public async Task Inputs_hold_what_the_caller_may_write()
    {
        using var agent = await AgentAsync();
        Assert.Equal(
            ["name", "customer", "calls", "owner", "department"],
            await NamesAsync(agent, "{ __type(name: \"Contact§Input\") { inputFields { name } } }", "inputFields"));
        Assert.Equal(["id", "minutes"], await NamesAsync(agent, "{ __type(name: \"Contact§CallsRowInput\") { inputFields { name } } }", "inputFields"));
        Assert.Equal(
            ["createTag", "createContact", "updateContact", "batchContacts"],
            (await NamesAsync(agent, "{ __type(name: \"Mutation\") { fields { name } } }", "fields")).Select(name => name.Replace(_own, "", StringComparison.Ordinal)));

        var mine = Id(await Admin.CreateAsync(Contacts, new { name = "Mine", customer = Id(await Admin.CreateAsync(Customers, new { name = "East", level = "east" })), calls = new[] { new { minutes = 1, note = "kept" } } }));
        var theirs = await NewAsync(new { name = "Theirs" });
        var west = Id(await Admin.CreateAsync(Customers, new { name = "West", level = "west" }));
        var row = (await Admin.ReadAsync(Contacts, mine)).GetProperty("data").GetProperty("calls")[0].GetProperty("id").GetString();
        await DoneAsync(agent, "mutation($id: ID!, $row: ID) { updateContact§(id: $id, input: {name: \"Own\", calls: [{id: $row, minutes: 2}]}) { name } }", new { id = mine, row });
        Assert.Equal("kept", (await Admin.ReadAsync(Contacts, mine)).GetProperty("data").GetProperty("calls")[0].GetProperty("note").GetString());

        var before = await CountsAsync();
        await RefusedAsync(agent, "mutation($id: ID!) { updateContact§(id: $id, input: {name: \"x\"}) { id } }", new { id = theirs }, ("record_not_found", "/id"));
        await RefusedAsync(agent, "mutation($id: ID!, $west: ID) { updateContact§(id: $id, input: {customer: $west}) { id } }", new { id = mine, west }, ("record_not_found", "/input/customer"));
        await RefusedAsync(agent, "mutation($id: ID!) { updateContact§(id: $id, input: {customer: null}) { id } }", new { id = mine }, ("leaves_row_scope", "/id"));
        await RefusedAsync(agent, "mutation { createContact§(input: {name: \"x\"}) { id } }", null, ("record_forbidden", ""));
        Assert.Equal(before, await CountsAsync());
        foreach (var unknown in (string[])["createContact§(input: {name: \"x\", phone: \"13800138000\"}) { id }", "deleteContact§(id: \"x\") { id }", "createContact§(input: {name: \"x\", newCustomer: {name: \"y\"}}) { id }"])
            Assert.False((await AskAsync(agent, $"mutation {{ {unknown} }}")).Json.TryGetProperty("data", out _), unknown);
    }

    [Fact]
    public async Task What_is_written_outside_the_rows_that_are_seen_is_null()
    {
        (await Admin.PostAsync("/roles", Own("""
            {"key": "desk§", "title": "D", "grants": [
              {"form": "contact§", "actions": ["create"]}, {"form": "contact§", "actions": ["read"], "rows": {"mood": {"eq": "good"}}, "fields": {"*": "read", "phone": "masked"}},
              {"form": "customer§", "actions": ["create"]}]}
            """))).Succeeded();
        using var desk = await server.AsAsync("desk" + _own, "desk" + _own);

        var data = await DoneAsync(desk, """
            mutation { seen: createContact§(input: {name: "Seen", mood: good, phone: "13800138000", newCustomer: {name: "New"}}) { name phone customer { id } } unseen: createContact§(input: {name: "Unseen"}) { name } }
            """);

        Assert.Equal("138****8000", data.GetProperty("seen").GetProperty("phone").GetString());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("unseen").ValueKind);
        Assert.Equal(["Seen", "Unseen"], (await Admin.AllAsync(Contacts)).Select(record => record.GetProperty("title").GetString()).Order());
        Assert.Equal(Id((await Admin.AllAsync(Customers))[0]), data.GetProperty("seen").GetProperty("customer").GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_refers_to_a_record_keeps_it_and_what_was_taken_along_comes_back()
    {
        await Admin.PublishFormAsync(Own("""
            {"key": "note§", "plural": "notes§", "title": {"en": "Note"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}, "unique": true},
              {"key": "contact", "type": "reference", "label": {"en": "Contact"}, "target": "contact§", "onTargetDelete": "cascade"}]}
            """));
        var made = await DoneAsync("mutation { createNote§(input: {name: \"along\", newContact: {name: \"Li\", newCustomer: {name: \"Kept\"}}}) { contact { id customer { id } } } }");
        var contact = made.GetProperty("createNote" + _own).GetProperty("contact");
        await RefusedAsync("mutation($id: ID!) { deleteCustomer§(id: $id) { id } }", new { id = contact.GetProperty("customer").GetProperty("id").GetString() }, ("restricted", "/id"));

        var id = contact.GetProperty("id").GetString();
        await DoneAsync("mutation($id: ID!) { deleteContact§(id: $id) { id } }", new { id });
        Assert.Empty(await Admin.AllAsync("note" + _own));
        var twin = Id(await Admin.CreateAsync("note" + _own, new { name = "along" }));
        await RefusedAsync("mutation($id: ID!) { restoreContact§(id: $id) { id } }", new { id }, ("not_unique", "/id"));
        await DoneAsync("mutation($twin: ID!, $id: ID!) { deleteNote§(id: $twin) { id } restoreContact§(id: $id) { id } }", new { twin, id });
        Assert.Equal("along", Assert.Single(await Admin.AllAsync("note" + _own)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Who_fills_in_without_reading_is_told_id_and_revision()
    {
        using var agent = await AgentAsync();
        var data = await DoneAsync(agent, "mutation { createTag§(input: {name: \"dropped\"}) { __typename id rev } }");

        var made = data.GetProperty("createTag" + _own);
        Assert.Equal(Own("""{"__typename":"Tag§","rev":1}"""), Without(made, "id"));
        Assert.Equal("dropped", (await Admin.ReadAsync("tag" + _own, made.GetProperty("id").GetString()!)).GetProperty("title").GetString());
        Assert.Equal(["id", "rev"], await NamesAsync(agent, "{ __type(name: \"Tag§\") { fields { name } } }", "fields"));
    }

    [Fact]
    public void The_schema_with_its_mutations_is_valid()
    {
        var administrator = new Caller(Guid.CreateVersion7(), "a", "A", null, null, [], new HashSet<string> { Caller.AdministratorRole });

        Assert.Empty(SchemaValidation.Check(server.Services.GetRequiredService<GraphReader>().SchemaFor(administrator).Schema));
    }

    [Fact]
    public async Task Renamed_fields_are_written_by_their_former_keys()
    {
        var draft = (await Admin.GetAsync($"/forms/{Contacts}/draft")).Succeeded();
        await Admin.PutAsync($"/forms/{Contacts}/draft", draft.Text.Replace("\"key\":\"born\"", "\"key\":\"birthday\"", StringComparison.Ordinal).Replace("\"key\": \"born\"", "\"key\": \"birthday\"", StringComparison.Ordinal), draft.ETag!);
        await Admin.PublishAsync(Contacts);

        var data = await DoneAsync("mutation { createContact§(input: {name: \"Li\", born: \"1990-02-03\"}) { birthday } }");
        Assert.Equal("1990-02-03", data.GetProperty("createContact" + _own).GetProperty("birthday").GetString());
        await RefusedAsync("mutation { createContact§(input: {name: \"Li\", born: \"nonsense\"}) { birthday } }", null, ("invalid_date", "/input/born"));
        await RefusedAsync("mutation { createContact§(input: {name: \"Li\", born: \"1990-02-03\", birthday: \"1990-02-03\"}) { birthday } }", null, ("field_twice", "/input/born"));
    }

    [Fact]
    public async Task A_repeat_with_the_same_idempotency_key_writes_once()
    {
        var body = new { query = Own("mutation { createTag§(input: {name: \"once\"}) { id } }") };
        var key = "key-" + _own;
        var first = (await Admin.PostAsync("//graphql", body, key)).Succeeded();
        var second = (await Admin.PostAsync("//graphql", body, key)).Succeeded();

        Assert.Equal(first.Text, second.Text);
        Assert.Single(await Admin.AllAsync("tag" + _own));

        var again = new { query = Own("mutation { createTag§(input: {name: \"once\"}) { id name } }") };
        Assert.Equal("not_unique", (await Admin.PostAsync("//graphql", again, key + "b"))["errors"][0].GetProperty("extensions").GetProperty("code").GetString());
        await Admin.DeleteAsync($"/forms/tag{_own}/records/{(await Admin.AllAsync("tag" + _own))[0].GetProperty("id")}");
        Data(await Admin.PostAsync("//graphql", again, key + "b"));
        Assert.Equal("idempotency_key_reused", (await Admin.PostAsync("//graphql", again, key)).Code());
        Assert.Equal("bad_idempotency_key", (await Admin.PostAsync("//graphql", again, "two words")).Code());
    }

    [Fact]
    public async Task A_repeat_answers_the_records_of_the_first_as_they_are_now()
    {
        var body = new
        {
            query = Own("""
                mutation { a: createContact§(input: {name: "Li", newCustomer: {name: "East", newParent: {name: "Top"}}, newTags: [{name: "new§"}]}) { id rev name customer { id name parent { id } } tags { id } }
                  b: createCustomer§(input: {name: "West"}) { id } }
                """),
        };
        var key = "nested-" + _own;
        var first = (await Admin.PostAsync("//graphql", body, key)).Succeeded();
        var made = Data(first).GetProperty("a");
        (await Admin.PatchAsync($"/forms/{Contacts}/records/{Id(made)}", new { data = new { name = "Wu" } })).Succeeded();

        var second = (await Admin.PostAsync("//graphql", body, key)).Succeeded();

        Assert.Equal(first.Text.Replace("\"rev\":1,\"name\":\"Li\"", "\"rev\":2,\"name\":\"Wu\"", StringComparison.Ordinal), second.Text);
        Assert.Equal(3, (await Admin.AllAsync(Customers)).Count);
    }

    [Fact]
    public async Task A_repeat_of_what_cannot_be_done_twice_is_told_what_the_first_did()
    {
        var id = await NewAsync(new { name = "Li" });
        foreach (var mutation in (string[])["deleteContact§(id: \"#\", rev: 1) { rev }", "restoreContact§(id: \"#\", rev: 2) { rev }", "revertContact§(id: \"#\", rev: 1) { rev }"])
        {
            var body = new { query = Own("mutation { " + mutation.Replace("#", id, StringComparison.Ordinal) + " }") };
            var first = await Admin.PostAsync("//graphql", body, mutation[..7] + _own);
            Data(first);
            Assert.Equal(first.Text, (await Admin.PostAsync("//graphql", body, mutation[..7] + _own)).Text);
        }
        Assert.Equal(3, (await Admin.ReadAsync(Contacts, id)).GetProperty("rev").GetInt32());
    }

    [Fact]
    public async Task A_repeat_of_what_changed_nothing_changes_nothing()
    {
        var id = await NewAsync(new { name = "Li" });
        var body = new { query = Own($"mutation {{ updateContact§(id: \"{id}\", input: {{name: \"Li\"}}) {{ name }} }}") };
        Data(await Admin.PostAsync("//graphql", body, "same-" + _own));
        (await Admin.PatchAsync($"/forms/{Contacts}/records/{id}", new { data = new { name = "Wu" } })).Succeeded();

        Assert.Equal("Wu", Data(await Admin.PostAsync("//graphql", body, "same-" + _own)).GetProperty("updateContact" + _own).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_repeat_of_a_partial_batch_tells_the_errors_of_the_first()
    {
        var body = new { query = Own("mutation { batchContacts§(create: [{name: \"Li\"}, {phone: \"1\"}, {name: \"Wu\", owner: \"nobody§\"}], partial: true) { changeSet results { op index id rev errors { field code message } } } }") };
        var first = await Admin.PostAsync("//graphql", body, "partial-" + _own);
        var results = Data(first).GetProperty("batchContacts" + _own).GetProperty("results");

        Assert.Equal([0, 2, 1], results.EnumerateArray().Select(result => result.GetProperty("errors").GetArrayLength()));
        Assert.Equal(first.Text, (await Admin.PostAsync("//graphql", body, "partial-" + _own)).Text);
        Assert.Single(await Admin.AllAsync(Contacts), record => record.GetProperty("data").GetProperty("name").GetString() is "Li");
    }

    [Fact]
    public async Task Racing_repeats_write_once()
    {
        var body = new { query = Own("mutation { createTag§(input: {name: \"raced\"}) { id } }") };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Admin.PostAsync("//graphql", body, "raced-" + _own)));

        Assert.Single(answers.Select(answer => answer.Succeeded().Text).Distinct());
    }

    /// <summary>Sees and changes contacts of customers in the east, some fields of them only, and puts tags in without seeing any.</summary>
    private async Task<ApiClient> AgentAsync()
    {
        (await Admin.PostAsync("/roles", Own("""
            {"key": "agent§", "title": "A", "grants": [
              {"form": "customer§", "actions": ["read"], "rows": {"level": {"eq": "east"}}},
              {"form": "tag§", "actions": ["create"]},
              {"form": "contact§", "actions": ["read", "create", "update"], "rows": {"customer": {"level": {"eq": "east"}}},
               "fields": {"*": "read", "name": "write", "customer": "write", "phone": "masked", "extra": "hidden", "calls": "write", "calls.note": "read"}}]}
            """))).Succeeded();
        return await server.AsAsync("agent" + _own, "agent" + _own);
    }

    private string Own(string text) => text.Replace("§", _own, StringComparison.Ordinal);

    private async Task<string> NewAsync(object data) => Id(await Admin.CreateAsync(Contacts, data));

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;

    private Task<ApiAnswer> AskAsync(ApiClient client, string query, object? variables = null) => client.PostAsync("//graphql", new { query = Own(query), variables });

    private Task<JsonElement> DoneAsync(string query, object? variables = null) => DoneAsync(Admin, query, variables);

    private async Task<JsonElement> DoneAsync(ApiClient client, string query, object? variables = null) => Data(await AskAsync(client, query, variables));

    private static JsonElement Data(ApiAnswer answer)
    {
        Assert.False(answer.Json.TryGetProperty("errors", out _), answer.Text);
        return answer["data"];
    }

    private Task RefusedAsync(string query, object? variables, (string Code, string Field) error) => RefusedAsync(Admin, query, variables, error);

    private async Task RefusedAsync(ApiClient client, string query, object? variables, (string Code, string Field) error)
    {
        var answer = (await AskAsync(client, query, variables)).Succeeded();
        Assert.True(answer.Json.TryGetProperty("errors", out var errors), answer.Text);
        var told = errors[0].GetProperty("extensions");
        Assert.Equal(error, (told.GetProperty("code").GetString()!, told.GetProperty("field").GetString()!));
        Assert.True(answer["data"].ValueKind is JsonValueKind.Null || answer["data"].EnumerateObject().All(member => member.Value.ValueKind is JsonValueKind.Null), answer.Text);
    }

    private async Task<IEnumerable<string>> NamesAsync(ApiClient client, string query, string members) =>
        (await DoneAsync(client, query)).GetProperty("__type").GetProperty(members).EnumerateArray().Select(member => member.GetProperty("name").GetString()!).ToList();

    private static string Without(JsonElement record, params string[] members) =>
        JsonSerializer.Serialize(record.EnumerateObject().Where(member => !members.Contains(member.Name)).ToDictionary(member => member.Name, member => member.Value), AsWritten);

    /// <summary>How many records, revisions and change sets there are; what jobs write beside is not counted.</summary>
    private async Task<(long, long, long)> CountsAsync()
    {
        await using var command = server.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            select (select count(*) from records), (select count(*) from revisions join change_sets on change_sets.id = revisions.change_set where via <> 'job'),
              (select count(*) from change_sets where via <> 'job')
            """);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
    }
}
