using System.Net;
using System.Text;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Hosting;

public sealed class ProblemTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/no/such/thing", null, 404, "not_found")]
    [InlineData("PATCH", "/auth/login", "{}", 405, "method_not_allowed")]
    [InlineData("POST", "/auth/login", "", 400, "body_required")]
    [InlineData("POST", "/auth/login", "{\"userName\": ", 400, "malformed_json")]
    [InlineData("POST", "/auth/login", "{\"userName\": \"a\",}", 400, "malformed_json")]
    [InlineData("POST", "/auth/login", "{\"userName\": \"a\", \"userName\": \"b\", \"password\": \"c\"}", 400, "wrong_shape")]
    [InlineData("POST", "/auth/login", "{\"userName\": 1, \"password\": \"c\"}", 400, "wrong_shape")]
    [InlineData("POST", "/auth/login", "{\"userName\": null, \"password\": \"c\"}", 400, "wrong_shape")]
    [InlineData("POST", "/auth/login", "{\"userName\": \"a\"}", 400, "wrong_shape")]
    [InlineData("POST", "/auth/login", "{\"userName\": \"a\", \"password\": \"b\", \"pasword\": \"c\"}", 400, "wrong_shape")]
    [InlineData("POST", "/auth/login", "[]", 400, "wrong_shape")]
    [InlineData("GET", "/users?first=x", null, 400, "bad_parameter")]
    [InlineData("GET", "/recycle-bin?q=%00", null, 400, "bad_character")]
    [InlineData("POST", "/forms", "{\"key\": \"a\", \"\\ud800\": 1}", 400, "bad_character")]
    public async Task A_request_that_cannot_be_is_a_problem_in_both_languages(string method, string path, string? body, int status, string code)
    {
        foreach (var (accepted, isChinese) in new[] { ("zh-CN,zh;q=0.9,en;q=0.8", true), ("en-US,zh;q=0.5", false) })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path);
            if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            server.Administrator.Http.DefaultRequestHeaders.Remove("Accept-Language");
            request.Headers.Add("Accept-Language", accepted);

            var response = await server.Administrator.Http.SendAsync(request, Ct);
            var answer = new ApiAnswer(path, response.StatusCode, response, await response.Content.ReadAsStringAsync(Ct));

            answer.Refused((HttpStatusCode)status, code);
            Assert.Equal(status, answer["status"].GetInt32());
            Assert.NotEmpty(answer["traceId"].GetString()!);
            Assert.Equal(isChinese, answer["detail"].GetString()!.Any(c => c >= '\u4e00'));
            Assert.Equal(isChinese, answer["title"].GetString()!.Any(c => c >= '\u4e00'));
        }
    }

    [Fact]
    public async Task Malformed_json_is_told_by_line_and_path()
    {
        var answer = (await server.Administrator.PostAsync("/roles", "{\n \"key\": \"a\",\n \"title\": {\"en\": tru}\n}")).Refused(HttpStatusCode.BadRequest, "malformed_json");

        Assert.Equal(3, answer["line"].GetInt32());
        Assert.Equal("/title", answer["errors"][0].GetProperty("path").GetString()![..6]);
    }

    [Theory]
    [InlineData("POST", "/users", """{"userName": "a"}""", "/password required")]
    [InlineData("POST", "/auth/login", "{}", "/userName required|/password required")]
    [InlineData("PATCH", "/users/00000000-0000-7000-8000-000000000001", """{"disabled": "x"}""", "/disabled wrong_shape")]
    [InlineData("POST", "/apps", """{"key": "a", "title": {"en": "\u0000"}}""", "/title wrong_shape")]
    [InlineData("POST", "/forms", """{"key": "a", "fields": [{"key": "b", "type": "\ud800"}]}""", "/fields/0/type bad_character")]
    [InlineData("GET", "/recycle-bin?from=x", null, "/from bad_parameter")]
    [InlineData("GET", "/search?first=1", null, null)]
    public async Task Every_mistake_is_told_with_its_place(string method, string path, string? body, string? expected)
    {
        var answer = await server.Administrator.SendAsync(new HttpMethod(method), path, body);

        Assert.Equal(expected, answer.Response.IsSuccessStatusCode ? null : string.Join('|', answer["errors"].EnumerateArray().Select(error =>
            $"{error.GetProperty("path").GetString()} {error.GetProperty("code").GetString()}")));
    }

    [Theory]
    [InlineData("/api/v1/auth/me")]
    [InlineData("/health/live")]
    public async Task The_head_of_whatever_can_be_read_can_be_asked_for(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        var answer = await server.Administrator.Http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task What_is_not_json_is_refused()
    {
        using var form = new StringContent("userName=admin", Encoding.UTF8, "application/x-www-form-urlencoded");

        (await server.Anonymous().PostAsync("/auth/login", form)).Refused(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task Json_deeper_than_the_limit_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        (await server.Administrator.PostAsync("/roles", $$"""{"key": "a", "title": "A", "grants": {{deep}}}""")).Refused(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var content = new StringContent($"{{\"userName\": \"{new string('x', 33 * 1024 * 1024)}\"", Encoding.UTF8, "application/json");

        (await server.Anonymous().PostAsync("/auth/login", content)).Refused(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task A_body_over_the_limit_that_does_not_say_its_length_is_refused()
    {
        using var content = new StreamContent(new EndlessText(40 * 1024 * 1024));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        var response = await server.Anonymous().Http.SendAsync(request, Ct);

        new ApiAnswer("/auth/login", response.StatusCode, response, await response.Content.ReadAsStringAsync(Ct)).Refused(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Theory]
    [InlineData("GET /api/v1/auth/me HTTP/1.1\r\nHost: a\r\nX-Long: #\r\n\r\n", 431)]
    [InlineData("GET /api/v1/# HTTP/1.1\r\nHost: a\r\n\r\n", 414)]
    [InlineData("GET /api/v1/auth/me HTTP/9.9\r\nHost: a\r\n\r\n", 505)]
    [InlineData("GET\r\n\r\n", 400)]
    [InlineData("GET /api/v1/auth/me HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /api/v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400)]
    public async Task What_is_no_request_is_refused_before_it_is_one(string request, int status)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, Ct);
        var text = request.Replace("#", new string('x', 40_000), StringComparison.Ordinal);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Ct);
        using var reader = new StreamReader(stream);

        var answer = await reader.ReadLineAsync(Ct);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        (await server.Administrator.GetAsync("/auth/me")).Succeeded();
    }

    [Theory]
    [InlineData("/auth/me")]
    [InlineData("/users")]
    [InlineData("/tokens")]
    public async Task Nobody_passes_without_signing_in(string path)
    {
        var answer = (await server.Anonymous().GetAsync(path)).Refused(HttpStatusCode.Unauthorized, "unauthenticated");

        Assert.StartsWith("Bearer", answer.Response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", Language.English)]
    [InlineData("zh", Language.Chinese)]
    [InlineData("zh-Hans-CN", Language.Chinese)]
    [InlineData("fr, zh-TW;q=0.7, en;q=0.3", Language.Chinese)]
    [InlineData("en;q=0.9, zh;q=0.8", Language.English)]
    [InlineData("*", Language.English)]
    [InlineData("zhongwen;q=x", Language.English)]
    public void The_language_is_the_preferred_of_the_two(string accepted, Language expected) =>
        Assert.Equal(expected, RequestLanguage.Preferred(accepted));

    [Theory]
    [InlineData("$.data.phone", "/data/phone")]
    [InlineData("$.fields[2].key", "/fields/2/key")]
    [InlineData("$['a b'].c", "/a b/c")]
    [InlineData("$", "")]
    [InlineData(null, "")]
    public void A_json_path_becomes_a_pointer(string? path, string pointer) => Assert.Equal(pointer, JsonProblems.Pointer(path));

    private sealed class EndlessText(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, _left);
            Array.Fill(buffer, (byte)' ', offset, read);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
