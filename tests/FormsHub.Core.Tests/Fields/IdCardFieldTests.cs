namespace FormsHub.Core.Tests.Fields;

public class IdCardFieldTests
{
    [Theory]
    [InlineData("11010519491231002X", "\"11010519491231002X\"", "")]
    [InlineData("11010519491231002x", "\"11010519491231002X\"", "check_digit_upper_case")]
    [InlineData("１１０１０５１９４９１２３１００２ｘ", "\"11010519491231002X\"", "half_width check_digit_upper_case")]
    [InlineData(" 110105 19491231 002X", "\"11010519491231002X\"", "trimmed separators_removed")]
    [InlineData("440524188001010014", "\"440524188001010014\"", "")]
    [InlineData("110105194912310021", "id_card_check_digit", "")]
    [InlineData("11010519491231002", "id_card_too_short", "")]
    [InlineData("11010519491231002XX", "id_card_too_long", "")]
    [InlineData("110105491231002", "id_card_old", "")]
    [InlineData("110105194902300020", "id_card_birth_date", "")]
    [InlineData("990105194912310020", "id_card_region", "")]
    [InlineData("1101051949123100X2", "invalid_id_card", "")]
    [InlineData("", "empty", "")]
    public void Checks_region_birth_date_and_check_digit(string text, string expected, string repairs)
    {
        var field = AField.Of("idCard");

        Assert.Equal(expected, field.Outcome($"\"{text}\""));
        Assert.Equal(repairs, field.Repairs($"\"{text}\""));
    }

    [Fact]
    public void Says_how_many_digits_are_missing() =>
        Assert.Equal("少 2 位。身份证号是 18 位。", AField.Of("idCard").Read("\"1101051949123100\"").Errors![0].Message.In(Results.Language.Chinese));
}
