using FormsHub.Core.Results;

namespace FormsHub.Core.Tests.Fields;

public class BooleanFieldTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("null", "empty")]
    [InlineData("\"true\"", "wrong_type")]
    [InlineData("1", "wrong_type")]
    public void Is_true_or_false(string json, string expected) => Assert.Equal(expected, AField.Of("boolean").Outcome(json));

    [Theory]
    [InlineData("{}", "true", "是")]
    [InlineData("""{"falseLabel": "离职"}""", "false", "离职")]
    public void Shows_its_labels(string options, string stored, string expected) =>
        Assert.Equal(expected, AField.Of("boolean", options).Display(stored, Language.Chinese));
}
