using System.Text;
using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Tests.Fields;

public class ReferenceFieldTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData($"\"{Id}\"", $"\"{Id}\"")]
    [InlineData("\"01980000-0000-7000-8000-00000000000A\"", $"\"{Id}\"")]
    [InlineData($"{{\"id\": \"{Id}\", \"title\": \"x\"}}", $"\"{Id}\"")]
    [InlineData("{\"id\": null}", "empty")]
    [InlineData("\"\"", "empty")]
    [InlineData("\"li\"", "invalid_id")]
    [InlineData("{}", "wrong_type")]
    [InlineData("7", "wrong_type")]
    public void Takes_the_id_of_a_record(string json, string expected) =>
        Assert.Equal(expected, AField.Of("reference", """{"target": "customer"}""").Outcome(json));

    [Fact]
    public void A_record_that_does_not_exist_is_refused_when_links_are_resolved()
    {
        var field = AField.Of("reference", """{"target": "customer"}""");

        Assert.Equal($"\"{Id}\"", AField.Outcome(field.Type.Resolve(JsonElement.Parse($"\"{Id}\""), field, new Targets(exist: true))));
        Assert.Equal("unknown_record", AField.Outcome(field.Type.Resolve(JsonElement.Parse($"\"{Id}\""), field, new Targets(exist: false))));
    }

    [Fact]
    public void Clients_see_the_title()
    {
        var field = AField.Of("reference", """{"target": "customer"}""");

        Assert.Equal($$"""{"id":"{{Id}}","title":"customer title"}""", Wire.Of(field, $"\"{Id}\""));
    }

    [Theory]
    [InlineData("""{"target": "customer"}""", "")]
    [InlineData("""{"target": "own"}""", "")]
    [InlineData("""{"target": "custmer"}""", "/target unknown_target")]
    [InlineData("""{"target": "customer", "onTargetDelete": "nothing"}""", "/onTargetDelete unknown_delete_rule")]
    public void A_definition_that_cannot_work_is_refused(string options, string expected) =>
        Assert.Equal(expected, AField.Of("reference", options).Definition(AForm.Of("customer")));
}

/// <summary>Every link exists, or none does; every name is known.</summary>
internal sealed class Targets(bool exist = true) : ILinkTargets
{
    public static readonly Guid Named = Guid.Parse("01980000-0000-7000-8000-0000000000ff");

    Guid? ILinkTargets.Named(LinkKind kind, string name) => exist ? Named : null;

    public bool Exists(LinkKind kind, Guid id, Field field) => exist;

    public StoredFile? File(Guid id) => exist ? new StoredFile(id, "a.png", 2000, "image/png", "ab12") : null;
}

/// <summary>Values as clients see them.</summary>
internal sealed class Wire : IWireTitles
{
    public string? Title(LinkKind kind, string id, string? targetForm) => $"{targetForm ?? kind.ToString()} title";

    public static string Of(Field field, string stored)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) field.Type.WriteWire(writer, JsonElement.Parse(stored), field, new Wire());
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
