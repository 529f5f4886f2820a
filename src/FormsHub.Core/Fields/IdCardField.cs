using System.Text.Json;
using System.Globalization;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// A Chinese resident identity number (公民身份号码, GB 11643-1999): six digits of region, eight of the birth date, three of
/// sequence, and a check digit by ISO 7064 MOD 11-2.
/// </summary>
public sealed class IdCardField : TextualField<NoOptions>
{
    private const int Length = 18;
    private const string CheckDigits = "10X98765432";

    /// <summary>First two digits: the province, 81 to 83 for residents from Hong Kong, Macao and Taiwan.</summary>
    private static readonly HashSet<string> Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
    ];

    public override string Mask(JsonElement value, Field field) => Masking.Ends(value.GetString()!, 3, 2);

    public override string Name => "idCard";
    public override bool CanBeEncrypted => true;

    protected override Parsed<string> ParseText(string text, NoOptions options)
    {
        var repairing = new Repairing(text).HalfWidth().Trimmed();
        repairing.Step(
            "separators_removed",
            string.Concat(repairing.Text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—'))),
            $"Blanks and dashes were removed.",
            $"已去除空格和短横线。");
        if (repairing.Text.EndsWith('x')) repairing.Step("check_digit_upper_case", repairing.Text[..^1] + "X", $"The check digit x was written as X.", $"校验位 x 已改为大写 X。");

        var number = repairing.Text;
        return number.Length is 0 ? repairing.Done : Wrong(number) is { } wrong ? wrong : repairing.Done;
    }

    private static FieldError? Wrong(string number)
    {
        if (number.Length is 15 && number.All(char.IsAsciiDigit))
            return new("id_card_old", $"This is the old number of 15 digits. Enter the one of 18 digits.", $"这是 15 位的旧号码，请填写 18 位身份证号。");
        if (number.AsSpan(0, Math.Min(number.Length, Length - 1)).IndexOfAnyExceptInRange('0', '9') >= 0)
            return new("invalid_id_card", $"Must have 17 digits and a check digit (0 to 9, or X).", $"身份证号应为 17 位数字加 1 位校验位（0 到 9 或 X）。");
        if (number.Length < Length)
            return new("id_card_too_short", $"{Length - number.Length} digits short: an identity number has 18.", $"少 {Length - number.Length} 位。身份证号是 18 位。");
        if (number.Length > Length)
            return new("id_card_too_long", $"{number.Length - Length} digits too many: an identity number has 18.", $"多 {number.Length - Length} 位。身份证号是 18 位。");
        if (!Provinces.Contains(number[..2]))
            return new("id_card_region", $"The first six digits name no region.", $"前 6 位不是有效的地区代码。");
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) || born.Year is < 1850 or > 2150)
            return new("id_card_birth_date", $"Digits 7 to 14 are no date of birth.", $"第 7 到 14 位不是有效的出生日期。");
        return CheckDigit(number) != number[^1]
            ? new("id_card_check_digit", $"The check digit does not fit: a digit is wrong or two are swapped.", $"校验位不符：可能有数字填错或颠倒。")
            : null;
    }

    /// <summary>ISO 7064 MOD 11-2: weights are the powers of two modulo 11.</summary>
    private static char CheckDigit(string number)
    {
        var sum = 0;
        for (var i = 0; i < Length - 1; i++) sum += (number[i] - '0') * ((1 << (Length - 1 - i)) % 11);
        return CheckDigits[sum % 11];
    }
}
