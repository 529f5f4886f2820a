using System.Net;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Server.People;
using FormsHub.Server.Sharing;
using FormsHub.Storage.Forms;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.Access;

/// <summary>What is shared is seen through the same gate as everything else: no more, no longer, and it says by whom.</summary>
public sealed class SharingTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private readonly string _suffix = Guid.CreateVersion7().ToString("N")[20..];
    private string _form = "", _first = "", _second = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ApiClient Admin => server.Administrator;

    public async ValueTask InitializeAsync()
    {
        _form = "contact" + _suffix;
        await Admin.PublishFormAsync($$"""
            {"key": "{{_form}}", "title": {"en": "Contact"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "phone", "type": "phone", "label": {"en": "Phone"} },
              {"key": "salary", "type": "number", "label": {"en": "Salary"} }]}
            """);
        _first = Id(await Admin.CreateAsync(_form, new { name = "First", phone = "13800138000", salary = 4711 }));
        _second = Id(await Admin.CreateAsync(_form, new { name = "Second", phone = "13800138001", salary = 42 }));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_share_gives_its_fields_of_its_record_and_names_who_shared_it()
    {
        using var reader = await server.AsAsync("reader" + _suffix);
        var until = TimeProvider.System.GetUtcNow().AddDays(1);
        (await reader.GetAsync($"/forms/{_form}/records/{_first}")).Refused(HttpStatusCode.NotFound);

        await GiveAsync("reader", _first, until, ("name", FieldRight.Read), ("phone", FieldRight.Masked));

        var seen = (await reader.ReadAsync(_form, _first)).GetProperty("data");
        Assert.Equal("First", seen.GetProperty("name").GetString());
        Assert.Equal("138****8000", seen.GetProperty("phone").GetString());
        Assert.False(seen.TryGetProperty("salary", out _));
        (await reader.GetAsync($"/forms/{_form}/records/{_second}")).Refused(HttpStatusCode.NotFound);
        Assert.Equal(1, (await reader.QueryAsync(_form))["items"].GetArrayLength());

        var explained = (await Admin.PostAsync("/permissions/explain", new { user = "reader" + _suffix, form = _form, record = _first, action = "read" })).Succeeded();
        Assert.True(explained["allowed"].GetBoolean());
        var grant = Assert.Single(explained["grants"].EnumerateArray());
        Assert.Equal("share:user", grant.GetProperty("role").GetString());
        Assert.Equal("管理员", Assert.Single(grant.GetProperty("shares").EnumerateArray()).GetProperty("by").GetProperty("title").GetString());
        Assert.Equal(until.UtcDateTime, grant.GetProperty("shares")[0].GetProperty("until").GetDateTimeOffset().UtcDateTime, TimeSpan.FromMilliseconds(1));
        var people = (await Admin.GetAsync($"/forms/{_form}/access/people")).Succeeded();
        var person = Assert.Single(people["people"].EnumerateArray(), each => each.GetProperty("userName").GetString() == "reader" + _suffix);
        Assert.Equal(_first, Assert.Single(person.GetProperty("shares").EnumerateArray()).GetProperty("record").GetString());
        Assert.Contains(people["sources"].EnumerateArray(), source => source.GetProperty("kind").GetString() is "share" && source.GetProperty("key").GetString() is "user");
        var notice = (await reader.GetAsync("/notices")).Succeeded()["items"][0];
        Assert.Equal("shared", notice.GetProperty("kind").GetString());
        Assert.Equal("First", notice.GetProperty("record").GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_share_ends_at_its_time_without_a_write()
    {
        using var reader = await server.AsAsync("brief" + _suffix);
        await GiveAsync("brief", _first, TimeProvider.System.GetUtcNow().AddSeconds(2));
        await reader.ReadAsync(_form, _first);

        var answer = await reader.GetAsync($"/forms/{_form}/records/{_first}");
        for (var begun = TimeProvider.System.GetTimestamp(); answer.Status is HttpStatusCode.OK && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(10);)
            answer = await reader.GetAsync($"/forms/{_form}/records/{_first}");

        answer.Refused(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Hundreds_of_shared_records_are_all_seen()
    {
        using var reader = await server.AsAsync("many" + _suffix);
        var made = (await Admin.BatchAsync(_form, new { create = Enumerable.Range(0, 100).Select(i => new { data = new { name = $"N{i}" } }) }))["results"].EnumerateArray().Select(Id).ToList();
        foreach (var id in made) await GiveAsync("many", id, null, ("name", FieldRight.Read));

        Assert.Equal(made.Count, (await reader.AllAsync(_form)).Count);
        var explained = (await Admin.PostAsync("/permissions/explain", new { user = "many" + _suffix, form = _form, record = made[70], action = "read" })).Succeeded();
        Assert.Equal(made[70], Assert.Single(Assert.Single(explained["grants"].EnumerateArray()).GetProperty("shares").EnumerateArray()).GetProperty("record").GetString());
    }

    private async Task GiveAsync(string user, string record, DateTimeOffset? until, params (string Key, FieldRight Right)[] fields)
    {
        var people = await server.Services.GetRequiredService<PeopleDirectory>().CurrentAsync(Ct);
        var form = (await server.Services.GetRequiredService<Catalog>().FindAsync(_form, Ct))!;
        var share = NewShare.OfRecord(form, Guid.Parse(record), people.UserNamed(user + _suffix)!.Id, new HashSet<FormAction> { FormAction.Read }, fields.ToDictionary(each => each.Key, each => each.Right)) with { Until = until };
        await server.Services.GetRequiredService<ShareWriter>().CreateAsync(share, people.Caller(people.UserNamed("admin")!.Id)!, Ct);
    }

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
