namespace FormsHub.Core.Tests.Fields;

public class DepartmentsFieldTests
{
    [Theory]
    [InlineData("""["service", "sales", "service"]""", """["service","sales"]""")]
    [InlineData("[{}]", "/0 wrong_type")]
    [InlineData("\"service\"", "wrong_type")]
    public void Takes_ids_and_keys_once_each(string json, string expected) => Assert.Equal(expected, AField.Of("departments").Outcome(json));

    [Fact]
    public void A_definition_that_cannot_work_is_refused() =>
        Assert.Equal("/maxItems out_of_range", AField.Of("departments", """{"maxItems": 5000}""").Definition());
}
