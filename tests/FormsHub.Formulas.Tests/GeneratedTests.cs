using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FormsHub.Formulas.Tests;

/// <summary>
/// Random expressions with what they give here, which the browser's evaluator must give too. <c>APPROVE=1</c> writes
/// tests/expressions/generated.json anew, with the seed and number of <c>SEED</c> and <c>COUNT</c>.
/// </summary>
public class GeneratedTests
{
    private const int Seed = 20261121;
    private const int Count = 600;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Random_expressions_give_what_the_shared_file_says()
    {
        var path = Path.Combine(Vector.Folder, "generated.json");
        var (seed, count) = (Number("SEED", Seed), Number("COUNT", Count));

        var text = Write(seed, count);

        if (Environment.GetEnvironmentVariable("APPROVE") is { Length: > 0 } && Environment.GetEnvironmentVariable("CI") is null or "")
            File.WriteAllText(path, text);
        if ((seed, count) == (Seed, Count)) Assert.Equal(text, File.ReadAllText(path));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static string Write(int seed, int count)
    {
        var world = Vector.Read("vectors.json")["context"]!.DeepClone();
        world["zone"] = "America/New_York";
        var file = new JsonObject { ["context"] = world };
        var context = Vector.ContextOf(file);
        var random = new ExpressionGenerator(seed);
        var fields = ExpressionGenerator.Fields();
        var cases = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var vector = new Vector(random.Next(), null, fields);
            cases.Add("      " + new JsonArray(vector.Source, vector.Run(context)).ToJsonString(Readable));
        }
        return $$"""
            {
              "context": {{file["context"]!.ToJsonString()}},
              "fields": {{fields.ToJsonString(Readable)}},
              "groups": [
                {"about": "seed {{seed}}", "cases": [
            {{string.Join(",\n", cases)}}
                ]}
              ]
            }

            """;
    }
}
