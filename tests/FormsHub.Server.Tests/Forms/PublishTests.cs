using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Storage.Forms;
using FormsHub.Testing;
using static FormsHub.Server.Tests.Forms.FormWorld;

namespace FormsHub.Server.Tests.Forms;

public class PublishTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static int _forms;
    private readonly string _key = "form" + Interlocked.Increment(ref _forms);

    [Fact]
    public async Task A_published_form_is_found_by_key_and_former_key()
    {
        await using var world = await OpenAsync(database);
        var form = await world.PublishNewAsync(Form("""{"key": "name", "type": "text"}"""));

        await world.ChangeAsync(_key, definition => definition with
        {
            Key = _key + "New",
            Fields = [definition.Fields[0] with { Key = "fullName" }],
        });

        var renamed = world.Catalog.Find(_key)!;
        Assert.Equal(_key + "New", renamed.Key);
        Assert.Equal(2, renamed.Version);
        Assert.Equal(form.Number, renamed.Number);
        Assert.Equal("f1", renamed["name"]!.Id);
        Assert.Equal("fullName", renamed["name"]!.Key);
        Assert.Same(renamed, world.Catalog.Find(_key + "New"));
    }

    [Fact]
    public async Task Field_ids_are_given_kept_and_never_used_again()
    {
        await using var world = await OpenAsync(database);
        await world.PublishNewAsync(Form("""{"key": "a", "type": "text"}, {"key": "b", "type": "text"}"""));

        await world.ChangeAsync(_key, _ => Definition(Form("""{"key": "b", "type": "text"}, {"key": "c", "type": "text"}""")));
        var published = await world.ChangeAsync(_key, definition => definition with
        {
            Fields = [.. definition.Fields, new FieldDefinition { Key = "a", Type = "text", Id = "f1" }, new FieldDefinition { Key = "d", Type = "text" }],
        });

        Assert.Equal(["b f2", "c f3", "a f1", "d f4"], published.Form.Fields.Select(field => $"{field.Key} {field.Id}"));
    }

    [Fact]
    public async Task An_id_that_the_form_never_had_is_refused()
    {
        await using var world = await OpenAsync(database);
        await world.PublishNewAsync(Form("""{"key": "a", "type": "text"}"""));

        var saved = await world.Store.SaveDraftAsync(_key, Definition(Form("""{"id": "f9", "key": "a", "type": "text"}""")), null, Designer, Ct);

        Assert.Equal(("/fields/0/id", "unknown_field_id"), (saved.Problem!.Errors[0].Path, saved.Problem.Errors[0].Code));
    }

    [Fact]
    public async Task Of_two_designers_with_the_same_draft_the_second_is_told()
    {
        await using var world = await OpenAsync(database);
        var row = Value(await world.Store.CreateAsync(Definition(Form("""{"key": "a", "type": "text"}""")), Designer, Ct));

        var saves = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => world.Store.SaveDraftAsync(
            _key, Definition(Form($$"""{"key": "a{{i}}", "type": "text"}""")), row.DraftRev, Designer, Ct)));

        Assert.Single(saves, save => !save.Failed);
        Assert.All(saves.Where(save => save.Failed), save => Assert.Equal(ProblemKind.Stale, save.Problem!.Kind));
        Assert.Equal(2, Value(await world.Store.ReadAsync(_key, Ct)).DraftRev);
    }

    [Fact]
    public async Task Of_two_publishers_one_publishes()
    {
        await using var world = await OpenAsync(database);
        await world.Store.CreateAsync(Definition(Form("""{"key": "a", "type": "text"}""")), Designer, Ct);

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.Publisher.PublishAsync(_key, null, null, Designer, Ct)));

        Assert.Single(all, each => !each.Failed);
        Assert.All(all.Where(each => each.Failed), each => Assert.Equal("nothing_to_publish", each.Problem!.Code));
        Assert.Single(await world.Store.VersionsAsync(world.Catalog.Find(_key)!.Number, Ct));
    }

    [Theory]
    [InlineData("""{"key": "customer", "type": "reference", "target": "TARGET", "filter": {"level": {"eq": "vip"}}}""", "")]
    [InlineData("""{"key": "t", "type": "table", "fields": [{"key": "customer", "type": "reference", "target": "TARGET", "filter": {"level": {"eq": "vip"}}}]}""", "")]
    [InlineData("""{"key": "customer", "type": "reference", "target": "TARGET"}""", """{"customer": {"level": {"eq": "vip"}}}""")]
    public async Task A_field_that_another_forms_filter_asks_stays(string field, string filter)
    {
        await using var world = await OpenAsync(database);
        await world.PublishNewAsync(Form("""{"key": "name", "type": "text"}, {"key": "level", "type": "text"}"""));
        var reader = _key + "Reader";
        var views = filter.Length is 0 ? "" : $$""", "views": [{"key": "v", "filter": {{filter}}}]""";
        await world.PublishNewAsync($$"""{"key": "{{reader}}", "fields": [{{field.Replace("TARGET", _key, StringComparison.Ordinal)}}]{{views}}}""");

        var row = Value(await world.Store.ReadAsync(_key, Ct));
        Value(await world.Store.SaveDraftAsync(_key, row.Definition with { Fields = [row.Definition.Fields[0]] }, row.DraftRev, Designer, Ct));
        var published = await world.Publisher.PublishAsync(_key, null, null, Designer, Ct);

        var error = Assert.Single(published.Problem!.Errors);
        Assert.Equal("breaks_form", error.Code);
        Assert.Contains(reader, error.Message.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("/filter/", error.Message.In(Language.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_two_forms_away_keeps_its_field_too()
    {
        await using var world = await OpenAsync(database);
        await world.PublishNewAsync(Form("""{"key": "name", "type": "text"}, {"key": "code", "type": "text"}"""));
        await world.PublishNewAsync($$"""{"key": "{{_key}}City", "fields": [{"key": "region", "type": "reference", "target": "{{_key}}"}]}""");
        const string Filter = """{"region": {"code": {"eq": "x"}}}""";
        await world.PublishNewAsync($$"""{"key": "{{_key}}Shop", "fields": [{"key": "city", "type": "reference", "target": "{{_key}}City", "filter": {{Filter}}}]}""");

        var row = Value(await world.Store.ReadAsync(_key, Ct));
        Value(await world.Store.SaveDraftAsync(_key, row.Definition with { Fields = [row.Definition.Fields[0]] }, row.DraftRev, Designer, Ct));

        Assert.Equal("breaks_form", Assert.Single((await world.Publisher.PublishAsync(_key, null, null, Designer, Ct)).Problem!.Errors).Code);
        await world.ChangeAsync(_key, definition => row.Definition with { Fields = [row.Definition.Fields[0], row.Definition.Fields[1] with { Key = "sign" }] });
    }

    [Fact]
    public async Task Another_server_knows_a_new_version_without_being_asked()
    {
        await using var one = await OpenAsync(database);
        await using var two = await OpenAsync(database);

        await one.PublishNewAsync(Form("""{"key": "a", "type": "text"}"""));

        Assert.NotNull(await two.Catalog.FindAsync(_key, Ct));
        await one.ChangeAsync(_key, definition => definition with { Fields = [.. definition.Fields, new FieldDefinition { Key = "b", Type = "text" }] });
        for (var i = 0; i < 100 && two.Catalog.Find(_key)!.Version is 1; i++) await Task.Delay(20, Ct);
        Assert.NotNull(two.Catalog.Find(_key)!["b"]);
    }

    [Fact]
    public async Task A_report_counts_what_the_new_version_does_to_records()
    {
        await using var world = await OpenAsync(database);
        var form = await world.PublishNewAsync(Form("""{"key": "name", "type": "text"}, {"key": "amount", "type": "text"}"""));
        await world.InsertAsync(form, """{"f1": "a", "f2": "12"}""", """{"f1": "b", "f2": "a dozen"}""", """{"f2": "3.5"}""", """{"f1": "a"}""");

        var published = await world.ChangeAsync(_key, definition => definition with
        {
            Fields = [definition.Fields[0] with { Required = true }, definition.Fields[1] with { Type = "number" }],
        });

        Assert.Equal(["required_added", "type_changed"], published.Changes.Select(change => change.Code));
        Assert.Equal((1, 1, 4, false), (published.Records.Invalid, published.Records.Lossy, published.Records.Total, published.Records.Estimated));
        Assert.Equal(["name", "amount"], published.Records.Samples.Select(sample => sample.Field).OrderDescending());
        Assert.Equal("f3", published.Form["amount"]!.Id);
    }

    [Fact]
    public async Task A_unique_field_over_doubles_is_published_and_its_index_says_why_it_failed()
    {
        await using var world = await OpenAsync(database);
        var form = await world.PublishNewAsync(Form("""{"key": "name", "type": "text"}"""));
        await world.InsertAsync(form, """{"f1": "a"}""", """{"f1": "a"}""", """{"f1": "b"}""");

        var published = await world.ChangeAsync(_key, definition => definition with { Fields = [definition.Fields[0] with { Unique = true }] });

        Assert.Equal(2, published.Records.Invalid);
        var index = Assert.Single(await FormIndexes.ListAsync(database.Source, form.Number, Ct));
        Assert.Equal(("unique", "failed"), (index.Kind, index.State));
    }

    [Fact]
    public async Task A_form_with_records_goes_only_when_their_number_is_confirmed_and_comes_back()
    {
        await using var world = await OpenAsync(database);
        var form = await world.PublishNewAsync(Form("""{"key": "name", "type": "text"}"""));
        await world.InsertAsync(form, """{"f1": "a"}""");

        Assert.Equal("confirm_delete", (await world.Store.DeleteAsync(_key, null, 0, Designer, Ct)).Problem?.Code);
        Value(await world.Store.DeleteAsync(_key, 1, 0, Designer, Ct));
        Assert.Null(world.Catalog.Find(_key));
        Value(await world.Store.RestoreAsync(_key, Designer, Ct));
        Assert.NotNull(world.Catalog.Find(_key));
    }

    private string Form(string fields) => $$"""{"key": "{{_key}}", "fields": [{{fields}}]}""";
}
