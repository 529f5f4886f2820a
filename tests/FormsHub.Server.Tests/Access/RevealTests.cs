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
        (await reader.PostAsync($"/forms/{_form}/records/{id}/reveal", new { field = "name", reason = "x" })).Refused(HttpStatusCode.Forbidden, "forbidden");
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

    [Fact]
    public async Task A_row_keeps_the_value_behind_a_mask_that_is_not_replaced()
    {
        var form = "rows" + _form;
        await Admin.PublishFormAsync($$"""
            {"key": "{{form}}", "title": {"en": "Rows"}, "members": ["*"], "fields": [
              {"key": "phones", "type": "table", "label": {"en": "Phones"}, "fields": [
                {"key": "number", "type": "phone", "label": {"en": "Number"}, "sensitive": "mask"}, {"key": "note", "type": "text", "label": {"en": "Note"} }]}]}
            """);
        var id = (await Admin.CreateAsync(form, new { phones = new[] { new { number = "13800138000", note = "a" } } })).GetProperty("id").GetString()!;
        using var member = await server.AsAsync("rower" + _form, "member");
        var row = (await member.ReadAsync(form, id)).GetProperty("data").GetProperty("phones")[0].GetProperty("id").GetString();

        (await member.PatchAsync($"/forms/{form}/records/{id}", new { data = new { phones = new object[] { new { id = row, note = "b" }, new { number = "13900139000" } } } })).Succeeded();
        var phones = (await Admin.ReadAsync(form, id)).GetProperty("data").GetProperty("phones");
        Assert.Equal(["+8613800138000", "+8613900139000"], phones.EnumerateArray().Select(each => each.GetProperty("number").GetString()));
        Assert.Equal("b", phones[0].GetProperty("note").GetString());

        (await member.PatchAsync($"/forms/{form}/records/{id}", new { data = new { phones = new object[] { new { id = row, number = "13700137000" } } } })).Succeeded();
        Assert.Equal("+8613700137000", (await Admin.ReadAsync(form, id)).GetProperty("data").GetProperty("phones")[0].GetProperty("number").GetString());
    }
}
