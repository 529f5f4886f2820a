using System.Text.Json;

namespace FormsHub.Core.Tests.Fields;

public class UserFieldTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData("user", $"\"{Id}\"", $"\"{Id}\"")]
    [InlineData("user", $"{{\"id\": \"{Id}\", \"title\": \"x\"}}", $"\"{Id}\"")]
    [InlineData("user", "\"li\"", "\"li\"")]
    [InlineData("department", "\"service\"", "\"service\"")]
    [InlineData("user", "{\"id\": \"li\"}", "invalid_id")]
    [InlineData("user", "5", "wrong_type")]
    [InlineData("users", $"[\"{Id}\", \"li\", {{\"id\": \"{Id}\"}}, null]", $"[\"{Id}\",\"li\"]")]
    [InlineData("users", "[]", "empty")]
    [InlineData("users", "\"li\"", "wrong_type")]
    [InlineData("departments", "[7]", "/0 wrong_type")]
    public void Takes_ids_and_names(string type, string json, string expected) => Assert.Equal(expected, AField.Of(type).Outcome(json));

    [Fact]
    public void Names_become_ids_once_they_are_looked_up()
    {
        var field = AField.Of("users");
        var value = field.Read($"[\"{Id}\", \"li\"]").Value!.Value;

        Assert.Equal(("li", "/1"), field.Type.NamesIn(value, field).Select(name => (name.Name, name.Path)).Single());
        Assert.Equal((Guid.Parse(Id), "/0"), field.Type.LinksIn(value, field).Select(link => (link.Id, link.Path)).Single());
        Assert.Equal($"[\"{Id}\",\"{Targets.Named}\"]", AField.Outcome(field.Type.Resolve(value, field, new Targets())));
        Assert.Equal("/0 unknown_user; /1 unknown_user", AField.Outcome(field.Type.Resolve(value, field, new Targets(exist: false))));
    }

    [Fact]
    public void Clients_see_titles()
    {
        Assert.Equal($"{{\"id\":\"{Id}\",\"title\":\"Department title\"}}", Wire.Of(AField.Of("department"), $"\"{Id}\""));
        Assert.Equal($"[{{\"id\":\"{Id}\",\"title\":\"User title\"}}]", Wire.Of(AField.Of("users"), $"[\"{Id}\"]"));
    }

    [Fact]
    public void Lists_keep_within_their_number() =>
        Assert.Equal("too_many_items", AField.Of("users", """{"maxItems": 1}""").Outcome("""["li", "wang"]"""));

    [Fact]
    public void Several_records_are_references()
    {
        var field = AField.Of("references", """{"target": "customer"}""");

        Assert.Equal($"[\"{Id}\"]", field.Outcome($"[\"{Id}\"]"));
        Assert.Equal(0, field.Type.Compare(JsonElement.Parse($"[\"{Id}\"]"), JsonElement.Parse($"[\"{Id}\"]")));
        Assert.Equal("/maxItems out_of_range; /target unknown_target", AField.Of("references", """{"target": "x", "maxItems": 0}""").Definition());
    }
}
