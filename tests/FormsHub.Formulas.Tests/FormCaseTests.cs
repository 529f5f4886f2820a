using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;

namespace FormsHub.Formulas.Tests;

/// <summary>Whole records through the logic of their form: tests/expressions/forms.json, which the browser's evaluateForm runs too.</summary>
public class FormCaseTests
{
    private static readonly JsonNode File = Vector.Read("forms.json");

    public static TheoryData<string> Cases => [.. File["cases"]!.AsArray().Select(each => (string)each!["about"]!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_logic_gives_what_the_case_says(string about)
    {
        var example = File["cases"]!.AsArray().First(each => (string)each!["about"]! == about)!;
        var form = AForm.Of(example, File["targets"]!.AsArray());
        var world = Vector.ContextOf(File);
        var data = example["data"]!.AsObject();

        var outcome = RecordLogic.Apply(form, Present(data), new RecordContext(world.Now, world.Zone, world.Me)
        {
            Before = example["before"] is JsonObject before ? Present(before) : null,
            Emptied = data.Where(field => field.Value is null).Select(field => field.Key).ToHashSet(),
            Linked = (_, id) => File["linked"]![id.ToString()] is JsonObject fields ? key => ValueOf(fields[key]) : null,
        });

        AssertSame(example["gives"]!, JsonSerializer.SerializeToNode(outcome.Data)!);
        Assert.Equal(
            (example["errors"]?.AsArray() ?? []).Select(error => (string)error!),
            outcome.Errors.Select(error => $"{error.Path} {error.Code}"));
        foreach (var (name, state) in example["states"]?.AsObject() ?? []) Assert.Equal((name, (string)state!), (name, State(outcome, form, name)));
    }

    private static string State(RecordOutcome outcome, Form form, string name)
    {
        var parts = name.Split('.', ' ');
        var field = form[parts[0]]!;
        var state = parts.Length is 1 ? outcome.State(field) : outcome.State(field.Column(parts[1])!, int.Parse(parts[2], null));
        return string.Join(' ', new[] { state.Visible ? "visible" : "", state.Required ? "required" : "", state.ReadOnly ? "readOnly" : "" }
            .Where(word => word.Length > 0));
    }

    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");

    private static Dictionary<string, JsonElement> Present(JsonObject data) =>
        data.Where(field => field.Value is not null).ToDictionary(field => field.Key, field => JsonSerializer.SerializeToElement(field.Value));

    private static Value ValueOf(JsonNode? json) => json?.GetValueKind() switch
    {
        JsonValueKind.Number => new Value.Number(json.GetValue<decimal>()),
        JsonValueKind.String => new Value.Text(json.GetValue<string>()),
        _ => Value.Empty,
    };
}
