using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.GraphQL.Execution;

namespace FormsHub.GraphQL.Tests.Execution;

/// <summary>Operations with what the reference implementation (graphql 17.1) answers to them: data, keys in their order, errors with places and paths.</summary>
public class ExecutionCaseTests
{
    private static readonly JsonElement[] All = JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Execution", "Cases", "cases.json")))!;

    public static TheoryData<int, string> Cases => [.. All.Select((each, index) => (index, Shown(each)))];

    [Theory, MemberData(nameof(Cases))]
    public async Task An_operation_is_answered_as_by_the_reference(int index, string shown)
    {
        var expected = All[index].GetProperty("response");
        var variables = All[index].TryGetProperty("variables", out var given) ? (IReadOnlyDictionary<string, object?>?)JsonVariables.Read(given) : null;
        var name = All[index].TryGetProperty("operationName", out var named) ? named.GetString() : null;

        var result = await new CaseServer().AnswerAsync(All[index].GetProperty("document").GetString()!, variables, name, TestContext.Current.CancellationToken);

        Assert.True(Text(expected.GetRawText()) == Text(result.ToJson()), $"{shown}\n{Text(expected.GetRawText())}\n{Text(result.ToJson())}");
    }

    private static string Text(string json) => JsonNode.Parse(json)!.ToJsonString();

    private static string Shown(JsonElement each) => each.GetProperty("document").GetString() + (each.TryGetProperty("variables", out var variables) ? " " + variables.GetRawText() : "");
}
