using System.Buffers;
using System.Globalization;
using System.Text;

namespace FormsHub.GraphQL.Language;

/// <summary>
/// The tokens of a text, one after the other, with nothing allocated but the values of strings.
/// See https://spec.graphql.org/September2025/#sec-Appendix-Grammar-Summary.Lexical-Tokens
/// </summary>
internal struct Lexer(Source source)
{
    private static readonly SearchValues<char> StringStops = SearchValues.Create("\"\\\n\r");
    private readonly string _text = source.Text;

    public TokenKind Kind { get; private set; }
    public int Start { get; private set; }
    public int End { get; private set; }

    /// <summary>Where the token before this one ended.</summary>
    public int LastEnd { get; private set; }

    /// <summary>What a string means; null for every other token.</summary>
    public string? Value { get; private set; }

    public readonly ReadOnlySpan<char> Text => _text.AsSpan(Start, End - Start);

    public readonly bool IsKeyword(string keyword) => Kind is TokenKind.Name && Text.SequenceEqual(keyword);

    /// <summary>How an error calls the token: its kind, and what it holds.</summary>
    public readonly string Description => Kind switch
    {
        TokenKind.String or TokenKind.BlockString => $"{Describe(Kind)} \"{Value}\"",
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{Describe(Kind)} \"{Text}\"",
        _ => Describe(Kind),
    };

    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.StartOfFile => "<SOF>",
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Amp => "\"&\"",
        TokenKind.ParenOpen => "\"(\"",
        TokenKind.ParenClose => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.EqualsSign => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketOpen => "\"[\"",
        TokenKind.BracketClose => "\"]\"",
        TokenKind.BraceOpen => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceClose => "\"}\"",
        TokenKind.Name => "Name",
        TokenKind.Int => "Int",
        TokenKind.Float => "Float",
        TokenKind.String => "String",
        TokenKind.BlockString => "BlockString",
    };

    /// <summary>Goes to the next token; at the end of the text it stays there.</summary>
    public void Next()
    {
        var text = _text;
        var at = End;
        LastEnd = at;
        Value = null;
        while ((uint)at < (uint)text.Length)
        {
            var character = text[at];
            switch (character)
            {
                case ' ' or '\n' or '\r' or '\t' or ',' or '\uFEFF':
                    at++;
                    continue;
                case '#':
                    at = EndOfComment(at + 1);
                    continue;
                case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_':
                    var end = at + 1;
                    while ((uint)end < (uint)text.Length && IsNameContinue(text[end])) end++;
                    Set(TokenKind.Name, at, end);
                    return;
                case '{': Set(TokenKind.BraceOpen, at, at + 1); return;
                case '}': Set(TokenKind.BraceClose, at, at + 1); return;
                case '(': Set(TokenKind.ParenOpen, at, at + 1); return;
                case ')': Set(TokenKind.ParenClose, at, at + 1); return;
                case ':': Set(TokenKind.Colon, at, at + 1); return;
                case '$': Set(TokenKind.Dollar, at, at + 1); return;
                case '!': Set(TokenKind.Bang, at, at + 1); return;
                case '=': Set(TokenKind.EqualsSign, at, at + 1); return;
                case '@': Set(TokenKind.At, at, at + 1); return;
                case '[': Set(TokenKind.BracketOpen, at, at + 1); return;
                case ']': Set(TokenKind.BracketClose, at, at + 1); return;
                case '|': Set(TokenKind.Pipe, at, at + 1); return;
                case '&': Set(TokenKind.Amp, at, at + 1); return;
                case '"' when At(at + 1) is '"' && At(at + 2) is '"':
                    ReadBlockString(at);
                    return;
                case '"':
                    ReadString(at);
                    return;
                case '.' when At(at + 1) is '.' && At(at + 2) is '.':
                    Set(TokenKind.Spread, at, at + 3);
                    return;
                case '-' or (>= '0' and <= '9'):
                    ReadNumber(at);
                    return;
                default:
                    throw Unexpected(at);
            }
        }
        Set(TokenKind.EndOfFile, text.Length, text.Length);
    }

    public readonly GraphQLException Error(int at, string message) =>
        new(new GraphQLError($"Syntax Error: {message}") { Locations = [source.LocationAt(at)] });

    private void Set(TokenKind kind, int start, int end) => (Kind, Start, End) = (kind, start, end);

    /// <summary>The character there; -1 past the end, which no comparison takes for a character.</summary>
    private readonly int At(int at) => (uint)at < (uint)_text.Length ? _text[at] : -1;

    public static bool IsNameContinue(char character) => (uint)((character | 0x20) - 'a') <= 'z' - 'a' || (uint)(character - '0') <= 9 || character is '_';

    private static bool IsDigit(int character) => character is >= '0' and <= '9';

    public static bool IsNameStart(int character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    /// <summary>A comment ends with its line, or before what is no Unicode scalar value, so that this is refused as a token.</summary>
    private readonly int EndOfComment(int start)
    {
        var rest = _text.AsSpan(start);
        var length = rest.IndexOfAny('\n', '\r');
        if (length < 0) length = rest.Length;
        var lone = LoneSurrogate(start, start + length);
        return lone < 0 ? start + length : lone;
    }

    /// <summary>The first half of a pair that stands without its other half; -1 where there is none.</summary>
    private readonly int LoneSurrogate(int start, int end)
    {
        while (true)
        {
            var found = _text.AsSpan(start, end - start).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (found < 0) return -1;
            start += found;
            if (!IsPair(start)) return start;
            start += 2;
        }
    }

    private readonly bool IsPair(int at) => At(at) is >= 0xD800 and <= 0xDBFF && At(at + 1) is >= 0xDC00 and <= 0xDFFF;

    private void ReadNumber(int start)
    {
        var at = start;
        var kind = TokenKind.Int;
        if (At(at) is '-') at++;
        if (At(at) is '0')
        {
            at++;
            if (IsDigit(At(at))) throw Error(at, $"Invalid number, unexpected digit after 0: {CharacterAt(at)}.");
        }
        else
        {
            at = EndOfDigits(at);
        }
        if (At(at) is '.')
        {
            kind = TokenKind.Float;
            at = EndOfDigits(at + 1);
        }
        if (At(at) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            at++;
            if (At(at) is '+' or '-') at++;
            at = EndOfDigits(at);
        }
        if (At(at) is '.' || IsNameStart(At(at))) throw Error(at, $"Invalid number, expected digit but got: {CharacterAt(at)}.");
        Set(kind, start, at);
    }

    private readonly int EndOfDigits(int at)
    {
        if (!IsDigit(At(at))) throw Error(at, $"Invalid number, expected digit but got: {CharacterAt(at)}.");
        while (IsDigit(At(at))) at++;
        return at;
    }

    private void ReadString(int start)
    {
        var at = start + 1;
        StringBuilder? value = null;
        while (true)
        {
            var rest = _text.AsSpan(at);
            var length = rest.IndexOfAny(StringStops);
            if (length < 0) length = rest.Length;
            if (LoneSurrogate(at, at + length) is >= 0 and var lone) throw Error(lone, $"Invalid character within String: {CharacterAt(lone)}.");
            switch (At(at + length))
            {
                case '"':
                    Value = value is null ? rest[..length].ToString() : value.Append(rest[..length]).ToString();
                    Set(TokenKind.String, start, at + length + 1);
                    return;
                case '\\':
                    (value ??= new StringBuilder()).Append(rest[..length]);
                    at = ReadEscape(at + length, value);
                    break;
                default:
                    throw Error(at + length, "Unterminated string.");
            }
        }
    }

    private readonly int ReadEscape(int at, StringBuilder value)
    {
        switch (At(at + 1))
        {
            case '"' or '\\' or '/': value.Append(_text[at + 1]); return at + 2;
            case 'b': value.Append('\b'); return at + 2;
            case 'f': value.Append('\f'); return at + 2;
            case 'n': value.Append('\n'); return at + 2;
            case 'r': value.Append('\r'); return at + 2;
            case 't': value.Append('\t'); return at + 2;
            case 'u': return At(at + 2) is '{' ? ReadBracedEscape(at, value) : ReadFixedEscape(at, value);
            default: throw Error(at, $"Invalid character escape sequence: \"{Slice(at, 2)}\".");
        }
    }

    private readonly int ReadBracedEscape(int at, StringBuilder value)
    {
        var (point, size) = (0, 3);
        while (size < 12)
        {
            var character = At(at + size++);
            if (character is '}')
            {
                if (size < 5 || !IsScalar(point)) break;
                value.Append(char.ConvertFromUtf32(point));
                return at + size;
            }
            point = (point << 4) | Hexadecimal(character);
            if (point < 0) break;
        }
        throw Error(at, $"Invalid Unicode escape sequence: \"{Slice(at, size)}\".");
    }

    private readonly int ReadFixedEscape(int at, StringBuilder value)
    {
        var unit = Hexadecimal4(at + 2);
        if (IsScalar(unit))
        {
            value.Append((char)unit);
            return at + 6;
        }
        if (unit is >= 0xD800 and <= 0xDBFF && At(at + 6) is '\\' && At(at + 7) is 'u' && Hexadecimal4(at + 8) is >= 0xDC00 and <= 0xDFFF and var trailing)
        {
            value.Append((char)unit).Append((char)trailing);
            return at + 12;
        }
        throw Error(at, $"Invalid Unicode escape sequence: \"{Slice(at, 6)}\".");
    }

    private static bool IsScalar(int point) => point is (>= 0 and <= 0xD7FF) or (>= 0xE000 and <= 0x10FFFF);

    private readonly int Hexadecimal4(int at) =>
        (Hexadecimal(At(at)) << 12) | (Hexadecimal(At(at + 1)) << 8) | (Hexadecimal(At(at + 2)) << 4) | Hexadecimal(At(at + 3));

    /// <summary>The digit's value, or -1, which makes every number that holds it negative.</summary>
    private static int Hexadecimal(int character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'A' and <= 'F' => character - 'A' + 10,
        >= 'a' and <= 'f' => character - 'a' + 10,
        _ => -1,
    };

    private void ReadBlockString(int start)
    {
        var at = start + 3;
        var escaped = false;
        while (true)
        {
            var rest = _text.AsSpan(at);
            var length = rest.IndexOf("\"\"\"", StringComparison.Ordinal);
            if (length < 0) length = rest.Length;
            if (LoneSurrogate(at, at + length) is >= 0 and var lone) throw Error(lone, $"Invalid character within String: {CharacterAt(lone)}.");
            at += length;
            if (at == _text.Length) throw Error(at, "Unterminated string.");
            if (length is 0 || _text[at - 1] is not '\\') break;
            escaped = true;
            at += 3;
        }
        var raw = _text.AsSpan(start + 3, at - start - 3);
        Value = BlockString.Dedent(escaped ? raw.ToString().Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal) : raw);
        Set(TokenKind.BlockString, start, at + 3);
    }

    private readonly GraphQLException Unexpected(int at)
    {
        var character = _text[at];
        if (character is '.' && At(at + 1) is '.') return Error(at, "Unexpected \"..\", did you mean \"...\"?");
        if (character is '.' && IsDigit(At(at + 1)))
            return Error(at, $"Invalid number, expected digit before \".\", did you mean \"0.{Slice(at + 1, EndOfDigits(at + 1) - at - 1)}\"?");
        if (character is '\'') return Error(at, "Unexpected single quote character ('), did you mean to use a double quote (\")?");
        return Error(at, $"{(IsScalar(character) || IsPair(at) ? "Unexpected" : "Invalid")} character: {CharacterAt(at)}.");
    }

    private readonly string Slice(int at, int length) => _text.Substring(at, Math.Min(length, _text.Length - at));

    /// <summary>The character there as errors show it.</summary>
    public readonly string CharacterAt(int at) => At(at) switch
    {
        -1 => Describe(TokenKind.EndOfFile),
        '"' => "'\"'",
        >= 0x20 and <= 0x7E and var printable => $"\"{(char)printable}\"",
        var unit => "U+" + (IsPair(at) ? char.ConvertToUtf32(_text, at) : unit).ToString("X4", CultureInfo.InvariantCulture),
    };
}

internal enum TokenKind : byte
{
    StartOfFile, EndOfFile, Bang, Dollar, Amp, ParenOpen, ParenClose, Spread, Colon, EqualsSign, At, BracketOpen, BracketClose, BraceOpen, Pipe, BraceClose,
    Name, Int, Float, String, BlockString,
}
