using System.Text.Json;
using FormsHub.Core.Results;

namespace FormsHub.Core.Tests.Fields;

public class PhoneFieldTests
{
    [Theory]
    [InlineData("13812345678", "+8613812345678", "")]
    [InlineData("+8613812345678", "+8613812345678", "")]
    [InlineData("138 1234-5678", "+8613812345678", "separators_removed")]
    [InlineData("１３８１２３４５６７８", "+8613812345678", "half_width")]
    [InlineData(" 13812345678\u200b", "+8613812345678", "trimmed")]
    [InlineData("\u202d+86 138 1234 5678\u202c", "+8613812345678", "trimmed separators_removed")]
    [InlineData("8613812345678", "+8613812345678", "prefix")]
    [InlineData("008613812345678", "+8613812345678", "prefix")]
    [InlineData("013812345678", "+8613812345678", "prefix")]
    [InlineData("+86 (0)10 6234 5678", "+861062345678", "separators_removed")]
    [InlineData("010-62345678", "+861062345678", "separators_removed prefix")]
    [InlineData("（010）62345678", "+861062345678", "half_width separators_removed prefix")]
    [InlineData("0755 8234 5678", "+8675582345678", "separators_removed prefix")]
    [InlineData("1062345678", "+861062345678", "")]
    [InlineData("400-810-5551", "+864008105551", "separators_removed")]
    [InlineData("8008105551", "+868008105551", "")]
    [InlineData("010-62345678转801", "+861062345678;ext=801", "separators_removed extension prefix")]
    [InlineData("010-62345678-801", "+861062345678;ext=801", "separators_removed extension prefix")]
    [InlineData("+861062345678;ext=8001", "+861062345678;ext=8001", "")]
    [InlineData("+1 650 253 0000 ext. 8001", "+16502530000;ext=8001", "separators_removed extension")]
    [InlineData("+1 650 253 0000 x12", "+16502530000;ext=12", "separators_removed extension")]
    [InlineData("tel:+85221234567", "+85221234567", "")]
    [InlineData("+49 (0)30 901820", "+4930901820", "separators_removed")]
    [InlineData("+390669812345", "+390669812345", "")]
    [InlineData("+77012345678", "+77012345678", "")]
    [InlineData("1381234567", "phone_too_short", "")]
    [InlineData("138123456789", "phone_too_long", "")]
    [InlineData("+86138123456", "phone_too_short", "")]
    [InlineData("62345678", "phone_area_code_missing", "")]
    [InlineData("010-6234567", "phone_too_short", "")]
    [InlineData("0755-823456789", "phone_too_long", "")]
    [InlineData("0130-1234567", "phone_invalid", "")]
    [InlineData("110", "phone_too_short", "")]
    [InlineData("12812345678", "phone_invalid", "")]
    [InlineData("+999123456789", "phone_unknown_country", "")]
    [InlineData("+86", "phone_invalid", "")]
    [InlineData("abc", "phone_invalid", "")]
    [InlineData("1-800-FLOWERS", "phone_invalid", "")]
    [InlineData("13812345678/13912345678", "phone_several", "")]
    [InlineData("13812345678，13912345678", "phone_several", "")]
    [InlineData("", "empty", "")]
    public void Is_one_number_in_e164(string text, string expected, string repairs)
    {
        var reading = AField.Of("phone").Read(JsonSerializer.Serialize(text));

        Assert.Equal(expected, reading.Value?.GetString() ?? AField.Outcome(reading));
        Assert.Equal(repairs, string.Join(' ', reading.Repairs?.Select(repair => repair.Code) ?? []));
    }

    [Theory]
    [InlineData("DE", "030-0074321", "+49300074321")]
    [InlineData("MX", "(5) 555-4729", "phone_too_short")]
    [InlineData("GB", "(171) 555-7788", "+441715557788")]
    [InlineData("US", "(503) 555-7555", "+15035557555")]
    [InlineData("SE", "0921-12 34 65", "+46921123465")]
    [InlineData("FR", "88.60.15.31", "phone_too_short")]
    [InlineData("BR", "(11) 555-7647", "+55115557647")]
    [InlineData("PT", "(1) 354-2534", "phone_too_short")]
    [InlineData("US", "(100) 555-4822", "phone_too_short")]
    [InlineData("AR", "011 15-3456-7890", "+5491134567890")]
    [InlineData("IT", "06 6981 2345", "+390669812345")]
    [InlineData("US", "011 86 138 1234 5678", "+8613812345678")]
    public void Numbers_without_country_code_are_of_the_fields_region(string region, string text, string expected) =>
        Assert.Equal(expected, Text(AField.Of("phone", $$"""{"defaultRegion": "{{region}}"}""").Read(JsonSerializer.Serialize(text))));

    [Theory]
    [InlineData("138123456", "少 2 位。中国手机号是 11 位。", "2 digits short: a Chinese mobile number has 11.")]
    [InlineData("+52 55554729", "少 2 位。MX（+52）的号码是 10 位。", "2 digits short: a number in MX (+52) has 10.")]
    [InlineData("400810555", "少 1 位。400 或 800 电话是 10 位。", "1 digit short: a 400 or 800 number has 10.")]
    public void Says_what_is_wrong_and_what_would_be_right(string text, string chinese, string english)
    {
        var error = AField.Of("phone").Read(JsonSerializer.Serialize(text)).Errors!.Single();

        Assert.Equal(chinese, error.Message.In(Language.Chinese));
        Assert.Equal(english, error.Message.In(Language.English));
    }

    [Theory]
    [InlineData("+8613812345678", "+86 138 1234 5678", "+8613812345678 013812345678")]
    [InlineData("+861062345678;ext=801", "+86 10 6234 5678 转 801", "+861062345678 01062345678 801")]
    [InlineData("+16502530000", "+16502530000", "+16502530000 16502530000")]
    public void Is_shown_in_groups_and_found_by_its_digits(string stored, string shown, string found)
    {
        var field = AField.Of("phone");
        var value = JsonSerializer.SerializeToElement(stored);

        Assert.Equal(shown, field.Type.Display(value, field, Language.Chinese));
        Assert.Equal(found, field.Type.SearchText(value, field));
    }

    [Theory]
    [InlineData("138 1234", "1381234")]
    [InlineData("138-1234-5678", "+8613812345678")]
    public void A_filter_may_ask_for_a_part(string text, string expected)
    {
        var field = AField.Of("phone");

        Assert.Equal(expected, Text(field.Type.ReadOperand(JsonSerializer.SerializeToElement(text), field)));
    }

    [Fact]
    public void A_definition_that_cannot_work_is_refused() =>
        Assert.Equal("/defaultRegion unknown_country", AField.Of("phone", """{"defaultRegion": "China"}""").Definition());

    private static string Text(FormsHub.Core.Fields.Reading reading) => reading.Value?.GetString() ?? AField.Outcome(reading);
}
