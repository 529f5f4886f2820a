using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// One phone number, held in E.164 (<c>+8613812345678</c>), with an extension as RFC 3966 writes it (<c>+861062345678;ext=801</c>).
/// Numbers without country code are those of the field's region.
/// </summary>
public sealed partial class PhoneField : TextualField<PhoneField.PhoneOptions>
{
    private const int MostCharacters = 60;
    private const string China = "CN";

    /// <param name="DefaultRegion">ISO 3166 code of the country of numbers written without one.</param>
    public sealed record PhoneOptions(string DefaultRegion = China);

    public override string Name => "phone";
    public override bool CanBeEncrypted => true;

    /// <summary>Of the number, without its extension.</summary>
    public override string? TailOf(string value) => Encryption.Tails.Of(value.Split(';')[0]);

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        if (PhonePlan.Of(OptionsOf(field).DefaultRegion) is null)
        {
            yield return new FieldError(
                "unknown_country", $"Use a country code of two letters, such as \"CN\".", $"请使用两个字母的国家代码，例如“CN”。").Under("/defaultRegion");
        }
    }

    protected override Parsed<string> ParseText(string text, PhoneOptions options)
    {
        if (text.Length > MostCharacters) return Invalid(null);
        var repairing = new Repairing(text).HalfWidth().Trimmed();
        if (repairing.Text.Length is 0) return repairing.Done;

        var (number, extension) = Apart(repairing.Text);
        var digits = WithoutSeparators(number);
        var tail = extension is null ? "" : ";ext=" + extension;
        if (!Dialled().IsMatch(digits))
            return digits.Count(char.IsAsciiDigit) > 15 ? Several() : Invalid(PhonePlan.Of(options.DefaultRegion));
        if (digits.Length < number.Length)
            repairing.Step("separators_removed", digits + repairing.Text[number.Length..], $"Blanks, dashes and brackets were removed.", $"已去除空格、短横线和括号。");
        if (extension is not null)
            repairing.Step("extension", digits + tail, $"The extension was written as \"{tail}\".", $"分机号已写为“{tail}”。");

        var found = digits[0] is '+' ? International(digits[1..]) : National(digits, options.DefaultRegion);
        if (found.Error is { } error) return error;
        if (found.Prefix is { } prefix && found.Number is { } e164)
            repairing.Step("prefix", e164 + tail, $"\"{prefix}\" in front was replaced by the country code.", $"开头的“{prefix}”已替换为国家代码。");
        return Parsed<string>.Repaired(found.Number + tail, repairing.Repairs);
    }

    /// <summary>A part of a number is sought by its digits alone.</summary>
    protected override Parsed<string> ParsePart(string text, PhoneOptions options) =>
        ParseText(text, options) is { Error: null, IsEmpty: false } whole ? whole : WithoutSeparators(Repairing.Fold(text).Trim());

    /// <summary>The number in groups: +86 138 1234 5678 ext. 801.</summary>
    public override string Display(JsonElement value, Field field, Language language)
    {
        var (number, extension) = Stored(value);
        var shown = ChineseGroups().Match(number) is { Success: true } match
            ? string.Join(' ', match.Groups.Cast<Group>().Skip(1).Where(group => group.Success).Select(group => group.Value))
            : number;
        return extension is null ? shown : shown + new Message($" ext. {extension}", $" 转 {extension}").In(language);
    }

    public override string Plain(JsonElement value, Field field) => value.GetString()!;

    /// <summary>Found by the number as it is dialled abroad, and at home.</summary>
    /// <summary>A Chinese number without its country code: 138****8000; of others the code's first digits stay.</summary>
    public override string Mask(JsonElement value, Field field)
    {
        var number = value.GetString()!.Split(';')[0];
        return Masking.Ends(number.StartsWith("+86", StringComparison.Ordinal) ? number[3..] : number, 3, 4);
    }

    public override string? SearchText(JsonElement value, Field field)
    {
        var (number, extension) = Stored(value);
        var plan = PhonePlan.Calling(number[1..]).FirstOrDefault();
        var atHome = plan?.Trunk is { } trunk ? $" {trunk}{number[(1 + plan.Code.Length)..]}" : "";
        return number + atHome + (extension is null ? "" : " " + extension);
    }

    private static (string Number, string? Extension) Stored(JsonElement value) =>
        value.GetString()!.Split(";ext=") is [var number, var extension] ? (number, extension) : (value.GetString()!, null);

    /// <summary>The number and its extension, if one is written behind it.</summary>
    private static (string Number, string? Extension) Apart(string text)
    {
        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)) text = text[4..];
        var match = Extension().Match(text);
        if (!match.Success) match = ThirdGroup().Match(text);
        return match.Success ? (match.Groups["number"].Value, match.Groups["extension"].Value) : (text, null);
    }

    private static string WithoutSeparators(string number)
    {
        if (number.StartsWith('+')) number = number.Replace("(0)", "", StringComparison.Ordinal);
        var digits = new StringBuilder(number.Length);
        foreach (var c in number)
        {
            var separates = char.IsWhiteSpace(c)
                || c is '-' or '.' or '(' or ')' or '[' or ']' or '/' or '·' or '\u2212' or '\u30fc'
                    or (>= '\u2010' and <= '\u2015') or (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or '\u2060' or '\ufeff'
                    or '【' or '】' or '「' or '」';
            if (!separates) digits.Append(c);
        }
        return digits.ToString();
    }

    /// <summary>A number, or why it is none; <see cref="Prefix"/> is what stood in place of the country code.</summary>
    private readonly record struct Found(string? Number, string? Prefix, FieldError? Error);

    private static Found International(string digits)
    {
        PhonePlan? first = null;
        foreach (var plan in PhonePlan.Calling(digits))
        {
            first ??= plan;
            var given = digits[plan.Code.Length..];
            if (plan.Fits(given)) return new($"+{digits}", null, null);
            if (plan.WithoutTrunk(given) is var national && national.Length > 0 && plan.Fits(national))
                return new($"+{plan.Code}{national}", given[..Math.Max(0, given.Length - national.Length)], null);
        }
        if (first?.WithoutTrunk(digits[first.Code.Length..]) is { } possible && first.MayBe(possible)) return new($"+{first.Code}{possible}", null, null);
        return new(null, null, first is null
            ? new FieldError("phone_unknown_country", $"No country has this country code.", $"没有这个国家代码。")
            : Why(digits[first.Code.Length..], first));
    }

    private static Found National(string digits, string region)
    {
        if (PhonePlan.Of(region) is not { } plan) return new(null, null, Invalid(null));
        if (plan.WithoutTrunk(digits) is var national && plan.Fits(national))
            return new($"+{plan.Code}{national}", national.Length < digits.Length ? digits[..^national.Length] : null, null);
        if (plan.AfterInternationalPrefix(digits) is { } abroad && International(abroad) is { Error: null } found)
            return found with { Prefix = digits[..^abroad.Length] };
        if (digits.StartsWith(plan.Code, StringComparison.Ordinal) && plan.WithoutTrunk(digits[plan.Code.Length..]) is var rest && plan.Fits(rest))
            return new($"+{plan.Code}{rest}", plan.Code, null);
        return plan.MayBe(national)
            ? new($"+{plan.Code}{national}", national.Length < digits.Length ? digits[..^national.Length] : null, null)
            : new(null, null, Why(digits, plan));
    }

    /// <summary>What is wrong with a national number, and what would be right.</summary>
    private static FieldError Why(string digits, PhonePlan plan)
    {
        var given = plan.WithoutTrunk(digits);
        if (plan.Country is China && WhyNotChinese(digits) is { } chinese) return chinese;

        var (fewest, most) = (plan.Lengths.Min(), plan.Lengths.Max());
        var lengths = fewest == most ? $"{fewest}" : $"{fewest} to {most}";
        var zhLengths = fewest == most ? $"{fewest}" : $"{fewest} 到 {most}";
        return given.Length < fewest
            ? new("phone_too_short", $"{Digits(fewest - given.Length)} short: a number in {plan.Country} (+{plan.Code}) has {lengths}.", $"少 {fewest - given.Length} 位。{plan.Country}（+{plan.Code}）的号码是 {zhLengths} 位。")
            : given.Length > most
                ? new("phone_too_long", $"{Digits(given.Length - most)} too many: a number in {plan.Country} (+{plan.Code}) has {lengths}.", $"多 {given.Length - most} 位。{plan.Country}（+{plan.Code}）的号码是 {zhLengths} 位。")
                : Invalid(plan);
    }

    private static FieldError? WhyNotChinese(string digits)
    {
        if (Mobile().IsMatch(digits)) return OffBy(digits.Length - 11, $"a Chinese mobile number has 11.", $"中国手机号是 11 位。");
        if (digits.StartsWith("400", StringComparison.Ordinal) || digits.StartsWith("800", StringComparison.Ordinal))
            return OffBy(digits.Length - 10, $"a 400 or 800 number has 10.", $"400 或 800 电话是 10 位。");
        if (digits.Length is 7 or 8 && digits[0] is >= '2' and <= '8')
            return new("phone_area_code_missing", $"The area code is missing: write 010-62345678, for example.", $"缺少区号，请写成例如 010-62345678。");
        if (digits[0] is not '0') return digits.Length < 7 ? OffBy(digits.Length - 11, $"a Chinese mobile number has 11.", $"中国手机号是 11 位。") : null;

        var most = digits.Length > 1 && digits[1] is '1' or '2' ? 11 : 12;
        return digits.Length > most ? OffBy(digits.Length - most, $"a landline with its area code has up to 12.", $"固定电话连同区号最多 12 位。")
            : digits.Length < 11 ? OffBy(digits.Length - 11, $"a landline with its area code has 11 or 12.", $"固定电话连同区号是 11 或 12 位。")
            : new("phone_invalid", $"The area code, or the number behind it, does not exist in China.", $"中国没有这样的区号或号码。");
    }

    private static FieldError? OffBy(int digits, FormattableString english, FormattableString chinese) => digits switch
    {
        < 0 => new("phone_too_short", $"{Digits(-digits)} short: {english.ToString(null)}", $"少 {-digits} 位。{chinese.ToString(null)}"),
        > 0 => new("phone_too_long", $"{Digits(digits)} too many: {english.ToString(null)}", $"多 {digits} 位。{chinese.ToString(null)}"),
        0 => null,
    };

    private static FormattableString Digits(int count) => $"{count} {(count is 1 ? "digit" : "digits")}";

    private static FieldError Several() => new(
        "phone_several", $"Enter one number only; further numbers belong in fields of their own.", $"只能填写一个号码，其他号码请填在另外的字段中。");

    private static FieldError Invalid(PhonePlan? plan) => plan is null
        ? new("phone_invalid", $"Is not a valid phone number.", $"不是有效的电话号码。")
        : new("phone_invalid", $"Is not a valid phone number in {plan.Country} (+{plan.Code}); numbers of other countries begin with + and their country code.", $"不是有效的 {plan.Country}（+{plan.Code}）电话号码；其他国家的号码请以“+”和国家代码开头。");

    [GeneratedRegex(@"\A\+?\d{3,20}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dialled();

    [GeneratedRegex(@"\A(?<number>[^;#xX转轉分eE]*\d[^;#xX转轉分eE]*?)\s*(?:;ext=|转|轉|分机号?|ext(?:ension|n)?\.?|[xX#])\s*[:.]?\s*(?<extension>\d{1,8})\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Extension();

    /// <summary>In China an extension is also a third group: 010-62345678-801.</summary>
    [GeneratedRegex(@"\A(?<number>(?:\+?86[- ]?)?\(?0?\d{2,3}\)?[- ]\d{7,8})-(?<extension>\d{1,6})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ThirdGroup();

    [GeneratedRegex(@"\A1[3-9]\d*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"\A(?<code>\+86)(?:(?<mobile>1[3-9]\d)(?<a>\d{4})(?<b>\d{4})|(?<free>[48]00)(?<c>\d{3})(?<d>\d{4})|(?<city>10|2\d)(?<e>\d{4})(?<f>\d{4})|(?<area>[3-9]\d{2})(?<g>\d{3,4})(?<h>\d{4}))\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ChineseGroups();
}
