namespace FormsHub.Core.Tests.Fields;

public class RatingFieldTests
{
    [Theory]
    [InlineData("5", "5")]
    [InlineData("3.0", "3")]
    [InlineData("0", "invalid_rating")]
    [InlineData("6", "invalid_rating")]
    [InlineData("2.5", "invalid_rating")]
    public void Is_a_whole_number_of_stars(string json, string expected) => Assert.Equal(expected, AField.Of("rating").Outcome(json));

    [Fact]
    public void A_definition_that_cannot_work_is_refused() => Assert.Equal("/max out_of_range", AField.Of("rating", """{"max": 1}""").Definition());
}
