using System.Net;
using System.Text.Json;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FormsHub.Server.Tests.Records;

/// <summary>What the server computes: serial numbers, formulas in order and over references, rules, lookups and roll-ups.</summary>
public class ComputedTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];

    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task Racing_creates_get_each_serial_number_once()
    {
        var form = "serial" + _suffix;
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{form}}}", "title": {"en": "Numbered"}, "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}},
              {"key": "no", "type": "serial", "label": {"en": "No."}, "pattern": "KH-{0000}"}]}
            """);

        var singles = Enumerable.Range(0, 24).Select(i => Admin.PostAsync($"/forms/{form}/records", new { data = new { name = $"s{i}" } }));
        var batches = Enumerable.Range(0, 4).Select(b => Admin.PostAsync(
            $"/forms/{form}/records/batch", new { create = Enumerable.Range(0, 25).Select(i => new { data = new { name = $"b{b}.{i}" } }) }));
        await Task.WhenAll(singles.Concat(batches));

        var numbers = (await Admin.AllAsync(form)).Select(record => Text(record, "no")).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 124).Select(i => $"KH-{i:0000}"), numbers);
        (await Admin.PostAsync($"/forms/{form}/records", new { data = new { no = "KH-9999" } })).Refused(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Formulas_are_exact_and_follow_each_other_through_rows_and_references()
    {
        var (rate, order) = ("rate" + _suffix, "sale" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{rate}}}", "title": {"en": "Rate"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "percent", "type": "number", "label": {"en": "Percent"}}]}
            """);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{order}}}", "title": {"en": "Sale"}, "fields": [
              {"key": "gross", "type": "formula", "label": {"en": "Gross"}, "expression": "net + tax", "result": "number"},
              {"key": "tax", "type": "formula", "label": {"en": "Tax"}, "expression": "ROUND(net * rate.percent / 100, 2)", "result": "number"},
              {"key": "net", "type": "formula", "label": {"en": "Net"}, "expression": "SUM(lines.total)", "result": "number"},
              {"key": "rate", "type": "reference", "label": {"en": "Rate"}, "target": "{{{rate}}}"},
              {"key": "lines", "type": "table", "label": {"en": "Lines"}, "fields": [
                {"key": "price", "type": "number", "label": {"en": "Price"}}, {"key": "count", "type": "number", "label": {"en": "Count"}},
                {"key": "total", "type": "formula", "label": {"en": "Total"}, "expression": "price * count", "result": "number"}]}]}
            """);
        var vat = (await Admin.CreateAsync(rate, new { name = "VAT", percent = 13 })).GetProperty("id").GetString();

        var sale = await Admin.CreateAsync(order, new
        {
            rate = vat,
            lines = new[] { new { price = 0.1, count = 1 }, new { price = 0.2, count = 1 }, new { price = 9.9, count = 3 } },
        });

        Assert.Equal(("30", "3.9", "33.9"), (Raw(sale, "net"), Raw(sale, "tax"), Raw(sale, "gross")));

        (await Admin.PatchAsync($"/forms/{rate}/records/{vat}", new { data = new { percent = 10 } })).Succeeded();
        var id = sale.GetProperty("id").GetString()!;
        var after = await UntilAsync(() => Admin.ReadAsync(order, id), record => Raw(record, "tax") == "3");
        Assert.Equal("33", Raw(after, "gross"));
        var revisions = (await Admin.GetAsync($"/forms/{order}/records/{id}/revisions")).Succeeded()["items"];
        Assert.Equal("job", revisions[0].GetProperty("via").GetString());
    }

    [Fact]
    public async Task Formulas_read_what_is_created_with_them_wherever_it_stands()
    {
        var (group, part) = ("group" + _suffix, "part" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{group}}}", "title": {"en": "Group"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "above", "type": "reference", "label": {"en": "Above"}, "target": "{{{group}}}"},
              {"key": "long", "type": "formula", "label": {"en": "Long"}, "expression": "CONCAT(above.name, \"/\", name)", "result": "text"}]}
            """);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{part}}}", "title": {"en": "Part"}, "fields": [
              {"key": "group", "type": "reference", "label": {"en": "Group"}, "target": "{{{group}}}"},
              {"key": "top", "type": "formula", "label": {"en": "Top"}, "expression": "CONCAT(group.above.name, \":\", group.long)", "result": "text"}]}
            """);
        var known = (await Admin.CreateAsync(group, new { name = "known" })).GetProperty("id").GetString();
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await Admin.BatchAsync(group, new { create = new object[] { new { id = one, data = new { name = "one", above = two } }, new { id = two, data = new { name = "two", above = known } } } });
        var made = await Task.WhenAll(new[] { one, two }.Select(id => Admin.ReadAsync(group, id.ToString())));
        Assert.Equal(["\"two/one\"", "\"known/two\""], made.Select(record => Raw(record, "long")));

        var type = "P" + part[1..];
        var answer = (await Admin.PostAsync("//graphql", new { query = $"mutation {{ create{type}(input: {{newGroup: {{name: \"new\", above: \"{known}\"}}}}) {{ top }} }}" })).Succeeded();
        Assert.Equal("known:known/new", answer["data"].GetProperty("create" + type).GetProperty("top").GetString());
    }

    [Fact]
    public async Task A_title_over_a_reference_follows_the_other_record()
    {
        var (customer, visit) = ("guest" + _suffix, "visit" + _suffix);
        await Admin.PublishFormAsync($$"""{"key": "{{customer}}", "title": {"en": "Guest"}, "fields": [{"key": "name", "type": "text"}]}""");
        var fields = $$"""
            [{"key": "guest", "type": "reference", "label": {"en": "Guest"}, "target": "{{customer}}"},
             {"key": "called", "type": "formula", "label": {"en": "Called"}, "expression": "CONCAT('Visit of ', guest.name)"}]
            """;
        var refused = (await Admin.PostAsync("/forms", $$"""{"key": "{{visit}}", "titleField": "guest", "fields": {{fields}}}""")).Refused(HttpStatusCode.BadRequest, "invalid_form");
        Assert.Equal("/titleField", refused["errors"][0].GetProperty("path").GetString());
        await Admin.PublishFormAsync($$"""{"key": "{{visit}}", "titleField": "called", "fields": {{fields}}}""");
        var guest = (await Admin.CreateAsync(customer, new { name = "张" })).GetProperty("id").GetString();
        var made = await Admin.CreateAsync(visit, new { guest });
        Assert.Equal("Visit of 张", made.GetProperty("title").GetString());

        (await Admin.PatchAsync($"/forms/{customer}/records/{guest}", new { data = new { name = "李" } })).Succeeded();

        var after = await UntilAsync(() => Admin.ReadAsync(visit, made.GetProperty("id").GetString()!), record => record.GetProperty("title").GetString() == "Visit of 李");
        Assert.Equal("Visit of 李", Text(after, "called"));
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_stops_neither_the_server_nor_the_jobs_behind_it()
    {
        var (rate, sale) = ("tax" + _suffix, "bill" + _suffix);
        await Admin.PublishFormAsync($$"""{"key": "{{rate}}", "fields": [{"key": "percent", "type": "number"}]}""");
        await Admin.PublishFormAsync($$"""
            {"key": "{{sale}}", "fields": [{"key": "rate", "type": "reference", "target": "{{rate}}"},
              {"key": "twice", "type": "formula", "expression": "rate.percent * 2", "result": "number"}]}
            """);
        var vat = (await Admin.CreateAsync(rate, new { percent = 13 })).GetProperty("id").GetString();
        var id = (await Admin.CreateAsync(sale, new { rate = vat })).GetProperty("id").GetString()!;
        await using var poison = server.Database.Source.CreateCommand(
            """insert into jobs (kind, payload, run_after) values ('recompute', '{"Record": 7}', now() - interval '1 day')""");
        await poison.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await Admin.PatchAsync($"/forms/{rate}/records/{vat}", new { data = new { percent = 6 } })).Succeeded();

        Assert.Equal("12", Raw(await UntilAsync(() => Admin.ReadAsync(sale, id), record => Raw(record, "twice") == "12"), "twice"));
        Assert.False(server.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Rules_demand_refuse_and_set_on_the_server()
    {
        var form = "ruled" + _suffix;
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{form}}}", "title": {"en": "Ruled"}, "fields": [
              {"key": "priority", "type": "select", "label": {"en": "Priority"}, "options": [{"key": "high", "label": {"en": "High"}}, {"key": "low", "label": {"en": "Low"}}]},
              {"key": "backup", "type": "text", "label": {"en": "Backup"}},
              {"key": "note", "type": "text", "label": {"en": "Note"}}],
             "rules": [
              {"when": "priority == 'high'", "set": [{"field": "backup", "required": true}]},
              {"when": "backup == 'none'", "set": [{"field": "backup", "error": {"en": "Say who.", "zh-CN": "请填写姓名。"}}]},
              {"when": "priority == 'low'", "set": [{"field": "note", "value": "'later'"}]}]}
            """);

        var missing = (await Admin.PostAsync($"/forms/{form}/records", new { data = new { priority = "high" } })).Refused(HttpStatusCode.BadRequest);
        Assert.Equal("/data/backup", missing["errors"][0].GetProperty("path").GetString());
        var refused = (await Admin.PostAsync($"/forms/{form}/records", new { data = new { backup = "none" } })).Refused(HttpStatusCode.BadRequest);
        Assert.Equal("Say who.", refused["errors"][0].GetProperty("message").GetString());
        Assert.Equal("later", Text(await Admin.CreateAsync(form, new { priority = "low" }), "note"));
    }

    [Fact]
    public async Task Lookups_and_roll_ups_are_current_and_can_be_asked_for()
    {
        var (customer, contact) = ("cust" + _suffix, "cont" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{customer}}}", "title": {"en": "Customer"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "level", "type": "text", "label": {"en": "Level"}}]}
            """);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{contact}}}", "title": {"en": "Contact"}, "fields": [
              {"key": "customer", "type": "reference", "label": {"en": "Customer"}, "target": "{{{customer}}}"},
              {"key": "level", "type": "lookup", "label": {"en": "Level"}, "reference": "customer", "field": "level"}]}
            """);
        var draft = (await Admin.GetAsync($"/forms/{customer}/draft")).Succeeded().Text;
        (await Admin.PutAsync($"/forms/{customer}/draft", draft.Replace("\"fields\":[", $$"""
            "fields":[{"key": "contacts", "type": "rollup", "label": {"en": "Contacts"}, "source": "{{contact}}", "reference": "customer", "function": "count"},
            """, StringComparison.Ordinal))).Succeeded();
        await Admin.PublishAsync(customer);
        var vip = (await Admin.CreateAsync(customer, new { name = "A", level = "VIP" })).GetProperty("id").GetString()!;
        await Admin.CreateAsync(contact, new { customer = vip });
        await Admin.CreateAsync(contact, new { customer = vip });

        Assert.Equal(2, (await Admin.ReadAsync(customer, vip)).GetProperty("data").GetProperty("contacts").GetInt32());
        Assert.Equal(2, (await Admin.QueryAsync(contact, """{"filter": {"level": {"eq": "VIP"}}}"""))["items"].GetArrayLength());
        Assert.Single((await Admin.QueryAsync(customer, """{"filter": {"contacts": {"gte": 2}}}"""))["items"].EnumerateArray());
        Assert.Empty((await Admin.QueryAsync(customer, """{"filter": {"contacts": {"lt": 2}}}"""))["items"].EnumerateArray());
    }

    [Fact]
    public async Task A_formula_over_a_lookup_follows_the_record_that_is_looked_up()
    {
        var (customer, contact) = ("lcust" + _suffix, "lcont" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{customer}}}", "title": {"en": "Customer"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "level", "type": "text", "label": {"en": "Level"}}]}
            """);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{contact}}}", "title": {"en": "Contact"}, "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}},
              {"key": "customer", "type": "reference", "label": {"en": "Customer"}, "target": "{{{customer}}}"},
              {"key": "level", "type": "lookup", "label": {"en": "Level"}, "reference": "customer", "field": "level"},
              {"key": "greeting", "type": "formula", "label": {"en": "Greeting"}, "expression": "CONCAT(name, ' / ', level)", "result": "text"},
              {"key": "now", "type": "formula", "label": {"en": "Now"}, "expression": "IF(ISEMPTY(NOW()), '', level)", "result": "text"}]}
            """);
        var vip = (await Admin.CreateAsync(customer, new { name = "A", level = "VIP" })).GetProperty("id").GetString()!;

        var created = await Admin.CreateAsync(contact, new { name = "Li", customer = vip });
        Assert.Equal(("Li / VIP", "VIP", "VIP"), (Text(created, "greeting"), Text(created, "level"), Text(created, "now")));
        var id = created.GetProperty("id").GetString()!;
        var renamed = (await Admin.PatchAsync($"/forms/{contact}/records/{id}", new { data = new { name = "Wang" } })).Succeeded().Json;
        Assert.Equal(("Wang / VIP", "VIP"), (Text(renamed, "greeting"), Text(renamed, "now")));

        (await Admin.PatchAsync($"/forms/{customer}/records/{vip}", new { data = new { level = "plain" } })).Succeeded();
        var after = await UntilAsync(() => Admin.ReadAsync(contact, id), record => Text(record, "greeting") == "Wang / plain");
        Assert.Equal(("plain", "plain"), (Text(after, "level"), Text(after, "now")));
    }

    [Fact]
    public async Task A_record_that_looks_at_itself_is_answered_as_it_is_after_the_write()
    {
        var form = "tree" + _suffix;
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{form}}}", "title": {"en": "Tree"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}},
              {"key": "parent", "type": "reference", "label": {"en": "Parent"}, "target": "{{{form}}}"},
              {"key": "parentName", "type": "lookup", "label": {"en": "Parent's name"}, "reference": "parent", "field": "name"}]}
            """);
        var id = (await Admin.CreateAsync(form, new { name = "A" })).GetProperty("id").GetString()!;

        (await Admin.PatchAsync($"/forms/{form}/records/{id}", new { data = new { parent = id } })).Succeeded();
        var renamed = (await Admin.PatchAsync($"/forms/{form}/records/{id}", new { data = new { name = "B" } })).Succeeded().Json;

        Assert.Equal(("B", "B"), (Text(renamed, "name"), Text(renamed, "parentName")));
        Assert.Equal("B", renamed.GetProperty("data").GetProperty("parent").GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_reference_to_nothing_is_told_together_with_all_other_errors()
    {
        var (target, form) = ("refto" + _suffix, "refs" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{target}}}", "title": {"en": "Target"}, "fields": [{"key": "name", "type": "text", "label": {"en": "Name"}}]}
            """);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{form}}}", "title": {"en": "Refers"}, "fields": [
              {"key": "to", "type": "reference", "label": {"en": "To"}, "target": "{{{target}}}"},
              {"key": "count", "type": "number", "label": {"en": "Count"}}]}
            """);
        var gone = Guid.CreateVersion7();

        var alone = (await Admin.PostAsync($"/forms/{form}/records", new { data = new { to = gone } })).Refused(HttpStatusCode.BadRequest);
        Assert.Equal(["/data/to"], alone["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()));
        var both = (await Admin.PostAsync($"/forms/{form}/records", new { data = new { to = gone, count = "many" } })).Refused(HttpStatusCode.BadRequest);
        Assert.Equal(["/data/count", "/data/to"], both["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()).Order());
        Assert.Empty(await Admin.AllAsync(form));
    }

    private static string Text(JsonElement record, string field) => record.GetProperty("data").GetProperty(field).GetString()!;

    private static string Raw(JsonElement record, string field) => record.GetProperty("data").GetProperty(field).GetRawText();

    private static async Task<JsonElement> UntilAsync(Func<Task<JsonElement>> read, Func<JsonElement, bool> holds)
    {
        for (var i = 0; i < 200; i++)
        {
            var value = await read();
            if (holds(value)) return value;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("It never came true.");
    }
}
