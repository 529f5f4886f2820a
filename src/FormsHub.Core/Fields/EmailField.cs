using System.Text.Json;
using System.Text.RegularExpressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>An e-mail address; its domain is held in lower case, the part before the @ as it is given.</summary>
public sealed partial class EmailField : TextualField<NoOptions>
{
    private const int LongestAddress = 254;
    private const int LongestName = 64;

    public override string Name => "email";
    public override bool CanBeEncrypted => true;

    /// <summary>The first character and the domain: l***@example.com.</summary>
    public override string Mask(JsonElement value, Field field)
    {
        var address = value.GetString()!;
        var at = address.LastIndexOf('@');
        return at < 0 ? Masking.Everything : Masking.First(address[..at]) + address[at..];
    }

    protected override Parsed<string> ParseText(string text, NoOptions options)
    {
        var repairing = new Repairing(text).HalfWidth().Trimmed();
        if (repairing.Text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            repairing.Step("prefix_removed", repairing.Text["mailto:".Length..], $"\"mailto:\" was removed.", $"已去除“mailto:”。");
        if (repairing.Text.Length is 0) return repairing.Done;

        var at = repairing.Text.LastIndexOf('@');
        if (at < 0) return Wrong($"The @ is missing.", $"缺少“@”。");
        var (name, domain) = (repairing.Text[..at], repairing.Text[(at + 1)..]);
        if (repairing.Text.Any(char.IsWhiteSpace)) return Wrong($"Remove the blanks inside.", $"请去除其中的空格。");
        if (name.Length is 0) return Wrong($"The part before the @ is missing.", $"缺少“@”之前的部分。");
        if (!domain.Contains('.', StringComparison.Ordinal)) return Wrong($"The domain after the @ is not complete.", $"“@”之后的域名不完整。");
        if (name.Length > LongestName || repairing.Text.Length > LongestAddress) return Wrong($"It is too long.", $"过长。");
        if (!LocalPart().IsMatch(name)) return Wrong($"Check the part before the @.", $"请检查“@”之前的部分。");
        if (!Domain().IsMatch(domain)) return Wrong($"Check the domain after the @.", $"请检查“@”之后的域名。");

        return repairing.Step(
            "domain_lower_case", $"{name}@{domain.ToLowerInvariant()}", $"The domain was put in lower case.", $"域名已改为小写。").Done;
    }

    private static FieldError Wrong(FormattableString english, FormattableString chinese) => new(
        "invalid_email",
        $"Must be an e-mail address, such as name@example.com. {english.ToString(null)}",
        $"必须是电子邮件地址，例如 name@example.com。{chinese.ToString(null)}");

    /// <summary>Atoms parted by dots (RFC 5321), letters of all scripts (RFC 6531).</summary>
    [GeneratedRegex(@"\A[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"\A(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:[\p{L}\p{M}]{2,63}|[xX][nN]--[a-zA-Z0-9-]{2,59})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Domain();
}
