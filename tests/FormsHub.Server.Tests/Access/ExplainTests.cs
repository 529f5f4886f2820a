using System.Globalization;
using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>Explaining access: the answer is what happens, and says which clause decides.</summary>
public sealed class ExplainTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _customers = "", _contacts = "", _east = "", _west = "", _mine = "", _theirs = "";

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        (_customers, _contacts) = ("customer" + _suffix, "contact" + _suffix);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_customers}}}", "title": {"en": "Customer"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "region", "type": "text", "label": {"en": "Region"}}]}
            """);
        await Admin.PublishFormAsync($$$"""
            {"key": "{{{_contacts}}}", "title": {"en": "Contact"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "phone", "type": "phone", "label": {"en": "Phone"}},
              {"key": "salary", "type": "number", "label": {"en": "Salary"}}, {"key": "grade", "type": "text", "label": {"en": "Grade"}},
              {"key": "double", "type": "formula", "label": {"en": "Double"}, "expression": "salary * 2", "result": "number"},
              {"key": "customer", "type": "reference", "label": {"en": "Customer"}, "target": "{{{_customers}}}"}]}
            """);
        _east = Id(await Admin.CreateAsync(_customers, new { name = "East Ltd", region = "east" }));
        _west = Id(await Admin.CreateAsync(_customers, new { name = "West Ltd", region = "west" }));
        _mine = Id(await Admin.CreateAsync(_contacts, new { name = "Mine", phone = "13800138000", salary = 4711, grade = "A", customer = _east }));
        _theirs = Id(await Admin.CreateAsync(_contacts, new { name = "Theirs", phone = "13800138001", salary = 42, grade = "B", customer = _west }));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_clause_that_failed_is_told_with_the_values_compared()
    {
        using var agent = await AgentAsync("agent");

        var refused = await ExplainAsync(Admin, new { user = agent.Name, form = _contacts, record = _theirs, action = "read" });

        Assert.False(refused["allowed"].GetBoolean());
        var grant = Assert.Single(refused["grants"].EnumerateArray());
        Assert.Equal(agent.Role, grant.GetProperty("role").GetString());
        var failed = Assert.Single(grant.GetProperty("because").EnumerateArray(), clause => !clause.GetProperty("holds").GetBoolean());
        Assert.Equal("customer.region eq", failed.GetProperty("clause").GetString());
        Assert.Equal("west", failed.GetProperty("left").GetString());
        Assert.Equal("east", failed.GetProperty("right").GetString());
        var help = refused["wouldHelp"].EnumerateArray().Select(each => each.GetProperty("key").GetString()).ToList();
        Assert.Contains("administrator", help);
        Assert.Contains("seeAll", help);
        Assert.DoesNotContain("addOnly", help);
        Assert.DoesNotContain("addAndSeeOwn", help);
    }

    [Fact]
    public async Task Fields_and_what_they_are_computed_of_are_explained()
    {
        using var agent = await AgentAsync("fields");

        var phone = await ExplainAsync(Admin, new { user = agent.Name, form = _contacts, record = _mine, field = "phone", action = "read" });
        Assert.False(phone["allowed"].GetBoolean());
        Assert.Equal("masked", phone["sees"].GetString());
        var twice = await ExplainAsync(Admin, new { user = agent.Name, form = _contacts, record = _mine, field = "double", action = "read" });
        Assert.False(twice["allowed"].GetBoolean());
        Assert.Contains(twice["because"].EnumerateArray(), clause => clause.GetProperty("clause").GetString() is "computed of salary" && !clause.GetProperty("holds").GetBoolean());
        var grade = await ExplainAsync(Admin, new { user = agent.Name, form = _contacts, record = _mine, field = "grade", action = "update" });
        Assert.False(grade["allowed"].GetBoolean());
        Assert.Equal("field", grade["reason"].GetProperty("code").GetString());
        Assert.True((await ExplainAsync(Admin, new { user = agent.Name, form = _contacts, record = _mine, field = "name", action = "update" }))["allowed"].GetBoolean());
    }

    [Fact]
    public async Task An_ordinary_person_is_told_no_values_no_rules_and_nothing_of_others()
    {
        using var agent = await AgentAsync("plain");

        var unseen = await ExplainAsync(agent.Client, new { form = _contacts, record = _theirs, action = "read" });
        var absent = await ExplainAsync(agent.Client, new { form = _contacts, record = Guid.CreateVersion7(), action = "read" });
        Assert.Equal(absent.Text, unseen.Text);
        Assert.Equal("row_scope", unseen["reason"].GetProperty("code").GetString());
        Assert.Empty(unseen["grants"].EnumerateArray());
        var hidden = await ExplainAsync(agent.Client, new { form = _contacts, record = _mine, field = "salary", action = "read" });
        var unknown = await ExplainAsync(agent.Client, new { form = _contacts, record = _mine, field = "nothing", action = "read" });
        Assert.Equal(unknown.Text, hidden.Text);
        Assert.Equal("action", (await ExplainAsync(agent.Client, new { form = _contacts, action = "export" }))["reason"].GetProperty("code").GetString());
        Assert.Equal("form", (await ExplainAsync(agent.Client, new { form = "nowhere", action = "read" }))["reason"].GetProperty("code").GetString());
        (await agent.Client.PostAsync("/permissions/explain", new { user = "admin", form = _contacts, action = "read" })).Refused(HttpStatusCode.Forbidden, "administrators_only");
    }

    [Fact]
    public async Task A_restriction_is_named_and_hides_values_from_the_administrator_too()
    {
        using var agent = await AgentAsync("kept");
        (await Admin.PutAsync($"/forms/{_contacts}/access", $$$"""{"restrictions": [{"rows": {"name": {"eq": "Mine"} }, "roles": ["vip"]}]}""")).Succeeded();

        var refused = await ExplainAsync(Admin, new { user = agent.Name, form = _contacts, record = _mine, action = "read" });

        Assert.False(refused["allowed"].GetBoolean());
        var restriction = Assert.Single(refused["because"].EnumerateArray());
        Assert.Equal("restriction", restriction.GetProperty("kind").GetString());
        Assert.False(restriction.GetProperty("holds").GetBoolean());
        Assert.Equal("vip", restriction.GetProperty("right")[0].GetString());
        var part = Assert.Single(restriction.GetProperty("parts").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, part.GetProperty("left").ValueKind);
        Assert.True(part.GetProperty("withheld").GetBoolean());
        (await Admin.PutAsync($"/forms/{_contacts}/access", "{}")).Succeeded();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_answer_is_what_happens(int seed)
    {
        var random = new Random(seed);
        string[] rights = ["hidden", "masked", "read", "write"];
        string[] fields = ["name", "phone", "salary", "grade", "double"];
        string[] actions = ["read", "update", "delete", "viewHistory"];
        string[] rows = ["\"all\"", "\"own\"", """{"customer": {"region": {"eq": "east"}}}""", """{"salary": {"gt": 100}}""", """{"or": [{"owner": {"eq": "$me"}}, {"not": {"grade": {"eq": "A"}}}]}"""];
        for (var i = 0; i < 12; i++)
        {
            var grants = string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => $$"""
                {"form": "{{_contacts}}", "actions": [{{string.Join(", ", actions.Where(_ => random.Next(3) > 0).DefaultIfEmpty("read").Select(action => $"\"{action}\""))}}],
                 "rows": {{rows[random.Next(rows.Length)]}},
                 "fields": {{(random.Next(3) is 0 ? "{}" : $$"""{"*": "{{rights[random.Next(4)]}}", "{{fields[random.Next(5)]}}": "{{rights[random.Next(4)]}}"}""")}}}
                """));
            using var person = await PersonAsync($"p{seed}x{i}", $"[{grants}]");
            foreach (var record in new[] { _mine, _theirs })
            {
                var read = await person.Client.GetAsync($"/forms/{_contacts}/records/{record}");
                await SameAsync(person, grants, new { user = person.Name, form = _contacts, record, action = "read" }, read.Status is HttpStatusCode.OK);
                foreach (var field in fields)
                {
                    var has = read.Status is HttpStatusCode.OK && read["data"].TryGetProperty(field, out var value) && !value.ToString().Contains('*', StringComparison.Ordinal);
                    await SameAsync(person, grants, new { user = person.Name, form = _contacts, record, field, action = "read" }, has);
                }
                foreach (var field in new[] { "name", "salary", "grade" })
                {
                    // Changed and put back, so that the rules hold for the same record throughout.
                    var before = (await Admin.ReadAsync(_contacts, record)).GetProperty("data").GetProperty(field);
                    object changed = field is "salary" ? before.GetDecimal() + 1 : before.GetString() + "x";
                    var patched = await person.Client.PatchAsync($"/forms/{_contacts}/records/{record}", new { data = new Dictionary<string, object> { [field] = changed } });
                    if (patched.Status is HttpStatusCode.OK) (await Admin.PatchAsync($"/forms/{_contacts}/records/{record}", new { data = new Dictionary<string, object> { [field] = before } })).Succeeded();
                    if (patched.Text.Contains("leaves_row_scope", StringComparison.Ordinal)) continue;
                    await SameAsync(person, grants, new { user = person.Name, form = _contacts, record, field, action = "update" }, patched.Status is HttpStatusCode.OK);
                }
                var history = await person.Client.GetAsync($"/forms/{_contacts}/records/{record}/revisions/1");
                await SameAsync(person, grants, new { user = person.Name, form = _contacts, record, action = "viewHistory" }, history.Status is HttpStatusCode.OK);
            }
        }
    }

    private async Task SameAsync(Person person, string grants, object question, bool happens)
    {
        var told = await ExplainAsync(Admin, question);
        var place = $"{JsonSerializer.Serialize(question)}\n{grants}\n{told.Text}";
        Assert.True(happens == told["allowed"].GetBoolean(), $"it happens: {happens}\n{place}");
        var adds = told["grants"].EnumerateArray().Any(grant => grant.GetProperty("allowed").GetBoolean())
            && told["because"].EnumerateArray().All(clause => clause.GetProperty("holds").ValueKind is not JsonValueKind.False);
        Assert.True(happens == adds, "the clauses do not add up\n" + place);
        var own = await ExplainAsync(person.Client, JsonSerializer.SerializeToNode(question)!.AsObject().DeepClone());
        Assert.True(happens == own["allowed"].GetBoolean(), "told otherwise to the person\n" + place);
    }

    private static async Task<ApiAnswer> ExplainAsync(ApiClient client, object question) => (await client.PostAsync("/permissions/explain", question)).Succeeded();

    private sealed record Person(string Name, string Role, ApiClient Client) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }

    private Task<Person> AgentAsync(string name) => PersonAsync(name, $$$"""
        [{"form": "{{{_contacts}}}", "actions": ["read", "update"], "rows": {"customer": {"region": {"eq": "east"} } },
          "fields": {"*": "write", "salary": "hidden", "phone": "masked", "grade": "read"}}]
        """);

    private async Task<Person> PersonAsync(string name, string grants)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{name}{_suffix}");
        (await Admin.PostAsync("/roles", $$$"""{"key": "{{{key}}}", "title": "A", "grants": {{{grants}}}}""")).Succeeded();
        return new Person(key, key, await server.AsAsync(key, key));
    }

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
