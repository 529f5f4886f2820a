using System.Globalization;
using System.Text;

namespace FormsHub.Formulas.TextForms;

/// <summary>Date formats of TEXT: yyyy, MM, M, dd, d, HH, H, mm and ss; signs and other scripts stand for themselves: "yyyy年M月d日 HH:mm".</summary>
internal static class DateFormat
{
    private static readonly (string Code, Func<DateTime, int> Part)[] Codes =
    [
        ("yyyy", time => time.Year), ("MM", time => time.Month), ("M", time => time.Month), ("dd", time => time.Day), ("d", time => time.Day),
        ("HH", time => time.Hour), ("H", time => time.Hour), ("mm", time => time.Minute), ("ss", time => time.Second),
    ];

    /// <summary>The time in that format; null: the pattern has a letter that is no code.</summary>
    public static string? Write(DateTime time, string pattern)
    {
        var text = new StringBuilder();
        for (var at = 0; at < pattern.Length;)
        {
            var (code, part) = Array.Find(Codes, each => pattern.AsSpan(at).StartsWith(each.Code));
            if (code is not null)
            {
                text.Append(part(time).ToString("D" + code.Length, CultureInfo.InvariantCulture));
                at += code.Length;
            }
            else if (char.IsAsciiLetter(pattern[at]))
            {
                return null;
            }
            else
            {
                text.Append(pattern[at++]);
            }
        }
        return text.ToString();
    }
}
