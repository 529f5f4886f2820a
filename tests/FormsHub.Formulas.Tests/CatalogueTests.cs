using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Formulas.Functions;

namespace FormsHub.Formulas.Tests;

/// <summary>The browser's list of functions is written from ours: <c>APPROVE=1</c> writes it anew.</summary>
public class CatalogueTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_browsers_catalogue_lists_the_same_functions()
    {
        var path = Path.Combine(Vector.Folder, "../../ui/src/lib/expressions/catalogue.json");

        var json = $"[\n{string.Join(",\n", FunctionList.All.Select(function => "  " + Line(function)))}\n]\n";

        if (Environment.GetEnvironmentVariable("APPROVE") is { Length: > 0 } && Environment.GetEnvironmentVariable("CI") is null or "")
            File.WriteAllText(path, json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(File.ReadAllText(path))), "Run this test with APPROVE=1, then format the file.");
    }

    [Fact]
    public void Every_function_stands_in_the_reference_with_its_signature()
    {
        var reference = File.ReadAllText(Path.Combine(Vector.Folder, "../../docs/reference/formulas.md"));

        Assert.All(FunctionList.All, function => Assert.Contains($"`{function.Signature}`", reference, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_example_compiles()
    {
        var language = new FormulaLanguage();

        Assert.All(FunctionList.All, function => Assert.Null(language.Compile(function.Example).Problem));
    }

    private static string Line(Function function) => JsonSerializer.Serialize(
        new
        {
            name = function.Name,
            family = function.Family,
            signature = function.Signature,
            parameters = function.Parameters.Select(parameter => new
            {
                name = parameter.Name,
                kinds = Kinds(parameter.Kinds),
                presence = Camel(parameter.Presence.ToString()),
                takesEmpty = parameter.Emptiness is Emptiness.Taken,
                spreads = parameter.Spreads,
            }),
            restAllowed = function.RestAllowed,
            volatileBelow = Enumerable.Range(0, 4).TakeWhile(function.IsVolatile).Count(),
            returns = Kinds(function.Returns),
            en = function.English,
            zh = function.Chinese,
            example = function.Example,
        },
        Readable);

    private static IEnumerable<string> Kinds(Kinds kinds) =>
        new[] { Formulas.Kinds.Number, Formulas.Kinds.Text, Formulas.Kinds.Logical, Formulas.Kinds.Date, Formulas.Kinds.Moment, Formulas.Kinds.Row, Formulas.Kinds.List }
            .Where(kind => kinds.HasFlag(kind))
            .Select(kind => Camel(kind.ToString()));

    private static string Camel(string name) => new StringBuilder(name) { [0] = char.ToLowerInvariant(name[0]) }.ToString();
}
