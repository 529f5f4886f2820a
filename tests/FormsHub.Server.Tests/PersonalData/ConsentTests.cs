using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.PersonalData;

/// <summary>A record keeps when a consent was given, to which version of its text, and when it was withdrawn.</summary>
public sealed class ConsentTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _form = "consent" + Guid.CreateVersion7().ToString("N")[20..];

    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_consent_is_to_the_version_of_its_text_that_was_shown()
    {
        await PublishAsync("May we call you?", "2025-1");
        var id = (await Admin.CreateAsync(_form, new { name = "Li", call = true })).GetProperty("id").GetString()!;
        var never = (await Admin.CreateAsync(_form, new { name = "Wu" })).GetProperty("id").GetString()!;

        var given = await ConsentAsync(id);
        Assert.Equal((true, "2025-1", true), (given.GetProperty("given").GetBoolean(), given.GetProperty("version").GetString(), given.GetProperty("isCurrent").GetBoolean()));
        Assert.NotNull(given.GetProperty("by").GetProperty("title").GetString());

        await RepublishAsync("May we call or write to you?", "2026-1");
        given = await ConsentAsync(id);
        Assert.Equal(("2025-1", false, "May we call you?"), (given.GetProperty("version").GetString(), given.GetProperty("isCurrent").GetBoolean(), given.GetProperty("text").GetProperty("en").GetString()));

        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { call = false } })).Succeeded();
        Assert.False((await ConsentAsync(id)).GetProperty("given").GetBoolean());
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { call = true } })).Succeeded();
        Assert.True((await ConsentAsync(id)).GetProperty("isCurrent").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await ConsentAsync(never)).GetProperty("at").ValueKind);
    }

    [Fact]
    public async Task A_consent_is_told_to_those_who_see_its_field()
    {
        await PublishAsync("May we call you?", "2025-1");
        var id = (await Admin.CreateAsync(_form, new { name = "Li", call = true })).GetProperty("id").GetString()!;
        var role = "blind" + _form;
        (await Admin.PostAsync("/roles", $$"""{"key": "{{role}}", "title": "B", "grants": [{"form": "{{_form}}", "actions": ["read"], "fields": {"*": "read", "call": "hidden"} }]}""")).Succeeded();
        using var blind = await server.AsAsync("b" + _form, role);
        using var stranger = await server.AsAsync("s" + _form, "member");

        Assert.Equal(0, (await blind.GetAsync($"/forms/{_form}/records/{id}/consents")).Succeeded()["items"].GetArrayLength());
        (await stranger.GetAsync($"/forms/{_form}/records/{id}/consents")).Refused(HttpStatusCode.NotFound);
    }

    private async Task<System.Text.Json.JsonElement> ConsentAsync(string id) => (await Admin.GetAsync($"/forms/{_form}/records/{id}/consents")).Succeeded()["items"][0];

    private Task<ApiAnswer> PublishAsync(string text, string version) => Admin.PublishFormAsync(Definition(text, version));

    private async Task RepublishAsync(string text, string version)
    {
        (await Admin.PutAsync($"/forms/{_form}/draft", Definition(text, version))).Succeeded();
        await Admin.PublishAsync(_form);
    }

    private string Definition(string text, string version) => $$$"""
        {"key": "{{{_form}}}", "title": {"en": "Consent"}, "titleField": "name", "fields": [
          {"key": "name", "type": "text", "label": {"en": "Name"}},
          {"key": "call", "type": "boolean", "label": {"en": "Calls"}, "consent": {"text": {"en": "{{{text}}}"}, "version": "{{{version}}}"}}]}
        """;
}
