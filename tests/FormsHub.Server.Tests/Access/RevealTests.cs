using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access;

/// <summary>A masked value in clear: for a reason, told to the record's owner, and never without the right.</summary>
public sealed class RevealTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _form = "person" + Guid.CreateVersion7().ToString("N")[20..];

    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_reveal_shows_the_value_and_tells_the_owner()
    {
        var id = await MakeAsync("\"*\"");
        using var member = await server.AsAsync("member" + _form, "member");
        Assert.Equal("138****8000", (await member.ReadAsync(_form, id)).GetProperty("data").GetProperty("phone").GetString());

        (await member.PostAsync($"/forms/{_form}/records/{id}/reveal", new { field = "phone", reason = " " })).Refused(HttpStatusCode.BadRequest);
        var revealed = (await member.PostAsync($"/forms/{_form}/records/{id}/reveal", new { field = "phone", reason = "Fire in the plant" })).Succeeded();

        Assert.Equal("+8613800138000", revealed["value"].GetString());
        Assert.True(revealed["until"].GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        Assert.Equal("138****8000", (await member.ReadAsync(_form, id)).GetProperty("data").GetProperty("phone").GetString());
        var notices = (await Admin.GetAsync("/notices?first=1")).Succeeded();
        var notice = notices["items"][0];
        Assert.Equal("revealed", notice.GetProperty("kind").GetString());
        Assert.Equal(id, notice.GetProperty("record").GetProperty("id").GetString());
        Assert.Equal("Fire in the plant", notice.GetProperty("details").GetProperty("reason").GetString());
        Assert.DoesNotContain("13800138000", notices.Json.GetRawText(), StringComparison.Ordinal);
        Assert.True(notices["unread"].GetInt32() > 0);
        (await Admin.PostAsync("/notices/read")).Succeeded();
        Assert.Equal(0, (await Admin.GetAsync("/notices")).Succeeded()["unread"].GetInt32());
    }

    [Fact]
    public async Task Without_the_right_nothing_is_revealed()
    {
        var id = await MakeAsync();
        var role = "masked" + _form;
        (await Admin.PostAsync("/roles", $$"""
            {"key": "{{role}}", "title": "M", "grants": [{"form": "{{_form}}", "actions": ["read"], "rows": {"name": {"eq": "Li"} }, "fields": {"*": "read", "phone": "masked", "salary": "hidden"} }]}
            """)).Succeeded();
        using var reader = await server.AsAsync("reader" + _form, role);
        var other = (await Admin.CreateAsync(_form, new { name = "Other", phone = "13900139000" })).GetProperty("id").GetString();

        (await reader.PostAsync($"/forms/{_form}/records/{id}/reveal", new { field = "phone", reason = "x" })).Refused(HttpStatusCode.Forbidden, "forbidden");
        (await reader.PostAsync($"/forms/{_form}/records/{id}/reveal", new { field = "salary", reason = "x" })).Refused(HttpStatusCode.BadRequest);
        (await reader.PostAsync($"/forms/{_form}/records/{other}/reveal", new { field = "phone", reason = "x" })).Refused(HttpStatusCode.NotFound);
    }

    private async Task<string> MakeAsync(string members = "")
    {
        await Admin.PublishFormAsync($$"""
            {"key": "{{_form}}", "title": {"en": "Person"}, "titleField": "name", "members": [{{members}}], "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"} }, {"key": "salary", "type": "number", "label": {"en": "Salary"} },
              {"key": "phone", "type": "phone", "label": {"en": "Phone"}, "sensitive": "mask"}]}
            """);
        return (await Admin.CreateAsync(_form, new { name = "Li", phone = "13800138000", salary = 1 })).GetProperty("id").GetString()!;
    }
}
