using System.Text.Json;

namespace FormsHub.Core.Tests.Fields;

public class FileFieldTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";
    private const string Other = "01980000-0000-7000-8000-00000000000b";
    private const string Stored = $"[{{\"id\":\"{Id}\",\"name\":\"a.png\",\"size\":2000,\"mime\":\"image/png\",\"sha256\":\"ab12\"}}]";

    [Theory]
    [InlineData("file", $"\"{Id}\"", $"[{{\"id\":\"{Id}\"}}]")]
    [InlineData("file", $"{{\"id\": \"{Id}\", \"name\": \"forged.exe\"}}", $"[{{\"id\":\"{Id}\"}}]")]
    [InlineData("image", $"[\"{Id}\", \"{Id}\"]", $"[{{\"id\":\"{Id}\"}}]")]
    [InlineData("signature", $"[\"{Id}\"]", $"[{{\"id\":\"{Id}\"}}]")]
    [InlineData("file", $"[\"{Id}\", \"{Other}\"]", "too_many_files")]
    [InlineData("file", "[]", "empty")]
    [InlineData("file", "{\"id\": null}", "empty")]
    [InlineData("file", "\"a.png\"", "invalid_id")]
    [InlineData("file", "[5]", "/0 wrong_type")]
    public void Takes_ids_of_uploads(string type, string json, string expected) => Assert.Equal(expected, AField.Of(type).Outcome(json));

    [Theory]
    [InlineData("file", "{}", Stored)]
    [InlineData("file", """{"maxSize": 1999}""", "file_too_large")]
    [InlineData("file", """{"accept": ["image/*"]}""", Stored)]
    [InlineData("file", """{"accept": [".PNG"]}""", Stored)]
    [InlineData("file", """{"accept": ["application/pdf", ".pdf"]}""", "file_type_not_accepted")]
    [InlineData("image", "{}", Stored)]
    [InlineData("signature", "{}", Stored)]
    public void What_is_known_of_a_file_is_filled_in_and_checked(string type, string options, string expected)
    {
        var field = AField.Of(type, options);

        Assert.Equal(expected, AField.Outcome(field.Type.Resolve(field.Read($"\"{Id}\"").Value!.Value, field, new Targets())));
    }

    [Fact]
    public void A_file_that_was_never_uploaded_is_refused()
    {
        var field = AField.Of("file", """{"multiple": true}""");

        Assert.Equal("/0 unknown_file", AField.Outcome(field.Type.Resolve(field.Read($"\"{Id}\"").Value!.Value, field, new Targets(exist: false))));
    }

    [Fact]
    public void Clients_see_one_object_or_a_list()
    {
        Assert.Equal(Stored[1..^1], Wire.Of(AField.Of("file"), Stored));
        Assert.Equal(Stored, Wire.Of(AField.Of("file", """{"multiple": true}"""), Stored));
        Assert.Equal("a.png", AField.Of("file").Display(Stored));
    }

    [Theory]
    [InlineData("""{"maxSize": 0}""", "/maxSize out_of_range")]
    [InlineData("""{"accept": ["pdf", "*/*", "image/*", ".tar.gz"]}""", "/accept/0 invalid_accept; /accept/1 invalid_accept")]
    public void A_definition_that_cannot_work_is_refused(string options, string expected) =>
        Assert.Equal(expected, AField.Of("file", options).Definition());

    [Fact]
    public void A_file_field_that_becomes_an_image_field_keeps_its_pictures()
    {
        var (from, to) = (AField.Of("file"), AField.Of("image"));

        Assert.Equal(Stored, to.Type.Convert(JsonElement.Parse(Stored), from, to).Value!.Value.GetRawText());
        Assert.Null(to.Type.Convert(JsonElement.Parse(Stored.Replace("image/png", "image/svg+xml", StringComparison.Ordinal)), from, to).Value);
    }
}
