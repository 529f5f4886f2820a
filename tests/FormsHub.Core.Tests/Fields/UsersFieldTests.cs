using System.Text.Json;

namespace FormsHub.Core.Tests.Fields;

public class UsersFieldTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData($"[\"{Id}\", \"li\", {{\"id\": \"{Id}\"}}, null]", $"[\"{Id}\",\"li\"]")]
    [InlineData("[]", "empty")]
    [InlineData("\"li\"", "wrong_type")]
    [InlineData("[7]", "/0 wrong_type")]
    [InlineData("[\"a\", \"b\", \"c\"]", "too_many_items")]
    public void Takes_ids_and_names_once_each(string json, string expected) =>
        Assert.Equal(expected, AField.Of("users", """{"maxItems": 2}""").Outcome(json));

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
    public void Clients_see_titles() =>
        Assert.Equal($"[{{\"id\":\"{Id}\",\"title\":\"User title\"}}]", Wire.Of(AField.Of("users"), $"[\"{Id}\"]"));

    [Fact]
    public void A_filter_may_ask_for_one()
    {
        var field = AField.Of("users");

        Assert.Equal($"[\"{Id}\"]", AField.Outcome(field.Type.ReadOperand(JsonElement.Parse($"\"{Id}\""), field)));
    }
}
