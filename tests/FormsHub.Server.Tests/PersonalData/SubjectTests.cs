using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FormsHub.Server.Hosting;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FormsHub.Server.Tests.PersonalData;

/// <summary>What a person may ask of their data: it is found over all forms, given, and erased so that nothing of it is left.</summary>
public sealed class SubjectTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _key = Guid.CreateVersion7().ToString("N")[20..];
    private readonly string _name = "钟离" + Guid.CreateVersion7().ToString("N")[24..];
    private readonly string _phone = "139" + Random.Shared.Next(10_000_000, 99_999_999);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private ApiClient Admin => server.Administrator;
    private string Person => "person" + _key;
    private string Order => "order" + _key;

    [Fact]
    public async Task A_person_is_found_over_all_forms_by_a_value_also_encrypted_and_in_the_bin()
    {
        var (person, order) = await MakeAsync("clear");
        var binned = await CreateAsync(Person, new { name = "Other", phones = new[] { new { number = _phone } } });
        (await Admin.DeleteAsync($"/forms/{Person}/records/{binned}")).Succeeded();

        var byPhone = await FindAsync(Admin, $"{_phone[..3]} {_phone[3..7]} {_phone[7..]}");
        var byCard = await FindAsync(Admin, "11010519491231002X");
        var byName = await FindAsync(Admin, _name);

        Assert.Equal([(person, false), (binned, true)], byPhone.Select(item => (item.GetProperty("id").GetString()!, item.GetProperty("deleted").GetBoolean())).OrderBy(each => each.Item2));
        Assert.Contains(byCard, item => item.GetProperty("id").GetString() == person);
        Assert.Equal([person, order], byName.Select(item => item.GetProperty("id").GetString()).OrderBy(id => id != person));
        Assert.DoesNotContain(_phone, (await Admin.GetAsync("/audit?action=subjectSearched")).Succeeded().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_without_the_right_finds_and_gets_nothing()
    {
        var (person, _) = await MakeAsync("clear");
        var role = "reader" + _key;
        (await Admin.PostAsync("/roles", $$"""{"key": "{{role}}", "title": "R", "grants": [{"form": "{{Person}}", "actions": ["read"], "fields": {"*": "read"} }]}""")).Succeeded();
        using var reader = await server.AsAsync("r" + _key, role);
        var exporting = "exporter" + _key;
        (await Admin.PostAsync("/roles", $$"""
            {"key": "{{exporting}}", "title": "E", "grants": [{"form": "{{Person}}", "actions": ["read", "export"], "rows": {"name": {"eq": "nobody"} }, "fields": {"*": "read"} }]}
            """)).Succeeded();
        using var exporter = await server.AsAsync("e" + _key, exporting);
        object[] records = [new { form = Person, id = person }];

        (await reader.PostAsync("/personal-data/find", new { value = _phone })).Refused(HttpStatusCode.Forbidden, "forbidden");
        (await reader.PostAsync("/personal-data/export", new { records, reason = "x" })).Refused(HttpStatusCode.Forbidden);
        Assert.Empty(await FindAsync(exporter, _phone));
        (await exporter.PostAsync("/personal-data/export", new { records, reason = "x" })).Refused(HttpStatusCode.NotFound);
        (await exporter.PostAsync("/personal-data/erase/plan", new { records })).Refused(HttpStatusCode.Forbidden);
        (await exporter.PostAsync("/personal-data/erase", new { records, reason = "x", confirm = 1 })).Refused(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_export_holds_record_history_files_and_readers_and_is_refused_without_its_entry()
    {
        var (person, _) = await MakeAsync("clear");
        var body = new { records = new[] { new { form = Person, id = person } }, reason = "asked for by letter" };

        var document = (await Admin.PostAsync("/personal-data/export", body)).Succeeded();

        var record = document["records"][0];
        Assert.Equal("Service", record.GetProperty("purpose").GetProperty("en").GetString());
        Assert.Equal(_name, record.GetProperty("record").GetProperty("data").GetProperty("name").GetString());
        Assert.Equal($"contract{_key}.txt", record.GetProperty("record").GetProperty("data").GetProperty("paper").GetProperty("name").GetString());
        Assert.Equal(2, record.GetProperty("history").GetArrayLength());
        Assert.Contains(record.GetProperty("seenBy").EnumerateArray(), seen => seen.GetProperty("action").GetString() == "recordCreated");
        var certificate = (await Admin.GetAsync($"/personal-data/certificates/{document["certificate"].GetString()}")).Succeeded();
        Assert.Equal("export", certificate["kind"].GetString());
        Assert.DoesNotContain(_name, certificate.Text, StringComparison.Ordinal);

        await RunAsync("alter table audit_inbox add constraint full_disk check (entry is null) not valid");
        try
        {
            (await Admin.PostAsync("/personal-data/export", body)).Refused(HttpStatusCode.ServiceUnavailable, "audit_unavailable");
            (await Admin.PostAsync("/personal-data/find", new { value = _phone })).Refused(HttpStatusCode.ServiceUnavailable, "audit_unavailable");
        }
        finally
        {
            await RunAsync("alter table audit_inbox drop constraint full_disk");
        }
    }

    [Fact]
    public async Task After_an_erasure_no_table_and_no_file_holds_the_person()
    {
        var (person, order) = await MakeAsync("clear");
        var file = (await Admin.ReadAsync(Person, person)).GetProperty("data").GetProperty("paper");
        Assert.NotEmpty(await TablesWithAsync(_name));
        object[] records = [new { form = Person, id = person }];

        var plan = (await Admin.PostAsync("/personal-data/erase/plan", new { records })).Succeeded();
        Assert.Equal((1, 1, 1, "clear"), (plan["purged"].GetInt32(), plan["files"].GetInt32(), plan["copies"].GetInt32(), plan["references"][0].GetProperty("end").GetString()));
        (await Admin.PostAsync("/personal-data/erase", new { records, reason = "asked for", confirm = 2 })).Refused(HttpStatusCode.Conflict, "confirm_erase");
        var erased = (await Admin.PostAsync("/personal-data/erase", new { records, reason = "asked for", confirm = 1, value = _phone })).Succeeded();
        await Task.Delay(1000, Ct);

        var certificate = erased["certificate"];
        Assert.Equal((1, 0, 1, 0), (certificate.GetProperty("purged").GetInt32(), certificate.GetProperty("emptied").GetInt32(), certificate.GetProperty("files").GetInt32(), certificate.GetProperty("remaining").GetInt32()));
        Assert.Empty(await TablesWithAsync(_name));
        Assert.Empty(await TablesWithAsync(_phone));
        Assert.Empty(await TablesWithAsync($"contract{_key}.txt"));
        var content = file.GetProperty("sha256").GetString()!;
        Assert.False(File.Exists(Path.Combine(server.Services.GetRequiredService<Settings>().Data, "files", content[..2], content[2..4], content)));
        (await Admin.GetAsync($"/forms/{Person}/records/{person}")).Refused(HttpStatusCode.NotFound);
        Assert.Equal("A1", (await Admin.ReadAsync(Order, order)).GetProperty("data").GetProperty("code").GetString());
        Assert.DoesNotContain(person, certificate.GetRawText(), StringComparison.Ordinal);
        var entry = (await Admin.GetAsync($"/audit?action=subjectErased&record={person}")).Succeeded()["items"][0];
        Assert.Equal(erased["sha256"].GetString(), entry.GetProperty("details").GetProperty("sha256").GetString());
        Assert.True((await Admin.PostAsync("/audit/verify")).Succeeded()["holds"].GetBoolean());
    }

    [Fact]
    public async Task Where_a_record_must_stay_its_fields_are_emptied_in_history_too()
    {
        var (person, order) = await MakeAsync("restrict");
        object[] whole = [new { form = Person, id = person }];
        Assert.Equal("restrict", (await Admin.PostAsync("/personal-data/erase/plan", new { records = whole })).Succeeded()["references"][0].GetProperty("end").GetString());
        (await Admin.PostAsync("/personal-data/erase", new { records = whole, reason = "asked for", confirm = 1 })).Refused(HttpStatusCode.Conflict, "restricted");

        object[] records = [new { form = Person, id = person, fields = new[] { "name", "phone", "card", "paper", "phones" } }];
        var erased = (await Admin.PostAsync("/personal-data/erase", new { records, reason = "asked for", confirm = 1, value = _name })).Succeeded();
        await Task.Delay(1000, Ct);

        Assert.Equal((0, 1, 0), (erased["certificate"].GetProperty("purged").GetInt32(), erased["certificate"].GetProperty("emptied").GetInt32(), erased["certificate"].GetProperty("remaining").GetInt32()));
        Assert.Empty(await TablesWithAsync(_name));
        Assert.Empty(await TablesWithAsync(_phone));
        var record = (await Admin.ReadAsync(Person, person)).GetProperty("data");
        Assert.False(record.TryGetProperty("name", out var name) && name.ValueKind is not JsonValueKind.Null);
        Assert.Equal("kept", record.GetProperty("note").GetString());
        Assert.Equal("kept", (await Admin.GetAsync($"/forms/{Person}/records/{person}/revisions/1")).Succeeded()["data"].GetProperty("note").GetString());
        Assert.Equal(person, (await Admin.ReadAsync(Order, order)).GetProperty("data").GetProperty("customer").GetProperty("id").GetString());
    }

    /// <summary>A person with a file and a second revision, and an order of theirs whose formula copies the name.</summary>
    private async Task<(string Person, string Order)> MakeAsync(string atEnd)
    {
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{Person}}}", "title": {"en": "Person"}, "titleField": "name", "personalData": {"purpose": {"en": "Service"}, "legalBasis": "contract"}, "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "phone", "type": "phone", "label": {"en": "Phone"}},
              {"key": "card", "type": "idCard", "label": {"en": "Card"}, "sensitive": "encrypt"}, {"key": "note", "type": "text", "label": {"en": "Note"}},
              {"key": "paper", "type": "file", "label": {"en": "Paper"}}, {"key": "hello", "type": "formula", "label": {"en": "Hello"}, "expression": "CONCAT(\"Dear \", name)", "result": "text"},
              {"key": "phones", "type": "table", "label": {"en": "Phones"}, "fields": [{"key": "number", "type": "phone", "label": {"en": "Number"}}]}]}
            """);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{Order}}}", "title": {"en": "Order"}, "titleField": "code", "fields": [
              {"key": "code", "type": "text", "label": {"en": "Code"}},
              {"key": "customer", "type": "reference", "label": {"en": "Customer"}, "target": "{{{Person}}}", "onTargetDelete": "{{{atEnd}}}"},
              {"key": "whose", "type": "formula", "label": {"en": "Whose"}, "expression": "CONCAT(customer.name, \"!\")", "result": "text"}]}
            """);
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes("paper of " + _key));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var upload = new MultipartFormDataContent { { content, "file", "contract" + _key + ".txt" } };
        var paper = (await Admin.SendAsync(HttpMethod.Post, "/files", upload)).Succeeded()["id"].GetString();
        var person = await CreateAsync(Person, new { name = "first " + _name, phone = _phone, card = "11010519491231002X", note = "kept", paper });
        (await Admin.PatchAsync($"/forms/{Person}/records/{person}", new { data = new { name = _name } })).Succeeded();
        var order = await CreateAsync(Order, new { code = "A1", customer = person });
        return (person, order);
    }

    private async Task<string> CreateAsync(string form, object data) => (await Admin.CreateAsync(form, data)).GetProperty("id").GetString()!;

    private static async Task<List<JsonElement>> FindAsync(ApiClient client, string value) =>
        [.. (await client.PostAsync("/personal-data/find", new { value })).Succeeded()["items"].EnumerateArray()];

    /// <summary>The tables of which a row, as text, holds it.</summary>
    private async Task<List<string>> TablesWithAsync(string text)
    {
        var tables = new List<string>();
        await using (var list = server.Database.Source.CreateCommand("select quote_ident(tablename) from pg_tables where schemaname = current_schema()"))
        await using (var row = await list.ExecuteReaderAsync(Ct))
        {
            while (await row.ReadAsync(Ct)) tables.Add(row.GetString(0));
        }
        var found = new List<string>();
        foreach (var table in tables)
        {
            await using var command = server.Database.Source.CreateCommand($"select count(*) from {table} t where t::text like '%' || $1 || '%'");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
            if ((long)(await command.ExecuteScalarAsync(Ct))! > 0) found.Add(table);
        }
        return found;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = server.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
