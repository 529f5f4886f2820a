using System.Text.RegularExpressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>One line of text.</summary>
public sealed class TextField : TextualField<TextField.TextOptions>
{
    /// <summary>Longest text that a B-tree index holds in every script (its rows end at 2,704 bytes).</summary>
    public const int MaxIndexedLength = 600;

    private const int MostCharacters = 10_000;
    private const int LongestPattern = 500;

    /// <param name="Pattern">The whole text must match it; a regular expression without look-around and back references.</param>
    public sealed record TextOptions(int MinLength = 0, int MaxLength = 255, string? Pattern = null, Localized? PatternMessage = null)
    {
        private Regex? _regex;

        internal bool Fits(string text)
        {
            try
            {
                return Pattern is null || (_regex ??= Compile(Pattern)).IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }

        internal static Regex Compile(string pattern) =>
            new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(200));
    }

    public override string Name => "text";
    public override bool CanBeEncrypted => true;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.MaxLength is < 1 or > MostCharacters)
            yield return Out("/maxLength", $"The longest text must be between 1 and {MostCharacters} characters.", $"最大长度须在 1 到 {MostCharacters} 之间。");
        if (options.MinLength < 0 || options.MinLength > options.MaxLength)
            yield return Out("/minLength", $"The shortest text must be between 0 and the longest.", $"最小长度须在 0 到最大长度之间。");
        if ((field.Definition.Unique || field.Definition.Indexed) && options.MaxLength > MaxIndexedLength)
        {
            yield return Out(
                "/maxLength",
                $"A unique or indexed text may have at most {MaxIndexedLength} characters.",
                $"唯一或建索引的文本最多 {MaxIndexedLength} 个字符。");
        }
        if (options.Pattern is { } pattern && WhyNoPattern(pattern) is { } reason)
        {
            yield return new FieldError("invalid_pattern", $"The pattern cannot be used: {reason}", $"格式规则无法使用：{reason}").Under("/pattern");
        }

        static FieldError Out(string path, FormattableString english, FormattableString chinese) =>
            new FieldError("out_of_range", english, chinese).Under(path);
    }

    private static string? WhyNoPattern(string pattern)
    {
        if (pattern.Length > LongestPattern) return $"> {LongestPattern}";
        try
        {
            _ = TextOptions.Compile(pattern);
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return exception.Message;
        }
    }

    protected override Parsed<string> ParseText(string text, TextOptions options) => new Repairing(text).OneLine().Trimmed().Done;

    protected override Parsed<string> ParsePart(string text, TextOptions options) => text;

    protected override IEnumerable<FieldError> Check(string value, TextOptions options)
    {
        var length = LengthOf(value);
        if (length > options.MaxLength) yield return TooLong(options.MaxLength, length);
        else if (length < options.MinLength)
            yield return new("too_short", $"Must have at least {options.MinLength} characters; it has {length}.", $"至少 {options.MinLength} 个字符，现在有 {length} 个。");
        else if (!options.Fits(value))
            yield return new FieldError("", "pattern_mismatch", PatternMessage(options));
    }

    private static Message PatternMessage(TextOptions options) => options.PatternMessage is { } own
        ? new Message($"{own.In(Language.English)}", $"{own.In(Language.Chinese)}")
        : new Message($"Must have the form \"{options.Pattern}\".", $"格式须为“{options.Pattern}”。");
}
