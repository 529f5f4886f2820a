using System.Net;
using System.Text.Json.Nodes;
using FormsHub.Core.Records;
using FormsHub.Storage.Encryption;
using FormsHub.Storage.Forms;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.Encryption;

/// <summary>Encrypted fields through the API: people read what they may, and the database holds nothing of it.</summary>
public sealed class EncryptedFieldTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _form = "vault" + Guid.CreateVersion7().ToString("N")[20..];

    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task The_database_holds_no_clear_value_and_the_history_reads_as_ever()
    {
        await PublishAsync("encrypt");
        var id = await MakeAsync("Li", "13811112222", "secret remark one");
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { phone = "13833334444", remark = "secret remark two" } })).Succeeded();
        (await Admin.SendAsync(HttpMethod.Post, $"/forms/{_form}/records/{id}/revert", new { rev = 1 }, idempotencyKey: "r" + _form)).Succeeded();
        (await Admin.DeleteAsync($"/forms/{_form}/records/{id}")).Succeeded();
        (await Admin.PostAsync($"/forms/{_form}/records/{id}/restore")).Succeeded();
        await Admin.BatchAsync(_form, new { create = new[] { new { data = new { name = "Wang", phone = "13855556666", remark = "secret remark three" } } } });

        var data = (await Admin.ReadAsync(_form, id)).GetProperty("data");
        Assert.Equal("+8613811112222", data.GetProperty("phone").GetString());
        Assert.Equal("secret remark one", data.GetProperty("remark").GetString());
        var history = (await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions")).Succeeded().Json.GetRawText();
        Assert.Contains("8613833334444", history, StringComparison.Ordinal);
        var diff = (await Admin.GetAsync($"/forms/{_form}/records/{id}/diff?from=1&to=2")).Succeeded().Json.GetRawText();
        Assert.Contains("secret remark two", diff, StringComparison.Ordinal);
        var then = (await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions/2")).Succeeded().Json;
        Assert.Equal("+8613833334444", then.GetProperty("data").GetProperty("phone").GetString());

        await AssertNowhereAsync("13811112222", "13833334444", "13855556666", "secret remark");
        Assert.DoesNotContain("cret", (await Admin.GetAsync("/search?q=secret")).Succeeded().Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_is_found_by_itself_and_by_its_last_four()
    {
        await PublishAsync("encrypt");
        var li = await MakeAsync("Li", "13811112222", "alpha-7731");
        var wang = await MakeAsync("Wang", "13833334444", null);

        Assert.Equal([li], await FindAsync("""{"phone": {"eq": "138 1111 2222"} }"""));
        Assert.Equal([wang], await FindAsync("""{"phone": {"ne": "13811112222"} }"""));
        Assert.Equal([li, wang], await FindAsync("""{"phone": {"in": ["13811112222", "+8613833334444"]} }"""));
        Assert.Equal([wang], await FindAsync("""{"phone": {"notIn": ["13811112222"]} }"""));
        Assert.Equal([wang], await FindAsync("""{"remark": {"isEmpty": true} }"""));
        Assert.Equal([li], await FindAsync("""{"not": {"remark": {"isEmpty": true} } }"""));
        Assert.Equal([wang], await FindAsync("""{"phone": {"endsWith": "4444"} }"""));
        Assert.Equal([], await FindAsync("""{"phone": {"endsWith": "3444"} }"""));
        Assert.Equal([li], await FindAsync("""{"remark": {"endsWith": "7731"} }"""));
        Assert.Equal([li], await SearchAsync("2222"));
        Assert.Equal([wang], await SearchAsync("Wang 4444"));
        Assert.Equal([], await SearchAsync("Li 4444"));
        Assert.Equal([], await SearchAsync("13811112222"));
        var everywhere = (await Admin.GetAsync("/search?q=2222")).Succeeded().Json;
        Assert.Contains(li, everywhere.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"filter": {"phone": {"contains": "1111"} } }""", "/filter/phone/contains")]
    [InlineData("""{"filter": {"phone": {"startsWith": "138"} } }""", "/filter/phone/startsWith")]
    [InlineData("""{"filter": {"phone": {"gt": "138"} } }""", "/filter/phone/gt")]
    [InlineData("""{"filter": {"phone": {"between": ["1", "2"]} } }""", "/filter/phone/between")]
    [InlineData("""{"sort": ["-phone"]}""", "/sort/0")]
    [InlineData("""{"filter": {"phone": {"endsWith": "12345"} } }""", "/filter/phone/endsWith")]
    public async Task What_would_betray_it_is_refused(string query, string path)
    {
        await PublishAsync("encrypt");

        var refused = (await Admin.PostAsync($"/forms/{_form}/records/query", query)).Refused(HttpStatusCode.BadRequest);

        Assert.Equal(path, refused["errors"][0].GetProperty("path").GetString());
        Assert.Equal(path.EndsWith("endsWith", StringComparison.Ordinal) ? "last_four" : "encrypted_field", refused["errors"][0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Groups_measures_and_kept_filters_are_refused()
    {
        await PublishAsync("encrypt");

        (await Admin.PostAsync($"/forms/{_form}/records/aggregate", """{"groupBy": [{"field": "phone"}]}""")).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync($"/forms/{_form}/records/aggregate", """{"measures": [{"function": "max", "field": "phone"}]}""")).Refused(HttpStatusCode.BadRequest);
        var view = (await Admin.PostAsync($"/forms/{_form}/views", """{"key": "mine", "filter": {"phone": {"eq": "13811112222"} } }""")).Refused(HttpStatusCode.BadRequest);
        Assert.Equal("encrypted_field", view["errors"][0].GetProperty("code").GetString());
        var role = (await Admin.PostAsync("/roles", $$"""
            {"key": "r{{_form}}", "title": "R", "grants": [{"form": "{{_form}}", "actions": ["read"], "rows": {"phone": {"eq": "13811112222"} } }]}
            """)).Refused(HttpStatusCode.BadRequest);
        Assert.Equal("encrypted_field", role["errors"][0].GetProperty("code").GetString());
        await AssertNowhereAsync("13811112222");
    }

    [Fact]
    public async Task An_unchanged_value_is_no_change_and_a_double_is_refused()
    {
        await PublishAsync("encrypt");
        var id = await MakeAsync("Li", "13811112222", "x1234");

        var same = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { phone = "138-1111-2222", remark = "x1234" } })).Succeeded();
        Assert.Equal(1, same["rev"].GetInt32());
        var twice = (await Admin.PostAsync($"/forms/{_form}/records", new { data = new { name = "Twin", phone = "13811112222" } })).Refused(HttpStatusCode.BadRequest);
        Assert.Equal("not_unique", twice["errors"][0].GetProperty("code").GetString());
        Assert.DoesNotContain("1111", twice.Json.GetRawText(), StringComparison.Ordinal);
        var changed = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { name = "Li Lei" } })).Succeeded();
        var undone = (await Admin.PostAsync($"/change-sets/{changed["changeSet"].GetString()}/undo", new { })).Succeeded();
        Assert.Equal(0, undone["conflicts"].GetArrayLength());
        var (one, two) = (id, await MakeAsync("Wang", "13833334444", null));
        (await Admin.PostAsync($"/forms/{_form}/records/batch", new { update = new[] { new { id = one, data = new { phone = "13833334444" } }, new { id = two, data = new { phone = "13811112222" } } } })).Succeeded();
        Assert.Equal("+8613811112222", (await Admin.ReadAsync(_form, two)).GetProperty("data").GetProperty("phone").GetString());
    }

    [Fact]
    public async Task Who_may_not_see_it_sees_the_mask_and_may_ask_by_the_right_to_reveal()
    {
        await PublishAsync("encrypt");
        var id = await MakeAsync("Li", "13811112222", "y8888");
        string Role(string name, string actions) => $$"""
            {"key": "{{name}}{{_form}}", "title": "R", "grants": [{"form": "{{_form}}", "actions": {{actions}}, "fields": {"*": "write", "phone": "masked"} }]}
            """;
        (await Admin.PostAsync("/roles", Role("seer", """["read", "viewHistory", "update"]"""))).Succeeded();
        (await Admin.PostAsync("/roles", Role("asker", """["read", "viewHistory", "reveal"]"""))).Succeeded();
        using var seer = await server.AsAsync("seer" + _form, "seer" + _form);
        using var asker = await server.AsAsync("asker" + _form, "asker" + _form);

        Assert.Equal("138****2222", (await seer.ReadAsync(_form, id)).GetProperty("data").GetProperty("phone").GetString());
        foreach (var path in new[] { $"/forms/{_form}/records/{id}/revisions", $"/forms/{_form}/records/{id}/diff?from=0&to=1", $"/forms/{_form}/records/{id}/revisions/1" })
            Assert.DoesNotContain("13811112222", (await seer.GetAsync(path)).Succeeded().Json.GetRawText(), StringComparison.Ordinal);
        (await seer.PostAsync($"/forms/{_form}/records/query", """{"filter": {"phone": {"eq": "13811112222"} } }""")).Refused(HttpStatusCode.BadRequest);
        (await seer.PostAsync($"/forms/{_form}/records/query", """{"filter": {"phone": {"endsWith": "2222"} } }""")).Refused(HttpStatusCode.BadRequest);
        Assert.Equal(0, (await seer.QueryAsync(_form, """{"search": "2222"}"""))["items"].GetArrayLength());
        (await seer.PostAsync($"/forms/{_form}/records/{id}/reveal", new { field = "phone", reason = "x" })).Refused(HttpStatusCode.Forbidden);

        Assert.Equal(1, (await asker.QueryAsync(_form, """{"filter": {"phone": {"eq": "13811112222"} } }"""))["items"].GetArrayLength());
        Assert.Equal(1, (await asker.QueryAsync(_form, """{"search": "2222"}"""))["items"].GetArrayLength());
        (await asker.PostAsync($"/forms/{_form}/records/query", """{"sort": ["phone"]}""")).Refused(HttpStatusCode.BadRequest);
        var revealed = (await asker.PostAsync($"/forms/{_form}/records/{id}/reveal", new { field = "phone", reason = "Fire" })).Succeeded();
        Assert.Equal("+8613811112222", revealed["value"].GetString());
        await AssertNowhereAsync("13811112222");
    }

    [Fact]
    public async Task A_field_with_data_is_encrypted_and_comes_back_in_clear()
    {
        await PublishAsync("none");
        var ids = new List<string>();
        for (var i = 0; i < 12; i++) ids.Add(await MakeAsync($"P{i}", $"1391111{i:0000}", $"old remark {i}"));
        (await Admin.PatchAsync($"/forms/{_form}/records/{ids[0]}", new { data = new { phone = "13922220000" } })).Succeeded();
        (await Admin.DeleteAsync($"/forms/{_form}/records/{ids[1]}")).Succeeded();
        await ExecuteAsync("analyze");
        Assert.Equal(11, (await Admin.QueryAsync(_form, """{"search": "remark"}"""))["items"].GetArrayLength());

        await DraftAsync("encrypt");
        var report = (await Admin.PostAsync($"/forms/{_form}/draft/report")).Succeeded();
        Assert.Equal(22, report["records"].GetProperty("sealed").GetInt32());
        Assert.Contains(report["changes"].EnumerateArray(), change => change.GetProperty("code").GetString() is "encryption_added");
        await Admin.PublishAsync(_form);
        await FinishedAsync();

        await AssertNowhereAsync("1391111", "13922220000", "old remark");
        Assert.Equal("+8613922220000", (await Admin.ReadAsync(_form, ids[0])).GetProperty("data").GetProperty("phone").GetString());
        Assert.Contains("8613911110000", (await Admin.GetAsync($"/forms/{_form}/records/{ids[0]}/revisions")).Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, (await Admin.ReadAsync(_form, ids[2])).GetProperty("rev").GetInt32());
        Assert.Equal([ids[5]], await FindAsync("""{"phone": {"eq": "13911110005"} }"""));
        (await Admin.PostAsync($"/forms/{_form}/records", new { data = new { name = "Twin", phone = "13911110005" } })).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync($"/forms/{_form}/records/{ids[1]}/restore")).Succeeded();
        Assert.Equal("old remark 1", (await Admin.ReadAsync(_form, ids[1])).GetProperty("data").GetProperty("remark").GetString());

        await DraftAsync("none");
        await Admin.PublishAsync(_form);
        await FinishedAsync();
        Assert.Equal(12, (await Admin.QueryAsync(_form, """{"search": "remark", "sort": ["phone"]}"""))["items"].GetArrayLength());
        Assert.Equal(0L, await CountAsync($"select count(*) from records where data::text like '%\"k\":%' and form = {Number}"));
    }

    [Fact]
    public async Task Sealing_that_is_broken_off_goes_on_where_it_stopped_and_nobody_notices()
    {
        await PublishAsync("none");
        await Admin.BatchAsync(_form, new { create = Enumerable.Range(0, 700).Select(i => new { data = new { name = $"P{i}", phone = $"1377777{i:0000}" } }) });
        await DraftAsync("encrypt");
        await using var connection = await server.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var number = (int)await CountAsync($"select number::bigint from forms where key = '{_form}'");
        await using (var hold = new Npgsql.NpgsqlCommand($"select pg_advisory_lock({0x4648}, {number})", connection)) await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Admin.PublishAsync(_form);
        var catalog = server.Services.GetRequiredService<Catalog>();
        var form = catalog.ByNumber(number)!;
        var cells = CellUpkeep.As(server.Database.Source, form, form["phone"]!);
        await Assert.ThrowsAsync<OperationCanceledException>(() => cells.RunAsync(_ => throw new OperationCanceledException(), TestContext.Current.CancellationToken));
        Assert.Equal(200L, await CountAsync($"select count(*) from records where form = {Number} and jsonb_typeof(data->'f2') = 'string'"));

        Assert.All(await Admin.AllAsync(_form), record => Assert.StartsWith("+861377777", record.GetProperty("data").GetProperty("phone").GetString(), StringComparison.Ordinal));
        var unsealed = (await Admin.AllAsync(_form)).First(record => record.GetProperty("data").GetProperty("phone").GetString() == "+8613777770699").GetProperty("id").GetString();
        var same = (await Admin.PatchAsync($"/forms/{_form}/records/{unsealed}", new { data = new { phone = "13777770699" } })).Succeeded();
        Assert.Equal(1, same["rev"].GetInt32());
        var renamed = (await Admin.PatchAsync($"/forms/{_form}/records/{unsealed}", new { data = new { name = "Renamed" } })).Succeeded();
        Assert.Equal(2, renamed["rev"].GetInt32());
        Assert.Equal("+8613777770699", renamed["data"].GetProperty("phone").GetString());

        await using (var release = new Npgsql.NpgsqlCommand($"select pg_advisory_unlock({0x4648}, {number})", connection)) await release.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await FinishedAsync();
        await AssertNowhereAsync("1377777");
        Assert.Single(await FindAsync("""{"phone": {"eq": "13777770001"} }"""));
    }

    [Fact]
    public async Task A_cell_moved_to_another_record_does_not_open()
    {
        await PublishAsync("encrypt");
        var (one, two) = (await MakeAsync("Li", "13811112222", "z1111"), await MakeAsync("Wang", null, "z2222"));
        await ExecuteAsync($"update records set data = jsonb_set(data, '{{f3}}', (select data->'f3' from records where id = '{one}')) where id = '{two}'");

        (await Admin.GetAsync($"/forms/{_form}/records/{two}")).Refused(HttpStatusCode.InternalServerError, "value_damaged");
        Assert.Equal("z1111", (await Admin.ReadAsync(_form, one)).GetProperty("data").GetProperty("remark").GetString());
    }

    [Theory]
    [InlineData("""{"fields": [{"key": "a", "type": "number", "label": {"en": "A"}, "sensitive": "encrypt"}]}""", "/fields/0/sensitive", "cannot_be_encrypted")]
    [InlineData("""{"fields": [{"key": "t", "type": "table", "label": {"en": "T"}, "fields": [{"key": "a", "type": "text", "label": {"en": "A"}, "sensitive": "encrypt"}]}]}""", "/fields/0/fields/0/sensitive", "cannot_be_encrypted")]
    [InlineData("""{"titleField": "a", "fields": [{"key": "a", "type": "text", "label": {"en": "A"}, "sensitive": "encrypt"}]}""", "/titleField", "encrypted_field")]
    [InlineData("""{"fields": [{"key": "a", "type": "text", "label": {"en": "A"}, "sensitive": "encrypt", "default": "x"}]}""", "/fields/0/default", "encrypted_field")]
    [InlineData("""{"fields": [{"key": "a", "type": "text", "label": {"en": "A"}, "sensitive": "encrypt"}, {"key": "b", "type": "formula", "label": {"en": "B"}, "expression": "a", "result": "text"}]}""", "/fields/1/expression", "encrypted_field")]
    [InlineData("""{"fields": [{"key": "a", "type": "text", "label": {"en": "A"}, "sensitive": "encrypt"}, {"key": "b", "type": "text", "label": {"en": "B"} }], "rules": [{"when": "a == 'x'", "set": [{"field": "b", "visible": true}]}]}""", "/rules/0/when", "encrypted_field")]
    [InlineData("""{"fields": [{"key": "a", "type": "text", "label": {"en": "A"}, "sensitive": "encrypt"}], "views": [{"key": "v", "sort": ["a"]}]}""", "/views/0/sort/0", "encrypted_field")]
    [InlineData("""{"fields": [{"key": "a", "type": "text", "label": {"en": "A"}, "sensitive": "encrypt"}], "views": [{"key": "v", "filter": {"a": {"eq": "x"} } }]}""", "/views/0/filter/a/eq", "encrypted_field")]
    public async Task A_definition_that_would_read_it_is_refused(string definition, string path, string code)
    {
        var form = JsonNode.Parse(definition)!.AsObject();
        form["key"] = _form;
        form["title"] = new JsonObject { ["en"] = "T" };

        var refused = (await Admin.PostAsync("/forms", form.ToJsonString())).Refused(HttpStatusCode.BadRequest);

        var errors = refused["errors"].EnumerateArray().Select(error => (error.GetProperty("path").GetString(), error.GetProperty("code").GetString())).ToList();
        Assert.Contains((path, code), errors);
    }

    [Fact]
    public async Task A_field_that_another_form_looks_up_cannot_be_encrypted()
    {
        await PublishAsync("none");
        await Admin.PublishFormAsync($$"""
            {"key": "ref{{_form}}", "title": {"en": "R"}, "fields": [
              {"key": "person", "type": "reference", "target": "{{_form}}", "label": {"en": "P"} }, {"key": "phone", "type": "lookup", "reference": "person", "field": "phone", "label": {"en": "T"} }]}
            """);
        await DraftAsync("encrypt");

        var refused = (await Admin.PostAsync($"/forms/{_form}/publish", new { note = "" })).Refused(HttpStatusCode.BadRequest);

        Assert.Equal("breaks_form", refused["errors"][0].GetProperty("code").GetString());
    }

    private static string Definition(string form, string sensitive) => $$"""
        {"key": "{{form}}", "title": {"en": "Vault"}, "titleField": "name", "fields": [
          {"key": "name", "type": "text", "label": {"en": "Name"} },
          {"key": "phone", "type": "phone", "label": {"en": "Phone"}, "unique": true, "sensitive": "{{sensitive}}"},
          {"key": "remark", "type": "longText", "label": {"en": "Remark"}, "sensitive": "{{sensitive}}"}]}
        """;

    private Task<ApiAnswer> PublishAsync(string sensitive) => Admin.PublishFormAsync(Definition(_form, sensitive));

    private async Task DraftAsync(string sensitive)
    {
        var draft = JsonNode.Parse(Definition(_form, sensitive))!;
        foreach (var (field, i) in draft["fields"]!.AsArray().Select((field, i) => (field!, i))) field["id"] = $"f{i + 1}";
        (await Admin.PutAsync($"/forms/{_form}/draft", draft.ToJsonString())).Succeeded();
    }

    private string Number => $"(select number from forms where key = '{_form}')";

    private async Task<string> MakeAsync(string name, string? phone, string? remark) =>
        (await Admin.CreateAsync(_form, new { name, phone, remark })).GetProperty("id").GetString()!;

    private async Task<List<string>> FindAsync(string filter) => [.. (await Admin.AllAsync(_form, $$"""{"filter": {{filter}}, "sort": ["createdAt"]}""")).Select(record => record.GetProperty("id").GetString()!)];

    private async Task<List<string>> SearchAsync(string search) =>
        [.. (await Admin.QueryAsync(_form, new { search }))["items"].EnumerateArray().Select(record => record.GetProperty("id").GetString()!)];

    private async Task FinishedAsync()
    {
        while (true)
        {
            var indexes = (await Admin.GetAsync($"/forms/{_form}/indexes")).Succeeded().Json.GetRawText();
            var isAtWork = indexes.Contains("\"pending\"", StringComparison.Ordinal) || indexes.Contains("\"building\"", StringComparison.Ordinal);
            if (!isAtWork && await CountAsync("select count(*) from form_indexes where state = 'dropping'") is 0) return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Looks through every row of every table, and through the statistics, also for the numbers that stand for four digits in a row.</summary>
    private async Task AssertNowhereAsync(params string[] values)
    {
        var tables = new List<string>();
        await using (var command = server.Database.Source.CreateCommand(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname = 'public' union all select 'pg_catalog.pg_statistic'"))
        await using (var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
        {
            while (await row.ReadAsync(TestContext.Current.CancellationToken)) tables.Add(row.GetString(0));
        }
        foreach (var value in values)
        {
            foreach (var table in tables)
                Assert.True(await CountAsync($"select count(*) from {table} t where t::text like '%{value}%'") is 0, $"\"{value}\" stands in {table}");
            foreach (var gram in SearchText.Grams(value).Where(gram => (uint)gram >> 16 is 0xD800))
                Assert.Equal(0L, await CountAsync($"select count(*) from records where grams @> array[{gram}] and form = {Number}"));
        }
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = server.Database.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = server.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
