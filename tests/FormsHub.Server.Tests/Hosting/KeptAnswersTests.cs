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
