using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Templates;

/// <summary>The templates of the repository: complete in both languages, and installed by the real server without a complaint.</summary>
public class ShippedTemplatesTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetDirectories(Repository.PathOf("templates")).Select(folder => Path.GetFileName(folder)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_template_installs_with_every_sample_record_and_answers_every_view(string template)
    {
        await using var server = await TestServer.StartAsync();

        (await server.Administrator.PostAsync($"/templates/{template}/install", new { sampleData = true })).Succeeded();

        foreach (var form in Forms(template))
        {
            var key = form.GetProperty("key").GetString()!;
            var samples = Json(template, "samples", key + ".json").GetProperty("items").GetArrayLength();
            var all = await server.Administrator.QueryAsync(key, new { count = true, first = 1 });
            Assert.Equal(samples, all["totalCount"].GetInt32());
            foreach (var view in form.GetProperty("views").EnumerateArray())
                await server.Administrator.QueryAsync(key, new { view = view.GetProperty("key").GetString(), first = 5 });
        }
    }

    [Fact]
    public async Task The_views_of_the_emergency_contacts_find_whom_they_name()
    {
        await using var server = await TestServer.StartAsync();
        (await server.Administrator.PostAsync("/templates/emergency-contacts/install", new { sampleData = true })).Succeeded();

        var alone = await server.Administrator.AllAsync("customer", """{"view": "vipWithoutSecondContact"}""");
        var ageing = await server.Administrator.AllAsync("contact", """{"view": "notVerified90"}""");
        var mine = await server.Administrator.AllAsync("customer", """{"view": "mine"}""");

        Assert.NotEmpty(alone);
        Assert.All(alone, customer => Assert.Equal(1, customer.GetProperty("data").GetProperty("contactCount").GetInt32()));
        Assert.NotEmpty(ageing);
        Assert.NotEmpty(mine);
    }

    [Fact]
    public async Task Phones_of_emergency_contacts_are_masked_for_members_and_shown_to_who_responds()
    {
        await using var server = await TestServer.StartAsync();
        (await server.Administrator.PostAsync("/templates/emergency-contacts/install", new { sampleData = true })).Succeeded();
        using var member = await server.AsAsync("reader", "member");
        using var responder = await server.AsAsync("caller", "member", "responder");

        var masked = await PhonesAsync(member);
        var shown = await PhonesAsync(responder);

        Assert.NotEmpty(masked);
        Assert.All(masked, phone => Assert.Contains("***", phone, StringComparison.Ordinal));
        Assert.NotEmpty(shown);
        Assert.All(shown, phone => Assert.DoesNotContain("*", phone, StringComparison.Ordinal));

        static async Task<List<string>> PhonesAsync(ApiClient client) =>
            [.. (await client.QueryAsync("contact", new { first = 20 }))["items"].EnumerateArray()
                .SelectMany(contact => new[] { "phone", "backupPhone" }.Select(key => contact.GetProperty("data").TryGetProperty(key, out var phone) ? phone.GetString() : null))
                .OfType<string>()];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_speaks_both_languages(string template)
    {
        var documents = Forms(template).Append(Json(template, "app.json")).Append(Json(template, "access.json"));

        Assert.All(documents.SelectMany(Localized), text =>
        {
            Assert.True(text.TryGetProperty("zh-CN", out var chinese) && chinese.GetString()!.Length > 0, $"no Chinese in {text}");
            Assert.True(text.TryGetProperty("en", out var english) && english.GetString()!.Length > 0, $"no English in {text}");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_field_option_and_view_of_a_template_has_a_label(string template)
    {
        foreach (var form in Forms(template))
        {
            Assert.All(form.GetProperty("fields").EnumerateArray(), field => Assert.True(field.TryGetProperty("label", out _), field.ToString()));
            Assert.All(form.GetProperty("views").EnumerateArray(), view => Assert.True(view.TryGetProperty("title", out _), view.ToString()));
        }
    }

    [Fact]
    public void The_emergency_contacts_have_samples_enough_to_try_everything()
    {
        Assert.True(Json("emergency-contacts", "samples", "customer.json").GetProperty("items").GetArrayLength() >= 200);
        Assert.True(Json("emergency-contacts", "samples", "contact.json").GetProperty("items").GetArrayLength() >= 500);
    }

    private static IEnumerable<JsonElement> Forms(string template) =>
        Json(template, "app.json").GetProperty("forms").EnumerateArray().Select(form => Json(template, "forms", form.GetString() + ".json"));

    private static JsonElement Json(params string[] path) =>
        JsonElement.Parse(File.ReadAllText(Repository.PathOf(["templates", .. path])));

    /// <summary>Every object that holds a text per language.</summary>
    private static IEnumerable<JsonElement> Localized(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("en", out _) || json.TryGetProperty("zh-CN", out _) => [json],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Localized(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Localized),
        _ => [],
    };
}
