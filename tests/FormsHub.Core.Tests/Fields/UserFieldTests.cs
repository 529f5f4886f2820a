using System.Text.Json;

namespace FormsHub.Core.Tests.Fields;

public class UserFieldTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData($"\"{Id}\"", $"\"{Id}\"")]
    [InlineData($"{{\"id\": \"{Id}\", \"title\": \"x\"}}", $"\"{Id}\"")]
    [InlineData("\"li\"", "\"li\"")]
    [InlineData("\" \"", "empty")]
    [InlineData("{\"id\": \"li\"}", "invalid_id")]
    [InlineData("5", "wrong_type")]
    public void Takes_an_id_or_a_user_name(string json, string expected) => Assert.Equal(expected, AField.Of("user").Outcome(json));

    [Fact]
    public void A_user_name_becomes_an_id_once_it_is_looked_up()
    {
        var field = AField.Of("user");
        var value = JsonElement.Parse("\"li\"");

        Assert.Equal("li", field.Type.NamesIn(value, field).Single().Name);
        Assert.Equal($"\"{Targets.Named}\"", AField.Outcome(field.Type.Resolve(value, field, new Targets())));
        Assert.Equal("unknown_user", AField.Outcome(field.Type.Resolve(value, field, new Targets(exist: false))));
    }
}
