using System.Net;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.PersonalData;

/// <summary>Records past their time go, in batches, where their form says; those that others refer to stay and are counted.</summary>
public sealed class RetentionTests(TestServer server) : IClassFixture<TestServer>
{
    private readonly string _form = "kept" + Guid.CreateVersion7().ToString("N")[20..];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_rule_is_tried_before_it_is_published_and_then_moves_what_is_past_its_time()
    {
        await PublishAsync(null);
        await AddAsync("2019-05-01", 205);
        await AddAsync("2099-05-01", 3);
        await AddAsync(null, 2);
        var rule = new { after = "P3Y", from = "day", then = "bin" };

        Assert.Equal(205, (await Admin.PostAsync($"/forms/{_form}/retention/preview", rule)).Succeeded()["live"].GetInt32());
        (await Admin.PostAsync($"/forms/{_form}/retention/preview", new { after = "P3Y", from = "nothing" })).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync($"/forms/{_form}/retention/run")).Refused(HttpStatusCode.Conflict, "nothing_to_end");
        Assert.Equal(210, await CountAsync());

        await RepublishAsync("""{"after": "P3Y", "from": "day", "then": "bin"}""");
        var pass = (await Admin.PostAsync($"/forms/{_form}/retention/run")).Succeeded();

        Assert.Equal((205, 0, 0), (pass["moved"].GetInt32(), pass["purged"].GetInt32(), pass["kept"].GetInt32()));
        Assert.Equal(5, await CountAsync());
        var changes = (await Admin.GetAsync($"/change-sets?form={_form}&via=job")).Succeeded()["items"];
        Assert.Equal(2, changes.GetArrayLength());
        var overview = (await Admin.GetAsync("/personal-data/forms")).Succeeded()["items"].EnumerateArray().Single(item => item.GetProperty("form").GetString() == _form);
        Assert.Equal((0, 205), (overview.GetProperty("due").GetProperty("live").GetInt32(), overview.GetProperty("last").GetProperty("moved").GetInt32()));
        Assert.Equal(2, (await Admin.GetAsync($"/audit?form={_form}&action=recordDeleted")).Succeeded()["items"].GetArrayLength());
    }

    [Fact]
    public async Task What_is_to_be_purged_lies_in_the_bin_for_a_day()
    {
        await PublishAsync("""{"after": "P3Y", "from": "day", "then": "purge"}""");
        await AddAsync("2019-05-01", 2);

        Assert.Equal((2, 0), await RunAsync());
        await using (var older = server.Database.Source.CreateCommand($"update records set deleted_at = deleted_at - interval '2 days' where form = {await NumberAsync()}"))
        {
            await older.ExecuteNonQueryAsync(Ct);
        }
        Assert.Equal((0, 2), await RunAsync());
        Assert.Equal(0, (await Admin.GetAsync($"/recycle-bin?form={_form}")).Succeeded()["items"].GetArrayLength());
    }

    [Fact]
    public async Task What_others_refer_to_stays_and_review_moves_nothing()
    {
        await PublishAsync("""{"after": "P3Y", "from": "day"}""");
        await AddAsync("2019-05-01", 2);
        var id = (await Admin.QueryAsync(_form)).Json.GetProperty("items")[0].GetProperty("id").GetString();
        await Admin.PublishFormAsync($$$"""
            {"key": "of{{{_form}}}", "title": {"en": "Of"}, "fields": [{"key": "who", "type": "reference", "label": {"en": "Who"}, "target": "{{{_form}}}", "onTargetDelete": "restrict"}]}
            """);
        await Admin.CreateAsync("of" + _form, new { who = id });

        var pass = (await Admin.PostAsync($"/forms/{_form}/retention/run")).Succeeded();
        Assert.Equal((1, 1), (pass["moved"].GetInt32(), pass["kept"].GetInt32()));

        await RepublishAsync("""{"after": "P3Y", "from": "day", "then": "review"}""");
        await server.Services.GetRequiredService<Retention>().RunDueAsync(Ct);
        (await Admin.PostAsync($"/forms/{_form}/retention/run")).Refused(HttpStatusCode.Conflict, "nothing_to_end");
        Assert.Equal(1, await CountAsync());
    }

    private async Task<(int Moved, int Purged)> RunAsync() =>
        (await Admin.PostAsync($"/forms/{_form}/retention/run")).Succeeded() is var pass ? (pass["moved"].GetInt32(), pass["purged"].GetInt32()) : default;

    private async Task<int> NumberAsync() => (await server.Services.GetRequiredService<Catalog>().FindAsync(_form, Ct))!.Number;

    private async Task<int> CountAsync() => (await Admin.QueryAsync(_form, new { count = true })).Json.GetProperty("totalCount").GetInt32();

    private Task<ApiAnswer> AddAsync(string? day, int count) =>
        Admin.BatchAsync(_form, new { create = Enumerable.Range(0, count).Select(i => new { data = new { name = $"{day} {i}", day } }) });

    private Task<ApiAnswer> PublishAsync(string? retention) => Admin.PublishFormAsync(Definition(retention));

    private async Task RepublishAsync(string retention)
    {
        (await Admin.PutAsync($"/forms/{_form}/draft", Definition(retention))).Succeeded();
        await Admin.PublishAsync(_form);
    }

    private string Definition(string? retention) => $$$"""
        {"key": "{{{_form}}}", "title": {"en": "Kept"}, "titleField": "name",{{{(retention is null ? "" : "\"personalData\": {\"purpose\": \"Service\", \"retention\": " + retention + "},")}}} "fields": [
          {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "day", "type": "date", "label": {"en": "Day"}}]}
        """;
}
