using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FormsHub.Server.Files;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FormsHub.Server.Tests.Files;

public sealed class FileTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_back_byte_by_byte_with_its_hash_as_tag()
    {
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        var made = await UploadAsync(bytes, "备份 文件.bin");
        var got = await server.Administrator.Http.GetAsync(Url(made), Ct);

        Assert.Equal(bytes, await got.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), made["sha256"].GetString());
        Assert.Equal($"\"{made["sha256"].GetString()}\"", got.Headers.ETag!.Tag);
        Assert.Equal("attachment", got.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("备份 文件.bin", got.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", got.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", got.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_shown_and_can_be_downloaded()
    {
        var made = await UploadAsync(Png, "photo.png", "image/png");

        var shown = await server.Administrator.Http.GetAsync(Url(made), Ct);
        var saved = await server.Administrator.Http.GetAsync(Url(made) + "?download=1", Ct);

        Assert.Equal("image/png", made["mime"].GetString());
        Assert.Equal("inline", shown.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory]
    [InlineData("picture.png", "not a picture")]
    [InlineData("Scan.PDF", "<script>alert(1)</script>")]
    [InlineData("photo.jpeg", "GIF89a")]
    [InlineData("list.xlsx", "a,b,c")]
    public async Task A_file_that_is_not_what_its_name_says_is_refused(string name, string content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name } };

        (await server.Administrator.PostAsync("/files", form)).Refused(HttpStatusCode.BadRequest, "file_content_differs");
    }

    [Theory]
    [InlineData("picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml")]
    [InlineData("page.html", "<!doctype html><script>alert(1)</script>", "text/html")]
    [InlineData("picture", "<script>alert(1)</script>", "image/png")]
    public async Task What_a_browser_could_run_is_only_saved_as_text(string name, string content, string declared)
    {
        var made = await UploadAsync(Encoding.UTF8.GetBytes(content), name, declared);
        var got = await server.Administrator.Http.GetAsync(Url(made), Ct);

        Assert.Equal("text/plain", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", got.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task A_range_is_sent_alone_and_an_unchanged_file_not_at_all()
    {
        var made = await UploadAsync(Encoding.UTF8.GetBytes("0123456789"), "digits.txt");

        using var part = new HttpRequestMessage(HttpMethod.Get, Url(made)) { Headers = { Range = new RangeHeaderValue(2, 4) } };
        var range = await server.Administrator.Http.SendAsync(part, Ct);
        using var again = new HttpRequestMessage(HttpMethod.Get, Url(made)) { Headers = { IfNoneMatch = { new EntityTagHeaderValue($"\"{made["sha256"].GetString()}\"") } } };
        var unchanged = await server.Administrator.Http.SendAsync(again, Ct);

        Assert.Equal(HttpStatusCode.PartialContent, range.StatusCode);
        Assert.Equal("234", await range.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_reads_a_file_that_belongs_to_no_record()
    {
        using var stranger = await server.AsAsync("stranger", "member");
        var made = await UploadAsync("private"u8.ToArray(), "private.txt");

        (await stranger.GetAsync("/files/" + made["id"].GetString())).Refused(HttpStatusCode.NotFound, "file_not_found");
        (await server.Anonymous().GetAsync("/files/" + made["id"].GetString())).Refused(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\temp\\a.txt", "a.txt")]
    [InlineData("..", "file")]
    public async Task A_name_is_only_a_name(string given, string kept) =>
        Assert.Equal(kept, (await UploadAsync("x"u8.ToArray(), given))["name"].GetString());

    [Fact]
    public async Task What_is_no_upload_is_refused()
    {
        using var noFile = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        using var cutOff = new StringContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc");
        cutOff.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        (await server.Administrator.PostAsync("/files", noFile)).Refused(HttpStatusCode.BadRequest, "file_missing");
        (await server.Administrator.PostAsync("/files", cutOff)).Refused(HttpStatusCode.BadRequest, "broken_upload");
        (await server.Administrator.PostAsync("/files", "{}")).Refused(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_leaves_nothing()
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent(new byte[(50 * 1024 * 1024) + 1]), "file", "huge.bin" } };

        var answer = await server.Administrator.PostAsync("/files", content);

        answer.Refused(HttpStatusCode.RequestEntityTooLarge, "file_too_large");
    }

    [Fact]
    public async Task A_file_that_never_joined_a_record_is_cleaned_after_a_day()
    {
        var old = await UploadAsync("old orphan"u8.ToArray(), "old.txt");
        var fresh = await UploadAsync("fresh orphan"u8.ToArray(), "fresh.txt");
        var path = server.Services.GetRequiredService<FileFolder>().PathOf(Convert.FromHexString(old["sha256"].GetString()!));
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddDays(-2));
        await using (var age = server.Database.Source.CreateCommand("update files set uploaded_at = uploaded_at - interval '2 days' where name = 'old.txt'"))
            await age.ExecuteNonQueryAsync(Ct);

        await server.Services.GetServices<IHostedService>().OfType<FileCleaning>().Single().CleanAsync(Ct);

        Assert.False(File.Exists(path));
        (await server.Administrator.GetAsync("/files/" + old["id"].GetString())).Refused(HttpStatusCode.NotFound);
        (await server.Administrator.GetAsync("/files/" + fresh["id"].GetString())).Succeeded();
    }

    private static string Url(ApiAnswer made) => "/api/v1/files/" + made["id"].GetString();

    private async Task<ApiAnswer> UploadAsync(byte[] bytes, string name, string? mime = null)
    {
        using var part = new ByteArrayContent(bytes);
        if (mime is not null) part.Headers.ContentType = MediaTypeHeaderValue.Parse(mime);
        using var content = new MultipartFormDataContent { { part, "file", name } };
        return (await server.Administrator.PostAsync("/files", content)).Succeeded();
    }
}
