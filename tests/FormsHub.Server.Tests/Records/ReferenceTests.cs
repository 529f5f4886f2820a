using System.Net;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Records;

/// <summary>References hold while both sides change at once, and say what the end of a target means.</summary>
public class ReferenceTests(TestServer server) : IClassFixture<TestServer>
{
    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_restricted_target_cannot_be_deleted_and_the_refusal_counts_who_refers()
    {
        var (target, source) = await FormsAsync("restrict");
        var boss = await IdAsync(target, new { name = "Boss" });
        await IdAsync(source, new { name = "One", boss });
        await IdAsync(source, new { name = "Two", boss });

        var refused = (await Admin.DeleteAsync($"/forms/{target}/records/{boss}")).Refused(HttpStatusCode.Conflict, "restricted");

        Assert.Contains("2 records", refused["detail"].GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await Admin.ReadAsync(target, boss)).GetProperty("rev").GetInt32());
    }

    [Fact]
    public async Task Clear_empties_the_reference_and_the_undo_puts_it_back()
    {
        var (target, source) = await FormsAsync("clear");
        var boss = await IdAsync(target, new { name = "Boss" });
        var one = await IdAsync(source, new { name = "One", boss });

        var deleted = (await Admin.DeleteAsync($"/forms/{target}/records/{boss}")).Succeeded();
        Assert.True(IsEmpty((await Admin.ReadAsync(source, one)).GetProperty("data"), "boss"));

        (await Admin.PostAsync($"/change-sets/{deleted["changeSet"]}/undo", new { })).Succeeded();
        Assert.Equal("Boss", (await Admin.ReadAsync(source, one)).GetProperty("data").GetProperty("boss").GetProperty("title").GetString());
        await Admin.ReadAsync(target, boss);
    }

    [Fact]
    public async Task A_cascade_is_one_change_set_and_comes_back_as_one()
    {
        var (target, source) = await FormsAsync("cascade");
        var boss = await IdAsync(target, new { name = "Boss" });
        var ones = new[] { await IdAsync(source, new { name = "One", boss }), await IdAsync(source, new { name = "Two", boss }) };

        var deleted = (await Admin.DeleteAsync($"/forms/{target}/records/{boss}")).Succeeded();
        Assert.Empty((await Admin.QueryAsync(source))["items"].EnumerateArray());
        var told = (await Admin.GetAsync($"/change-sets/{deleted["changeSet"]}")).Succeeded();
        Assert.Equal(3, told["records"].GetInt32());
        Assert.Equal("Deleted \"Boss\", and 2 that follow", told["summary"].GetProperty("en").GetString());

        var dry = (await Admin.PostAsync($"/change-sets/{deleted["changeSet"]}/undo", new { dryRun = true })).Succeeded();
        Assert.Equal(3, dry["records"].GetInt32());
        Assert.Empty((await Admin.QueryAsync(source))["items"].EnumerateArray());

        (await Admin.PostAsync($"/change-sets/{deleted["changeSet"]}/undo", new { })).Succeeded();
        Assert.Equal(2, (await Admin.QueryAsync(source))["items"].GetArrayLength());
        Assert.Equal("Boss", (await Admin.ReadAsync(source, ones[0])).GetProperty("data").GetProperty("boss").GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_cascade_took_along_comes_back_with_the_record_and_nothing_else_does(bool fromTheBin)
    {
        var (target, source) = await FormsAsync("cascade");
        var boss = await IdAsync(target, new { name = "Boss" });
        var (before, along) = (await IdAsync(source, new { name = "Before", boss }), await IdAsync(source, new { name = "Along", boss }));
        (await Admin.DeleteAsync($"/forms/{source}/records/{before}")).Succeeded();
        (await Admin.DeleteAsync($"/forms/{target}/records/{boss}")).Succeeded();

        (fromTheBin ? await Admin.PostAsync("/recycle-bin/restore", new { ids = new[] { boss } }) : await Admin.PostAsync($"/forms/{target}/records/{boss}/restore")).Succeeded();

        Assert.Equal(along, (await Admin.QueryAsync(source))["items"].EnumerateArray().Single().GetProperty("id").GetString());
        Assert.Equal(before, (await Admin.GetAsync($"/recycle-bin?form={source}")).Succeeded()["items"].EnumerateArray().Single().GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_reference_to_nothing_is_refused()
    {
        var (target, source) = await FormsAsync("restrict");
        var gone = await IdAsync(target, new { name = "Gone" });
        (await Admin.DeleteAsync($"/forms/{target}/records/{gone}")).Succeeded();

        foreach (var boss in new[] { gone, Guid.CreateVersion7().ToString() })
        {
            var refused = (await Admin.PostAsync($"/forms/{source}/records", new { data = new { name = "x", boss } })).Refused(HttpStatusCode.BadRequest);
            Assert.Equal("/data/boss", refused["errors"][0].GetProperty("path").GetString());
        }
        (await Admin.PostAsync($"/forms/{source}/records", new { data = new { boss = "not an id" } })).Refused(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task However_creates_and_deletes_race_no_live_record_refers_to_a_deleted_one()
    {
        var (target, source) = await FormsAsync("restrict");
        for (var round = 0; round < 8; round++)
        {
            var boss = await IdAsync(target, new { name = $"Boss {round}" });

            var race = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i is 3
                ? Admin.DeleteAsync($"/forms/{target}/records/{boss}")
                : Admin.PostAsync($"/forms/{source}/records", new { data = new { name = $"{round}.{i}", boss } })));

            Assert.DoesNotContain(race, answer => (int)answer.Status >= 500);
            var alive = (await Admin.GetAsync($"/forms/{target}/records/{boss}")).Status is HttpStatusCode.OK;
            var referring = (await Admin.QueryAsync(source, $$$$"""{"filter": {"boss": {"eq": "{{{{boss}}}}"}}}"""))["items"].GetArrayLength();
            Assert.True(alive || referring is 0, $"round {round}: the boss is deleted, {referring} records refer to it");
        }
    }

    [Fact]
    public async Task A_record_comes_back_only_after_the_one_it_refers_to_or_with_it()
    {
        var (target, source) = await FormsAsync("restrict");
        var boss = await IdAsync(target, new { name = "Boss" });
        var worker = await IdAsync(source, new { name = "Worker", boss });
        (await Admin.DeleteAsync($"/forms/{source}/records/{worker}")).Succeeded();
        (await Admin.DeleteAsync($"/forms/{target}/records/{boss}")).Succeeded();

        (await Admin.PostAsync($"/forms/{source}/records/{worker}/restore")).Refused(HttpStatusCode.Conflict, "restore_conflict");
        (await Admin.PostAsync("/recycle-bin/restore", new { ids = new[] { worker, boss } })).Succeeded();
    }

    private async Task<(string Target, string Source)> FormsAsync(string onTargetDelete)
    {
        var suffix = Guid.CreateVersion7().ToString("N")[20..];
        await Admin.PublishFormAsync(RecordForms.Person("target" + suffix));
        await Admin.PublishFormAsync(RecordForms.Referring("source" + suffix, "target" + suffix, onTargetDelete));
        return ("target" + suffix, "source" + suffix);
    }

    private async Task<string> IdAsync(string form, object data) => (await Admin.CreateAsync(form, data)).GetProperty("id").GetString()!;

    private static bool IsEmpty(JsonElement data, string field) => !data.TryGetProperty(field, out var value) || value.ValueKind is JsonValueKind.Null;
}
