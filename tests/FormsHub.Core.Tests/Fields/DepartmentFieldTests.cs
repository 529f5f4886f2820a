using System.Text.Json;

namespace FormsHub.Core.Tests.Fields;

public class DepartmentFieldTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData($"{{\"id\": \"{Id}\"}}", $"\"{Id}\"")]
    [InlineData("\"service\"", "\"service\"")]
    [InlineData("[]", "wrong_type")]
    public void Takes_an_id_or_a_key(string json, string expected) => Assert.Equal(expected, AField.Of("department").Outcome(json));

    [Fact]
    public void An_unknown_key_is_refused_when_it_is_looked_up()
    {
        var field = AField.Of("department");

        Assert.Equal("unknown_department", AField.Outcome(field.Type.Resolve(JsonElement.Parse("\"sales\""), field, new Targets(exist: false))));
    }

    [Fact]
    public void Clients_see_its_title() =>
        Assert.Equal($"{{\"id\":\"{Id}\",\"title\":\"Department title\"}}", Wire.Of(AField.Of("department"), $"\"{Id}\""));
}
