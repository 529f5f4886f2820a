using System.Net;
using System.Net.Http.Headers;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Records;

/// <summary>A file belongs to whoever uploaded it until a record shares it with that record's readers.</summary>
public class FileLinkTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Nobody_reads_another_persons_file_by_linking_it()
    {
        var admin = server.Administrator;
        var form = "papers" + Guid.CreateVersion7().ToString("N")[20..];
        await admin.PublishFormAsync($$$"""
            {"key": "{{{form}}}", "title": {"en": "Papers"}, "members": ["*"], "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "paper", "type": "file", "label": {"en": "Paper"}}]}
            """);
        using var content = new ByteArrayContent("secret"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        using var upload = new MultipartFormDataContent { { content, "file", "secret.txt" } };
        var file = (await admin.SendAsync(HttpMethod.Post, "/files", upload)).Succeeded()["id"].GetString();
        using var member = await server.AsAsync("reader" + form[6..], "member");

        (await member.GetAsync($"/files/{file}")).Refused(HttpStatusCode.NotFound);
        (await member.PostAsync($"/forms/{form}/records", new { data = new { paper = file } })).Refused(HttpStatusCode.BadRequest);

        await admin.CreateAsync(form, new { name = "shared", paper = file });
        Assert.Equal("secret", (await member.GetAsync($"/files/{file}")).Text);
    }
}
