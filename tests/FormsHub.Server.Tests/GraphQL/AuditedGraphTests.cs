using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>Forms that want reads and searches noted get them noted of GraphQL, too, however deep in an operation they are.</summary>
public sealed class AuditedGraphTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _own = Guid.CreateVersion7().ToString("N")[20..];
    private string _boss = "", _worker = "";

    private ApiClient Admin => server.Administrator;
    private string Form => "person" + _own;

    public async ValueTask InitializeAsync()
    {
        await Admin.PublishFormAsync($$"""
            {"key": "{{Form}}", "plural": "{{Form}}s", "title": {"en": "Person"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "boss", "type": "reference", "target": "{{Form}}", "label": {"en": "Boss"} } ]}
            """);
        _boss = (await Admin.CreateAsync(Form, new { name = "Wang" })).GetProperty("id").GetString()!;
        _worker = (await Admin.CreateAsync(Form, new { name = "Li", boss = _boss })).GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nothing_is_noted_of_forms_that_do_not_ask()
    {
        await AskAsync($"{{ {Form}s {{ nodes {{ name boss {{ name }} }} }} }}");

        Assert.Empty(await EntriesAsync());
    }

    [Theory]
    [InlineData("{ §(id: \"WORKER\") { name } }", "recordRead:worker")]
    [InlineData("{ node(id: \"WORKER\") { id } }", "recordRead:worker")]
    [InlineData("{ §(id: \"00000000-0000-0000-0000-000000000000\") { name } }", "")]
    [InlineData("{ §(id: \"WORKER\") { boss { name } } }", "recordRead:boss recordRead:worker")]
    [InlineData("{ §(id: \"WORKER\") { revisions { rev } } }", "recordRead/history:worker recordRead:worker")]
    [InlineData("{ §s(where: {name: {eq: \"Li\"}}, orderBy: [{name: ASC}]) { edges { node { id } } } }", "recordsSearched(name):worker")]
    [InlineData("{ §s(search: \"Li\") { nodes { name } } }", "recordsSearched+words():worker")]
    [InlineData("{ a: §s(where: {name: {eq: \"None\"}}) { nodes { name } } }", "recordsSearched(name):")]
    [InlineData("{ §s(where: {boss: {name: {eq: \"Wang\"}}}) { totalCount } }", "recordsSearched+figures(boss):")]
    [InlineData("{ §sAggregate(where: {name: {ne: \"x\"}}) { count } }", "recordsSearched+figures(name):")]
    [InlineData("{ §(id: \"BOSS\") { §s { nodes { ...F } } } } fragment F on § { name }", "recordRead:boss recordsSearched():worker")]
    [InlineData("{ search(query: \"Li\") { id } }", "recordsSearched+words:worker")]
    [InlineData("mutation { update§(id: \"BOSS\", input: {name: \"Wang\"}) { §s { nodes { name } } } }", "recordsSearched():worker")]
    public async Task What_is_shown_is_noted(string query, string noted)
    {
        (await Admin.PutAsync($"/forms/{Form}/access", """{"audit": {"reads": true, "searches": true}}""")).Succeeded();
        var type = char.ToUpperInvariant(Form[0]) + Form[1..];

        await AskAsync(query.Replace("update§", "update" + type, StringComparison.Ordinal).Replace("on §", "on " + type, StringComparison.Ordinal)
            .Replace("§", Form, StringComparison.Ordinal).Replace("WORKER", _worker, StringComparison.Ordinal).Replace("BOSS", _boss, StringComparison.Ordinal));

        Assert.Equal(noted, string.Join(' ', (await EntriesAsync()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Reads_and_searches_are_noted_apart()
    {
        (await Admin.PutAsync($"/forms/{Form}/access", """{"audit": {"reads": true}}""")).Succeeded();
        var answer = await AskAsync($"{{ {Form}s(where: {{name: {{eq: \"Li\"}}}}) {{ nodes {{ name boss {{ name }} }} }} }}");

        Assert.Equal(["recordRead:boss"], await EntriesAsync());
        Assert.Equal("Wang", answer.GetProperty(Form + "s").GetProperty("nodes")[0].GetProperty("boss").GetProperty("name").GetString());
    }

    private async Task<JsonElement> AskAsync(string query) => (await Admin.AskAsync(query)).Data();

    /// <summary>The entries of reading, in short.</summary>
    private async Task<List<string>> EntriesAsync()
    {
        List<string> found = [];
        foreach (var action in (string[])["recordRead", "recordsSearched"])
        {
            found.AddRange((await Admin.GetAsync($"/audit?form={Form}&action={action}")).Succeeded()["items"].EnumerateArray().Select(Short));
        }
        return found;
    }

    private string Short(JsonElement entry)
    {
        var details = entry.TryGetProperty("details", out var given) && given.ValueKind is JsonValueKind.Object ? given : JsonElement.Parse("{}");
        var records = entry.GetProperty("record") is { ValueKind: JsonValueKind.Object } record ? record.GetProperty("id").GetString() == _boss ? "boss" : record.GetProperty("id").GetString() == _worker ? "worker" : "?" : "";
        var text = entry.GetProperty("action").GetString()!;
        if (details.TryGetProperty("part", out var part)) text += "/" + part.GetString();
        if (Is("words")) text += "+words";
        if (Is("figures")) text += "+figures";
        if (details.TryGetProperty("fields", out var fields)) text += $"({string.Join(',', fields.EnumerateArray().Select(field => field.GetString()))})";
        return $"{text}:{records}";

        bool Is(string name) => details.TryGetProperty(name, out var flag) && flag.GetBoolean();
    }
}
