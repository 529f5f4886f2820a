using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;
using FormsHub.Core.Results;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.Tests;

/// <summary>
/// A case of tests/expressions, which the browser's evaluator runs too: an expression, what it gives, and the fields that it sees.
/// Values are JSON; what JSON has not is written {"number"}, {"date"}, {"moment"}, {"row", "fields"}, {"error", "at"}.
/// </summary>
internal sealed record Vector(string Source, JsonNode? Expected, JsonObject Fields)
{
    public static readonly string Folder = Find();

    public static EvaluationContext ContextOf(JsonNode file) => new(
        _ => Value.Empty,
        DateTimeOffset.Parse((string)file["context"]!["now"]!, CultureInfo.InvariantCulture),
        TimeZoneInfo.FindSystemTimeZoneById((string)file["context"]!["zone"]!),
        new Person(Guid.Parse((string)file["context"]!["me"]!), "li", "Li", null));

    public static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!;

    public static Vector Of(JsonArray json) => new((string)json[0]!, json[1], json.Count > 2 ? json[2]!.AsObject() : []);

    /// <summary>What the expression gives, in the same JSON.</summary>
    public JsonNode? Run(EvaluationContext context)
    {
        var expression = new FormulaLanguage().Compile(Source);
        if (expression.Failed) return Error(expression.Problem);
        var value = expression.Value.Evaluate(context with
        {
            Field = key => Fields.TryGetPropertyValue(key, out var field) ? ValueOf(field) : Value.Empty,
        });
        return value.Failed ? Error(value.Problem) : JsonOf(value.Value);
    }

    /// <summary>A text that is the same for equal values.</summary>
    public static string Normal(JsonNode? json) => json is null ? "null" : JsonOf(ValueOf(json))?.ToJsonString() ?? "null";

    public static JsonObject Error(Problem problem) => new()
    {
        ["error"] = problem.Code,
        ["at"] = $"{problem.Details["line"]}:{problem.Details["column"]}",
    };

    private static Value ValueOf(JsonNode? json) => json switch
    {
        null => Value.Empty,
        JsonArray array => new Value.List([.. array.Select(ValueOf)]),
        JsonObject error when error["error"] is { } => new Value.Text(error.ToJsonString()),
        JsonObject number when number["number"] is { } text => new Value.Number(Exact.Parse(((string)text!).TrimStart('-'))!.Value
            * (((string)text!).StartsWith('-') ? -1 : 1)),
        JsonObject date when date["date"] is { } day => new Value.Date(DateOnly.ParseExact((string)day!, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        JsonObject moment when moment["moment"] is { } at => new Value.Moment(DateTimeOffset.Parse((string)at!, CultureInfo.InvariantCulture)),
        JsonObject row => new Value.Row(
            (string)row["row"]!,
            key => row["fields"] is JsonObject fields && fields.TryGetPropertyValue(key, out var field) ? ValueOf(field) : Value.Empty),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.Number => new Value.Number(value.GetValue<decimal>()),
            JsonValueKind.String => new Value.Text(value.GetValue<string>()),
            JsonValueKind.True => new Value.Logical(true),
            JsonValueKind.False => new Value.Logical(false),
            _ => Value.Empty,
        },
        _ => throw new InvalidOperationException(),
    };

    private static JsonNode? JsonOf(Value value) => value switch
    {
        Value.Number number => new JsonObject { ["number"] = ValueJson.Trim(number.Amount).ToString(CultureInfo.InvariantCulture) },
        Value.Text text => text.Content,
        Value.Logical logical => logical.Holds,
        Value.Date date => new JsonObject { ["date"] = date.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        Value.Moment moment => new JsonObject { ["moment"] = ValueJson.Write(moment.At) },
        Value.List list => new JsonArray([.. list.Items.Select(JsonOf)]),
        Value.Row row => new JsonObject { ["row"] = row.Id },
        _ => null,
    };

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FormsHub.sln"))) return Path.Combine(folder.FullName, "tests", "expressions");
        }
        throw new DirectoryNotFoundException("The tests must run inside the repository.");
    }
}
