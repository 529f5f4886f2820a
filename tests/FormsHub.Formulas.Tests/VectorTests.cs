using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;

namespace FormsHub.Formulas.Tests;

public class VectorTests
{
    private static readonly JsonNode File = Vector.Read("vectors.json");
    private static readonly EvaluationContext Context = Vector.ContextOf(File);

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var group in File["groups"]!.AsArray())
            {
                for (var i = 0; i < group!["cases"]!.AsArray().Count; i++) cases.Add((string)group["about"]!, i);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gives_what_the_vector_says(string about, int index)
    {
        var group = File["groups"]!.AsArray().First(each => (string)each!["about"]! == about)!;
        var vector = Vector.Of(group["cases"]![index]!.AsArray());

        var actual = vector.Run(Context);

        Assert.Equal((vector.Source, Vector.Normal(vector.Expected)), (vector.Source, Vector.Normal(actual)));
    }
}
