using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Records;

/// <summary>One record at a time: create, read, change, delete, restore, and everything that is refused.</summary>
public class WriteTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private ApiClient Admin => server.Administrator;
    private readonly string _form = "person" + Guid.CreateVersion7().ToString("N")[20..];

    public async ValueTask InitializeAsync() => await Admin.PublishFormAsync(RecordForms.Person(_form));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_record_is_created_read_changed_deleted_and_restored()
    {
        var created = (await Admin.PostAsync($"/forms/{_form}/records", new { data = new { name = "张伟", age = 41 } })).Succeeded();
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("\"1\"", created.ETag);
        var id = created["id"].GetString()!;
        Assert.Equal('7', id[14]);

        var changed = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { age = 42 } }, ifMatch: "1")).Succeeded();
        Assert.Equal(2, changed["rev"].GetInt32());
        Assert.Equal("张伟", changed["data"].GetProperty("name").GetString());
        Assert.Equal(42, changed["data"].GetProperty("age").GetInt32());

        (await Admin.DeleteAsync($"/forms/{_form}/records/{id}", ifMatch: "2")).Succeeded();
        (await Admin.GetAsync($"/forms/{_form}/records/{id}")).Refused(HttpStatusCode.NotFound, "record_not_found");

        (await Admin.PostAsync($"/forms/{_form}/records/{id}/restore")).Succeeded();
        var back = await Admin.ReadAsync(_form, id);
        Assert.Equal(4, back.GetProperty("rev").GetInt32());
        Assert.Equal(42, back.GetProperty("data").GetProperty("age").GetInt32());
    }

    [Fact]
    public async Task A_change_based_on_an_old_revision_is_refused_and_shows_the_current_record()
    {
        var id = (await Admin.CreateAsync(_form, new { name = "A" })).GetProperty("id").GetString();
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { name = "B" } }, ifMatch: "1")).Succeeded();

        var refused = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { name = "C" } }, ifMatch: "1"))
            .Refused(HttpStatusCode.PreconditionFailed, "record_changed");

        Assert.Equal("B", refused["current"].GetProperty("data").GetProperty("name").GetString());
        (await Admin.DeleteAsync($"/forms/{_form}/records/{id}", ifMatch: "1")).Refused(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("\"1\"", HttpStatusCode.OK)]
    [InlineData("W/\"1\"", HttpStatusCode.OK)]
    [InlineData("\"9\", \"1\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"of-another-server\", \"1\"", HttpStatusCode.OK)]
    [InlineData("\"of-another-server\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("no tag", HttpStatusCode.BadRequest)]
    public async Task If_match_is_any_of_the_tags_that_were_given(string ifMatch, HttpStatusCode status)
    {
        var id = (await Admin.CreateAsync(_form, new { name = "A" })).GetProperty("id").GetString();

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/forms/{_form}/records/{id}") { Content = JsonContent.Create(new { data = new { name = "B" } }) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);

        Assert.Equal(status, (await Admin.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Owner_and_department_are_named_as_in_a_field_and_must_be_there()
    {
        (await Admin.PostAsync("/departments", new { key = _form, title = "D" })).Succeeded();
        var id = (await Admin.CreateAsync(_form, new { name = "A" })).GetProperty("id").GetString();

        var moved = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { }, owner = "admin", department = _form })).Succeeded();
        var refused = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { }, department = Guid.CreateVersion7() })).Refused(HttpStatusCode.BadRequest);

        Assert.Equal("D", moved["department"].GetProperty("title").GetString());
        Assert.Equal("/department", refused["errors"][0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Null_empties_owner_and_department_and_leaving_them_out_does_not()
    {
        (await Admin.PostAsync("/departments", new { key = _form, title = "D" })).Succeeded();
        var id = (await Admin.CreateAsync(_form, new { name = "A" })).GetProperty("id").GetString();
        (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { }, department = _form })).Succeeded();

        var kept = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", new { data = new { age = 1 } })).Succeeded();
        var emptied = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", """{"data": {}, "owner": null, "department": null}""")).Succeeded();
        var changes = (await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions")).Succeeded()["items"][0].GetProperty("changes");
        await Admin.BatchAsync(_form, new { update = new object[] { new { id, data = new { }, owner = "admin", department = _form } } });
        await Admin.BatchAsync(_form, new { update = new object[] { new { id, data = new { }, owner = (string?)null } } });
        var left = await Admin.ReadAsync(_form, id!);

        Assert.Equal((JsonValueKind.Object, JsonValueKind.Object), (kept["owner"].ValueKind, kept["department"].ValueKind));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (emptied["owner"].ValueKind, emptied["department"].ValueKind));
        Assert.Equal(["department", "owner"], changes.EnumerateArray().Select(change => change.GetProperty("field").GetString()).Order());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Object), (left.GetProperty("owner").ValueKind, left.GetProperty("department").ValueKind));
    }

    [Fact]
    public async Task A_field_named_by_its_key_and_by_a_former_one_in_one_write_is_refused()
    {
        var draft = System.Text.Json.Nodes.JsonNode.Parse((await Admin.GetAsync($"/forms/{_form}/draft")).Succeeded().Text)!;
        draft["fields"]!.AsArray().Single(field => (string?)field!["key"] is "age")!["key"] = "years";
        (await Admin.PutAsync($"/forms/{_form}/draft", draft.ToJsonString())).Succeeded();
        await Admin.PublishAsync(_form);

        (await Admin.PostAsync($"/forms/{_form}/records", new { data = new { name = "A", age = 3 } })).Succeeded();
        var refused = (await Admin.PostAsync($"/forms/{_form}/records", new { data = new { name = "B", years = 4, age = 3 } })).Refused(HttpStatusCode.BadRequest);

        Assert.Equal("field_twice", refused["errors"][0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_change_that_changes_nothing_makes_no_revision()
    {
        var id = (await Admin.CreateAsync(_form, new { name = "A", age = 1.5 })).GetProperty("id").GetString();

        var same = (await Admin.PatchAsync($"/forms/{_form}/records/{id}", """{"data": {"age": 1.50, "code": null}}""")).Succeeded();

        Assert.Equal(1, same["rev"].GetInt32());
        Assert.Equal(JsonValueKind.Null, same["changeSet"].ValueKind);
    }

    [Theory]
    [InlineData("""{"data": {"age": 3}}""", "/data/name", "required")]
    [InlineData("""{"data": {"name": 5}}""", "/data/name", "wrong_type")]
    [InlineData("""{"data": {"name": "A", "agee": 5}}""", "/data/agee", "unknown_field")]
    [InlineData("""{"data": {"name": "A", "age": 151}}""", "/data/age", "too_large")]
    [InlineData("""{"data": {"name": "A", "calls": [{"minutes": 1}, {"minutes": "x"}]}}""", "/data/calls/1/minutes", "wrong_type")]
    [InlineData("""{"data": {"name": "A", "a/b~": 5}}""", "/data/a~1b~0", "unknown_field")]
    [InlineData("""{"data": {"name": "A", "\ud800": 5}}""", "", "bad_character")]
    [InlineData("""{"data": {"name": "A", "calls": [{"minutes": "\ud800"}]}}""", "/data/calls/0/minutes", "bad_character")]
    [InlineData("""{"data": {"name": "A"}, "owner": "nobody"}""", "/owner", "unknown_user")]
    [InlineData("""{"data": {"name": "A"}, "owner": {"id": "01980000-0000-7000-8000-00000000000a"}}""", "/owner", "unknown_user")]
    [InlineData("""{"data": []}""", "/data", "wrong_type")]
    [InlineData("""{"data": {"name": "A"}, "dta": 1}""", "/dta", "unknown_member")]
    [InlineData("""{}""", "/data", "required")]
    public async Task Bad_data_changes_nothing_and_is_named_by_its_path(string body, string path, string code)
    {
        var refused = (await Admin.PostAsync($"/forms/{_form}/records", body)).Refused(HttpStatusCode.BadRequest);

        Assert.Contains(refused["errors"].EnumerateArray(), error =>
            error.GetProperty("path").GetString() == path && error.GetProperty("code").GetString() == code);
        Assert.Empty((await Admin.QueryAsync(_form))["items"].EnumerateArray());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"data": {"name": "A", "name": "B"}}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("""{"data": {"name": "A\u0000"}}""")]
    public async Task Hostile_bodies_are_bad_requests(string body) =>
        (await Admin.PostAsync($"/forms/{_form}/records", body)).Refused(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Every_message_comes_in_both_languages()
    {
        using var chinese = server.Anonymous();
        await chinese.SignInAsync("admin", TestServer.AdministratorPassword);
        chinese.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        chinese.Http.DefaultRequestHeaders.Remove("Accept-Language");
        chinese.Http.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");

        var refused = (await chinese.PostAsync($"/forms/{_form}/records", new { data = new { } })).Refused(HttpStatusCode.BadRequest);

        Assert.Equal("“姓名”为必填项。", refused["errors"][0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_retry_with_the_same_key_creates_nothing_twice()
    {
        var key = Guid.CreateVersion7().ToString();
        var body = new { data = new { name = "Once" } };

        var first = (await Admin.PostAsync($"/forms/{_form}/records", body, idempotencyKey: key)).Succeeded();
        var again = (await Admin.PostAsync($"/forms/{_form}/records", body, idempotencyKey: key)).Succeeded();

        Assert.Equal(first["id"].GetString(), again["id"].GetString());
        Assert.Single((await Admin.QueryAsync(_form))["items"].EnumerateArray());
        (await Admin.PostAsync($"/forms/{_form}/records", new { data = new { name = "Other" } }, idempotencyKey: key))
            .Refused(HttpStatusCode.Conflict, "idempotency_key_reused");
    }

    [Fact]
    public async Task A_repeat_of_a_partial_batch_tells_the_errors_of_the_first()
    {
        var (key, body) = (Guid.CreateVersion7().ToString(), new { partial = true, create = (object[])[new { data = new { name = "One" } }, new { data = new { nothing = 1 } }] });

        var first = (await Admin.PostAsync($"/forms/{_form}/records/batch", body, idempotencyKey: key)).Succeeded();

        Assert.NotEmpty(first["results"][1].GetProperty("errors").EnumerateArray());
        Assert.Equal(first.Text, (await Admin.PostAsync($"/forms/{_form}/records/batch", body, idempotencyKey: key)).Succeeded().Text);
    }

    [Fact]
    public async Task Racing_retries_with_one_key_create_one_record()
    {
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Admin.PostAsync($"/forms/{_form}/records", new { data = new { name = "Once" } }, idempotencyKey: key)));

        Assert.Single(answers.Select(answer => answer.Succeeded()["id"].GetString()).Distinct());
        Assert.Single((await Admin.QueryAsync(_form))["items"].EnumerateArray());
    }

    [Fact]
    public async Task Of_many_racing_writers_of_a_unique_value_one_wins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Admin.PostAsync($"/forms/{_form}/records", new { data = new { name = $"R{i}", code = "same" } })));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Created);
        var refused = answers.First(answer => answer.Status is not HttpStatusCode.Created).Refused(HttpStatusCode.BadRequest);
        Assert.Equal("not_unique", refused["errors"][0].GetProperty("code").GetString());
        Assert.Single((await Admin.QueryAsync(_form))["items"].EnumerateArray());
    }

    [Fact]
    public async Task A_deleted_record_does_not_block_its_unique_value_and_a_restore_says_who_took_it()
    {
        var first = (await Admin.CreateAsync(_form, new { name = "First", code = "K1" })).GetProperty("id").GetString();
        (await Admin.DeleteAsync($"/forms/{_form}/records/{first}")).Succeeded();
        var second = (await Admin.CreateAsync(_form, new { name = "Second", code = "K1" })).GetProperty("id").GetString();

        var refused = (await Admin.PostAsync($"/forms/{_form}/records/{first}/restore")).Refused(HttpStatusCode.Conflict, "restore_conflict");

        Assert.Equal(second, refused["holder"].GetString());
        Assert.Contains("Second", refused["detail"].GetString(), StringComparison.Ordinal);
        var listed = (await Admin.PostAsync("/recycle-bin/restore", new { ids = new[] { first } })).Refused(HttpStatusCode.Conflict, "restore_conflict");
        Assert.Equal(second, listed["holder"].GetString());
        Assert.Equal("/ids/0", listed["errors"][0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task No_update_is_lost_between_writers_who_name_no_revision()
    {
        var id = (await Admin.CreateAsync(_form, new { name = "A" })).GetProperty("id").GetString();

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => Admin.PatchAsync(
            $"/forms/{_form}/records/{id}", i % 2 is 0 ? new { data = new { age = i } } : (object)new { data = new { code = $"c{i}" } })));

        Assert.All(answers, answer => answer.Succeeded());
        var record = await Admin.ReadAsync(_form, id!);
        var revisions = (await Admin.GetAsync($"/forms/{_form}/records/{id}/revisions?first=100")).Succeeded()["items"].EnumerateArray().ToList();
        Assert.Equal(record.GetProperty("rev").GetInt32(), revisions.Count);
        Assert.Equal(Enumerable.Range(1, revisions.Count).Reverse(), revisions.Select(revision => revision.GetProperty("rev").GetInt32()));
    }
}
