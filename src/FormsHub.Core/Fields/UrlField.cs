using System.Text;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>The address of a web page: http or https only, so that following it can run no script.</summary>
public sealed class UrlField : TextualField<NoOptions>
{
    private const int MostBytes = 2048;

    public override string Name => "url";
    public override bool CanBeEncrypted => true;

    protected override Parsed<string> ParseText(string text, NoOptions options)
    {
        var repairing = new Repairing(text).Trimmed();
        if (repairing.Text.Length is 0) return repairing.Done;
        if (LooksLikeHost(repairing.Text))
            repairing.Step("scheme_added", "https://" + repairing.Text, $"\"https://\" was put in front.", $"已在开头补上“https://”。");

        if (Encoding.UTF8.GetByteCount(repairing.Text) > MostBytes)
            return new FieldError("too_long", $"Must have at most {MostBytes} bytes.", $"最多 {MostBytes} 字节。");
        if (repairing.Text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            || !Uri.TryCreate(repairing.Text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.Host.Length is 0)
        {
            return new FieldError("invalid_url", $"Must be a web address, such as https://example.com.", $"必须是网址，例如 https://example.com。");
        }
        return uri.UserInfo.Length > 0
            ? new FieldError("url_credentials", $"Remove the user name and password from the address.", $"请去除网址中的用户名和密码。")
            : repairing.Done;
    }

    protected override Parsed<string> ParsePart(string text, NoOptions options) => text;

    /// <summary>Anything without a scheme whose first part is a domain name.</summary>
    private static bool LooksLikeHost(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal)) return false;
        var end = text.AsSpan().IndexOfAny('/', '?', '#');
        var host = end < 0 ? text : text[..end];
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? host : host[..colon];
        return (colon < 0 || host[(colon + 1)..].All(char.IsAsciiDigit))
            && name.Contains('.', StringComparison.Ordinal)
            && Uri.CheckHostName(name) is UriHostNameType.Dns;
    }
}
