using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Records;

/// <summary>Every change can be seen, compared and taken back.</summary>
public class HistoryTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private ApiClient Admin => server.Administrator;
    private readonly string _form = "person" + Guid.CreateVersion7().ToString("N")[20..];

    public async ValueTask InitializeAsync() => await Admin.PublishFormAsync(RecordForms.Person(_form));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Revisions_tell_old_and_new_and_any_state_is_rebuilt()
    {
        var id = await ThreeRevisionsAsync();

        var revisions = (await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions")).Succeeded()["items"].EnumerateArray().ToList();
        Assert.Equal(["update", "update", "create"], revisions.Select(revision => revision.GetProperty("op").GetString()));
        var change = revisions[0].GetProperty("changes").EnumerateArray().Single(each => each.GetProperty("field").GetString() == "age");
        Assert.Equal(41, change.GetProperty("before").GetInt32());
        Assert.Equal(42, change.GetProperty("after").GetInt32());

        foreach (var (rev, name, age) in new[] { (1, "张", 40), (2, "张伟", 41), (3, "张伟", 42) })
        {
            var then = (await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions/{rev}")).Succeeded();
            Assert.Equal(name, then["data"].GetProperty("name").GetString());
            Assert.Equal(age, then["data"].GetProperty("age").GetInt32());
        }
        (await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions/9")).Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_revision_shows_what_it_held_in_fields_that_are_gone_since()
    {
        var form = _form + "Old";
        await Admin.PublishFormAsync($$"""
            {"key": "{{form}}", "fields": [{"key": "name", "type": "text"}, {"key": "note", "type": "text"}, {"key": "kind", "type": "text"},
             {"key": "lines", "type": "table", "fields": [{"key": "day", "type": "date"}, {"key": "price", "type": "number"}]}]}
            """);
        var id = (await Admin.CreateAsync(form, """{"name": "A", "note": "gone", "kind": "old", "lines": [{"day": "2026-11-21", "price": 3}]}""")).GetProperty("id").GetString();
        (await Admin.PutAsync($"/forms/{form}/draft", $$"""
            {"key": "{{form}}", "fields": [{"id": "f1", "key": "title", "type": "text"}, {"key": "kind", "type": "number"},
             {"id": "f4", "key": "lines", "type": "table", "fields": [{"id": "f6", "key": "price", "type": "number"}]}]}
            """)).Succeeded();
        await Admin.PublishAsync(form);
        (await Admin.PatchAsync($"/forms/{form}/records/{id}", new { data = new { title = "B" } })).Succeeded();

        var then = (await Admin.GetAsync($"/forms/{form}/records/{id}/revisions/1")).Succeeded()["data"];
        var now = (await Admin.GetAsync($"/forms/{form}/records/{id}/revisions/2")).Succeeded()["data"];

        Assert.Equal(("A", "gone", "old"), (then.GetProperty("title").GetString(), then.GetProperty("note").GetString(), then.GetProperty("f3").GetString()));
        Assert.Equal(("2026-11-21", 3), (then.GetProperty("lines")[0].GetProperty("day").GetString(), then.GetProperty("lines")[0].GetProperty("price").GetInt32()));
        Assert.Equal("B", now.GetProperty("title").GetString());
        Assert.False(now.TryGetProperty("note", out _));
    }

    [Theory]
    [InlineData("/change-sets?via=carrier-pigeon", "/via", "unknown_value")]
    [InlineData("/change-sets?by=nobody", "/by", "unknown_user")]
    [InlineData("/change-sets?by=01980000-0000-7000-8000-00000000000a", "/by", "unknown_user")]
    [InlineData("/recycle-bin?by=nobody", "/by", "unknown_user")]
    public async Task What_does_not_exist_is_an_error_and_not_an_empty_answer(string path, string place, string code)
    {
        var error = (await Admin.GetAsync(path)).Refused(HttpStatusCode.BadRequest)["errors"][0];

        Assert.Equal((place, code), (error.GetProperty("path").GetString(), error.GetProperty("code").GetString()));
        (await Admin.GetAsync("/change-sets?via=api&by=admin")).Succeeded();
    }

    [Fact]
    public async Task An_option_that_was_removed_can_be_asked_for_and_one_that_never_was_cannot()
    {
        var form = _form + "Options";
        static string Definition(string form, string options) => $$$"""
            {"key": "{{{form}}}", "fields": [
              {"key": "kind", "type": "select", "options": [{{{options}}}]}, {"key": "tags", "type": "multiSelect", "options": [{{{options}}}]},
              {"key": "place", "type": "cascade", "options": [{"key": "top", "children": [{{{options}}}]}]},
              {"key": "lines", "type": "table", "fields": [{"key": "kind", "type": "select", "options": [{{{options}}}]}]}],
             "views": [{"key": "old", "title": "Old", "kind": "table", "filter": {"kind": {"in": ["gone"]} } }]}
            """;
        await Admin.PublishFormAsync(Definition(form, """{"key": "kept"}, {"key": "gone"}"""));
        await Admin.CreateAsync(form, """{"kind": "gone", "tags": ["gone"], "place": ["top", "gone"], "lines": [{"kind": "gone"}]}""");
        for (var i = 0; i < 2; i++)
        {
            (await Admin.PutAsync($"/forms/{form}/draft", Definition(form, $$"""{"key": "kept"}, {"key": "added{{i}}"}"""))).Succeeded();
            await Admin.PublishAsync(form);
        }

        foreach (var (filter, path) in new[]
        {
            ("""{"kind": {"eq": "#"}}""", "/filter/kind/eq"), ("""{"kind": {"in": ["#"]}}""", "/filter/kind/in/0"), ("""{"tags": {"contains": "#"}}""", "/filter/tags/contains"),
            ("""{"place": {"contains": "#"}}""", "/filter/place/contains"), ("""{"lines": {"some": {"kind": {"eq": "#"}}}}""", "/filter/lines/some/kind/eq"),
        })
        {
            Assert.Single((await Admin.QueryAsync(form, new { filter = JsonElement.Parse(filter.Replace("#", "gone", StringComparison.Ordinal)) }))["items"].EnumerateArray());
            var refused = (await Admin.PostAsync($"/forms/{form}/records/query", new { filter = JsonElement.Parse(filter.Replace("#", "never", StringComparison.Ordinal)) })).Refused(HttpStatusCode.BadRequest);
            Assert.Equal((path, "unknown_option"), (refused["errors"][0].GetProperty("path").GetString(), refused["errors"][0].GetProperty("code").GetString()));
        }
        Assert.Single((await Admin.QueryAsync(form, new { view = "old" }))["items"].EnumerateArray());
        await using var sibling = await server.StartSiblingAsync();
        Assert.Single((await sibling.Administrator.QueryAsync(form, new { view = "old" }))["items"].EnumerateArray());
    }

    [Fact]
    public async Task Chosen_fields_or_all_go_back_to_an_earlier_revision()
    {
        var id = await ThreeRevisionsAsync();

        var one = (await Admin.PostAsync($"/forms/{_form}/records/{id}/revert", new { rev = 1, fields = new[] { "age" } })).Succeeded();
        Assert.Equal(("张伟", 40), (Name(one.Json), one["data"].GetProperty("age").GetInt32()));

        var all = (await Admin.PostAsync($"/forms/{_form}/records/{id}/revert", new { rev = 1 })).Succeeded();
        Assert.Equal(("张", 40), (Name(all.Json), all["data"].GetProperty("age").GetInt32()));
        Assert.Equal(5, all["rev"].GetInt32());
    }

    [Fact]
    public async Task Sub_table_rows_are_matched_by_id_when_compared()
    {
        var created = await Admin.CreateAsync(_form, new { name = "A", calls = new[] { new { minutes = 1 }, new { minutes = 2 } } });
        var id = created.GetProperty("id").GetString();
        var lines = created.GetProperty("data").GetProperty("calls").EnumerateArray().Select(line => line.GetProperty("id").GetString()).ToList();
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new
        {
            data = new { calls = new object[] { new { id = lines[1], minutes = 20 }, new { minutes = 3 } } },
        })).Succeeded();

        var diff = (await Admin.GetAsync($"/forms/{_form}/records/{id}/diff?from=1&to=2")).Succeeded();

        var rows = diff["changes"].EnumerateArray().Single().GetProperty("rows").EnumerateArray()
            .ToDictionary(line => line.GetProperty("row").GetString()!, line => line.GetProperty("change").GetString());
        Assert.Equal("removed", rows[lines[0]!]);
        Assert.Equal("changed", rows[lines[1]!]);
        Assert.Equal(["added", "changed", "removed"], rows.Values.Order());
    }

    [Fact]
    public async Task A_change_of_a_record_without_a_title_is_told_by_its_form()
    {
        var form = _form + "Loose";
        await Admin.PublishFormAsync(RecordForms.Person(form).Replace("\"required\": true, ", "", StringComparison.Ordinal));
        var created = await Admin.CreateAsync(form, new { age = 30 });

        var summary = (await Admin.GetAsync($"/change-sets/{created.GetProperty("changeSet").GetString()}")).Succeeded()["summary"];

        Assert.StartsWith("Created an untitled record of ", summary.GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("的一条未命名记录", summary.GetProperty("zh-CN").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undo_takes_a_batch_back_and_leaves_later_edits_alone()
    {
        var ids = new[] { await IdAsync("a"), await IdAsync("b") };
        var batch = await Admin.BatchAsync(_form, new { update = ids.Select(id => new { id, data = new { age = 99, name = "overwritten" } }) });
        (await Admin.PatchAsync($"/forms/{_form}/records/{ids[1]}", new { data = new { age = 50 } })).Succeeded();

        var dry = (await Admin.PostAsync($"/change-sets/{batch["changeSet"]}/undo", new { dryRun = true })).Succeeded();
        var conflict = Assert.Single(dry["conflicts"].EnumerateArray());
        Assert.Equal("age", conflict.GetProperty("field").GetString());
        Assert.Equal((99, 50), (conflict.GetProperty("expected").GetInt32(), conflict.GetProperty("current").GetInt32()));

        var undone = (await Admin.PostAsync($"/change-sets/{batch["changeSet"]}/undo")).Succeeded();
        Assert.Equal(2, undone["records"].GetInt32());
        var first = await Admin.ReadAsync(_form, ids[0]);
        Assert.Equal("a", Name(first));
        Assert.True(!first.GetProperty("data").TryGetProperty("age", out var age) || age.ValueKind is JsonValueKind.Null);
        var second = await Admin.ReadAsync(_form, ids[1]);
        Assert.Equal(("b", 50), (Name(second), second.GetProperty("data").GetProperty("age").GetInt32()));
        (await Admin.PostAsync($"/change-sets/{batch["changeSet"]}/undo")).Refused(HttpStatusCode.Conflict, "already_undone");
    }

    [Fact]
    public async Task A_conflict_tells_the_titles_of_records_and_people()
    {
        var (first, second, third) = (await IdAsync("甲"), await IdAsync("乙"), await IdAsync("丙"));
        await Admin.PublishFormAsync(RecordForms.Referring(_form + "Ref", _form, "clear"));
        var id = (await Admin.CreateAsync(_form + "Ref", new { name = "x", boss = first })).GetProperty("id").GetString();
        var (li, wang) = (await UserAsync("李"), await UserAsync("王"));
        var batch = await Admin.BatchAsync(_form + "Ref", new { update = new[] { new { id, data = new { boss = second }, owner = li } } });
        (await Admin.PatchAsync($"/forms/{_form}Ref/records/{id}", new { data = new { boss = third }, owner = wang })).Succeeded();

        var dry = (await Admin.PostAsync($"/change-sets/{batch["changeSet"]}/undo", new { dryRun = true })).Succeeded();

        var conflicts = dry["conflicts"].EnumerateArray().ToDictionary(
            conflict => conflict.GetProperty("field").GetString()!,
            conflict => new[] { "expected", "current", "before" }.Select(side => conflict.GetProperty(side).GetProperty("title").GetString()));
        Assert.Equal(["乙", "丙", "甲"], conflicts["boss"]);
        Assert.Equal(["李", "王"], conflicts["owner"].Take(2));
    }

    [Fact]
    public async Task The_revisions_of_a_change_set_come_in_pages_over_all_its_forms()
    {
        var boss = await IdAsync("boss");
        await Admin.PublishFormAsync(RecordForms.Referring(_form + "Ref", _form, "cascade"));
        await Admin.BatchAsync(_form + "Ref", new { create = Enumerable.Range(0, 6).Select(i => new { data = new { name = $"n{i}", boss } }) });
        var changeSet = (await Admin.DeleteAsync($"/forms/{_form}/records/{boss}")).Succeeded()["changeSet"].GetString();

        List<string> records = [];
        var (pages, after) = (0, "");
        do
        {
            var page = (await Admin.GetAsync($"/change-sets/{changeSet}/revisions?first=3&after={after}")).Succeeded();
            records.AddRange(page["items"].EnumerateArray().Select(item => $"{item.GetProperty("form")} {item.GetProperty("record")}"));
            after = page["pageInfo"].GetProperty("hasNextPage").GetBoolean() ? page["pageInfo"].GetProperty("endCursor").GetString()! : null;
            pages++;
        }
        while (after is not null);

        Assert.Equal((3, 7, 7), (pages, records.Count, records.Distinct().Count()));
        Assert.Single(records, record => record.StartsWith(_form + " ", StringComparison.Ordinal));
        (await Admin.GetAsync($"/change-sets/{changeSet}/revisions?after=7.x.1")).Refused(HttpStatusCode.BadRequest, "bad_cursor");
    }

    [Fact]
    public async Task The_recycle_bin_lists_searches_restores_and_purges()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add(await IdAsync($"李 {i}"));
        await Admin.BatchAsync(_form, new { delete = ids.Select(id => new { id }) });

        Assert.Equal(5, (await Admin.GetAsync($"/recycle-bin?form={_form}")).Succeeded()["items"].GetArrayLength());
        Assert.Single((await Admin.GetAsync($"/recycle-bin?form={_form}&q={Uri.EscapeDataString("李 3")}")).Succeeded()["items"].EnumerateArray());

        (await Admin.PostAsync("/recycle-bin/restore", new { ids = ids.Take(3) })).Succeeded();
        Assert.Equal(3, (await Admin.QueryAsync(_form))["items"].GetArrayLength());

        (await Admin.PostAsync("/recycle-bin/purge", new { ids = ids.Skip(3) })).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync("/recycle-bin/purge", new { ids, reason = "test" })).Refused(HttpStatusCode.NotFound, "not_in_recycle_bin");
        (await Admin.PostAsync("/recycle-bin/purge", new { ids = ids.Skip(3), reason = "asked by the customer" })).Succeeded();
        Assert.Empty((await Admin.GetAsync($"/recycle-bin?form={_form}")).Succeeded()["items"].EnumerateArray());
        (await Admin.PostAsync($"/forms/{_form}/records/{ids[4]}/restore")).Refused(HttpStatusCode.NotFound);
    }

    private async Task<string> UserAsync(string displayName) => (await Admin.PostAsync(
        "/users", new { userName = "u" + Guid.CreateVersion7().ToString("N")[20..], displayName, password = TestServer.AdministratorPassword })).Succeeded()["id"].GetString()!;

    private async Task<string> IdAsync(string name) => (await Admin.CreateAsync(_form, new { name })).GetProperty("id").GetString()!;

    private async Task<string> ThreeRevisionsAsync()
    {
        var id = (await Admin.CreateAsync(_form, new { name = "张", age = 40 })).GetProperty("id").GetString()!;
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { name = "张伟", age = 41 } })).Succeeded();
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { age = 42 } })).Succeeded();
        return id;
    }

    private static string Name(JsonElement record) => record.GetProperty("data").GetProperty("name").GetString()!;
}
