namespace FormsHub.Core.Tests.Fields;

public class TimeFieldTests
{
    [Theory]
    [InlineData("14:30:00", "\"14:30:00\"")]
    [InlineData("14:30", "\"14:30:00\"")]
    [InlineData("9:05", "\"09:05:00\"")]
    [InlineData("１４：３０", "\"14:30:00\"")]
    [InlineData("24:00", "invalid_time")]
    [InlineData("14:60", "invalid_time")]
    [InlineData("14:30Z", "invalid_time")]
    public void Is_a_time_of_the_day(string text, string expected) => Assert.Equal(expected, AField.Of("time").Outcome($"\"{text}\""));

    [Fact]
    public void Shows_no_seconds_where_there_are_none() => Assert.Equal("14:30", AField.Of("time").Display("\"14:30:00\""));
}
