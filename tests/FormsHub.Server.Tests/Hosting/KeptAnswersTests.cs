using System.Net;
using System.Text;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Hosting;

public sealed class KeptAnswersTests(TestServer server) : IClassFixture<TestServer>
{
    private ApiClient Admin => server.Administrator;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/forms", """{"key": "repeated", "fields": [{"key": "name", "type": "text"}]}""")]
    [InlineData("/apps", """{"key": "repeated", "title": "Repeated"}""")]
    [InlineData("/tokens", """{"name": "repeated"}""")]
    [InlineData("/users", """{"userName": "repeated", "displayName": "R", "password": "Correct-horse-9-battery"}""")]
    [InlineData("/departments", """{"key": "repeated", "title": "Repeated"}""")]
    [InlineData("/roles", """{"key": "repeated", "title": "Repeated"}""")]
    public async Task A_repeated_write_answers_as_the_first_and_happens_once(string path, string body)
    {
        var key = Guid.CreateVersion7().ToString();

        var first = (await Admin.PostAsync(path, body, idempotencyKey: key)).Succeeded();
        var again = (await Admin.PostAsync(path, body, idempotencyKey: key)).Succeeded();

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, first.Text), (first.Status, again.Status, again.Text));
        Assert.Equal(first.Response.Headers.Location, again.Response.Headers.Location);
        Assert.Single((await Admin.GetAsync(path)).Succeeded()["items"].EnumerateArray(), item => item.GetRawText().Contains("repeated", StringComparison.Ordinal));
        (await Admin.PostAsync(path, body.Replace("repeated", "other", StringComparison.Ordinal), idempotencyKey: key))
            .Refused(HttpStatusCode.Conflict, "idempotency_key_reused");
    }

    [Fact]
    public async Task Of_racing_repeats_one_happens_and_all_hear_of_it()
    {
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Admin.PostAsync("/tokens", new { name = "raced" }, idempotencyKey: key)));

        Assert.Single(answers.Select(answer => answer.Succeeded()["token"].GetString()).Distinct());
        Assert.Single((await Admin.GetAsync("/tokens")).Succeeded()["items"].EnumerateArray(), token => token.GetProperty("name").GetString() is "raced");
    }

    [Fact]
    public async Task What_was_refused_may_be_tried_again_with_the_same_key()
    {
        var (key, body) = (Guid.CreateVersion7().ToString(), new { userName = "tried", displayName = "T", password = "Correct-horse-9-battery", department = "later" });

        (await Admin.PostAsync("/users", body, idempotencyKey: key)).Refused(HttpStatusCode.BadRequest);
        (await Admin.PostAsync("/departments", new { key = "later", title = "Later" })).Succeeded();

        (await Admin.PostAsync("/users", body, idempotencyKey: key)).Succeeded();
    }

    [Fact]
    public async Task A_write_that_was_cut_off_is_not_done_twice()
    {
        var key = Guid.CreateVersion7().ToString();
        await using (var connection = await server.Database.Source.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await ExecuteAsync("lock table departments in exclusive mode", connection);
            var first = Admin.PostAsync("/departments", new { key = "cutOff", title = "Cut off" }, idempotencyKey: key);
            while (await ScalarAsync("select count(*) from idempotency_keys where key = $1 and status = 0", key) is 0L) await Task.Delay(20, Ct);
            await transaction.RollbackAsync(Ct);
            (await first).Succeeded();
        }

        // As a crash leaves it that came after the write and before its answer was kept.
        await ScalarAsync("update idempotency_keys set status = 0, response = 'null' where key = $1", key);

        (await Admin.PostAsync("/departments", new { key = "cutOff", title = "Cut off" }, idempotencyKey: key)).Refused(HttpStatusCode.Conflict, "outcome_unknown");
        Assert.Equal(1L, await ScalarAsync("select count(*) from departments where key = $1", "cutOff"));
        (await Admin.PostAsync("/departments", new { key = "cutOff2", title = "Other" }, idempotencyKey: key)).Refused(HttpStatusCode.Conflict, "idempotency_key_reused");
    }

    [Fact]
    public async Task A_write_with_a_key_goes_on_when_the_caller_goes_away_and_a_repeat_hears_of_it()
    {
        var key = Guid.CreateVersion7().ToString();
        await using (var connection = await server.Database.Source.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await ExecuteAsync("lock table departments in exclusive mode", connection);
            using var gone = new CancellationTokenSource();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/departments")
            {
                Content = new StringContent("""{"key": "unheard", "title": "Unheard"}""", Encoding.UTF8, "application/json"),
                Headers = { { "Idempotency-Key", key } },
            };
            var first = Admin.Http.SendAsync(request, gone.Token);
            while (await ScalarAsync("select count(*) from idempotency_keys where key = $1 and status = 0", key) is 0L) await Task.Delay(20, Ct);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            await transaction.RollbackAsync(Ct);
        }

        var again = (await Admin.PostAsync("/departments", """{"key": "unheard", "title": "Unheard"}""", idempotencyKey: key)).Succeeded();

        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal(1L, await ScalarAsync("select count(*) from departments where key = $1", "unheard"));
    }

    private static async Task ExecuteAsync(string sql, Npgsql.NpgsqlConnection connection)
    {
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<object?> ScalarAsync(string sql, string value)
    {
        await using var command = server.Database.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(Ct);
    }

    [Fact]
    public async Task A_repeated_delete_without_a_body_answers_as_the_first()
    {
        (await Admin.PostAsync("/departments", new { key = "gone", title = "Gone" })).Succeeded();
        var key = Guid.CreateVersion7().ToString();

        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/departments/gone") { Headers = { { "Idempotency-Key", key } } };
            Assert.Equal(HttpStatusCode.NoContent, (await Admin.Http.SendAsync(request, Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task A_repeated_upload_is_the_same_file_whatever_boundary_the_client_makes_up()
    {
        var key = Guid.CreateVersion7().ToString();

        var first = (await UploadAsync("hello", key)).Succeeded();
        var again = (await UploadAsync("hello", key)).Succeeded();

        Assert.Equal(first["id"].GetString(), again["id"].GetString());
        (await UploadAsync("other", key)).Refused(HttpStatusCode.Conflict, "idempotency_key_reused");
    }

    private async Task<ApiAnswer> UploadAsync(string content, string key)
    {
        using var part = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        using var form = new MultipartFormDataContent { { part, "file", "note.txt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/files") { Content = form, Headers = { { "Idempotency-Key", key } } };
        var response = await Admin.Http.SendAsync(request, Ct);
        return new ApiAnswer("/files", response.StatusCode, response, await response.Content.ReadAsStringAsync(Ct));
    }
}
