using System.Globalization;
using FormsHub.Core.Results;

namespace FormsHub.Server.Hosting;

/// <summary>The language that a caller wants to be answered in, by Accept-Language (RFC 9110, 12.5.4).</summary>
public static class RequestLanguage
{
    /// <summary>Chinese where the caller prefers any Chinese to English, else English.</summary>
    public static Language Language(this HttpContext context) => Preferred(context.Request.Headers.AcceptLanguage.ToString());

    internal static Language Preferred(ReadOnlySpan<char> accepted)
    {
        var (best, language) = (0.0, Core.Results.Language.English);
        foreach (var range in accepted.Split(','))
        {
            var item = accepted[range].Trim();
            var semicolon = item.IndexOf(';');
            var tag = (semicolon < 0 ? item : item[..semicolon]).Trim();
            var weight = semicolon < 0 ? 1.0 : Weight(item[(semicolon + 1)..]);
            if (weight <= best || Known(tag) is not { } known) continue;
            (best, language) = (weight, known);
        }
        return language;
    }

    private static Language? Known(ReadOnlySpan<char> tag) =>
        IsPrimary(tag, "zh") ? Core.Results.Language.Chinese
        : IsPrimary(tag, "en") ? Core.Results.Language.English
        : null;

    private static bool IsPrimary(ReadOnlySpan<char> tag, string primary) =>
        tag.StartsWith(primary, StringComparison.OrdinalIgnoreCase) && (tag.Length == primary.Length || tag[primary.Length] is '-');

    private static double Weight(ReadOnlySpan<char> parameter)
    {
        var text = parameter.Trim();
        return text.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(text[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
                ? weight
                : 0;
    }
}
