using FormsHub.Core.Expressions;
using FormsHub.Formulas.Dates;
using FormsHub.Formulas.Limits;
using FormsHub.Formulas.Nodes;
using FormsHub.Formulas.TextForms;

namespace FormsHub.Formulas.Functions;

/// <summary>Texts. Characters are counted by code points, from 1.</summary>
internal static class Texts
{
    private const string Family = "texts";
    private const int Far = 1_000_000;
    private const string Blanks = " \t\n\r\u00a0\u3000";
    private static readonly Parameter Text = new("text", Kinds.Text);
    private static readonly Parameter Asked = Text with { Emptiness = Emptiness.Taken };
    private static readonly Parameter Part = new("part", Kinds.Text, Emptiness: Emptiness.Taken);
    private static readonly Parameter Count = new("count", Kinds.Number);
    private static readonly Parameter Values = new("value", Kinds.Plain, Presence.Repeated, Spreads: true);

    public static readonly IReadOnlyList<Function> All =
    [
        new("CONCAT", Family, [Values], Kinds.Text,
            "All values written one after the other.", "把所有值依次连接成文本。", "CONCAT(city, ' ', street)")
        {
            Compute = arguments => Joined(arguments, ""),
        },
        new("JOIN", Family, [new("separator", Kinds.Text, Emptiness: Emptiness.Taken), Values], Kinds.Text,
            "All values that are not empty, with a separator between them.", "用分隔符连接所有非空的值。", "JOIN('、', contacts.name)")
        {
            Compute = arguments => Joined(arguments, arguments.Text(0)),
        },
        new("LEFT", Family, [Text, Count with { Presence = Presence.Optional, Emptiness = Emptiness.Taken }], Kinds.Text,
            "The first characters of a text (1).", "文本开头的若干字符（默认 1 个）。", "LEFT(code, 2)")
        {
            Compute = arguments => arguments.Whole(1, 0, Far, 1) is { } count
                ? arguments.Result(CodePointText.Slice(arguments.Text(0), 0, count))
                : Value.Empty,
        },
        new("RIGHT", Family, [Text, Count with { Presence = Presence.Optional, Emptiness = Emptiness.Taken }], Kinds.Text,
            "The last characters of a text (1).", "文本结尾的若干字符（默认 1 个）。", "RIGHT(phone, 4)")
        {
            Compute = arguments => arguments.Whole(1, 0, Far, 1) is { } count
                ? arguments.Result(CodePointText.Slice(
                    arguments.Text(0), Math.Max(CodePointText.Length(arguments.Text(0)) - count, 0), count))
                : Value.Empty,
        },
        new("MID", Family, [Text, Count with { Name = "start" }, Count], Kinds.Text,
            "So many characters from a position on.", "从某个位置起的若干字符。", "MID(idCard, 7, 8)")
        {
            Compute = arguments => arguments.Whole(1, 1, Far) is { } start && arguments.Whole(2, 0, Far) is { } count
                ? arguments.Result(CodePointText.Slice(arguments.Text(0), start - 1, count))
                : Value.Empty,
        },
        new("LEN", Family, [Asked], Kinds.Number,
            "How many characters a text has; 0 if it is empty.", "文本的字符数；空时为 0。", "LEN(note)")
        {
            Compute = arguments => new Value.Number(CodePointText.Length(arguments.Text(0))),
        },
        new("TRIM", Family, [Text], Kinds.Text,
            "The text without blanks at its ends, and with single blanks between its words.", "去掉首尾空格，词间只留一个空格。", "TRIM(name)")
        {
            Compute = arguments => arguments.Result(string.Join(
                ' ', arguments.Text(0).Split(Blanks.ToCharArray(), StringSplitOptions.RemoveEmptyEntries))),
        },
        new("UPPER", Family, [Text], Kinds.Text,
            "The text in capital letters.", "转换成大写。", "UPPER(code)")
        {
            Compute = arguments => arguments.Result(CodePointText.Upper(arguments.Text(0))),
        },
        new("LOWER", Family, [Text], Kinds.Text,
            "The text in small letters.", "转换成小写。", "LOWER(mail)")
        {
            Compute = arguments => arguments.Result(CodePointText.Lower(arguments.Text(0))),
        },
        new("CONTAINS", Family, [new("text", Kinds.Text | Kinds.List, Emptiness: Emptiness.Taken), Part], Kinds.Logical,
            "Whether a text has a part, whatever the case of its letters; or a list an item.", "文本是否包含某段文字（不分大小写）；或列表是否包含某项。",
            "CONTAINS(address, '浦东')")
        {
            Compute = Contains,
        },
        new("STARTSWITH", Family, [Asked, Part], Kinds.Logical,
            "Whether a text begins so, whatever the case of its letters.", "文本是否以某段文字开头（不分大小写）。", "STARTSWITH(phone, '+86')")
        {
            Compute = arguments => Arguments.Result(arguments.Has(0) && CodePointText.Lower(arguments.Text(0))
                .StartsWith(CodePointText.Lower(arguments.Text(1)), StringComparison.Ordinal)),
        },
        new("ENDSWITH", Family, [Asked, Part], Kinds.Logical,
            "Whether a text ends so, whatever the case of its letters.", "文本是否以某段文字结尾（不分大小写）。", "ENDSWITH(mail, '.cn')")
        {
            Compute = arguments => Arguments.Result(arguments.Has(0) && CodePointText.Lower(arguments.Text(0))
                .EndsWith(CodePointText.Lower(arguments.Text(1)), StringComparison.Ordinal)),
        },
        new("FIND", Family, [Part, Asked, Count with { Name = "start", Presence = Presence.Optional, Emptiness = Emptiness.Taken }], Kinds.Number,
            "The position of a part in a text, exactly as written; 0 if it is not there.", "某段文字在文本中的位置（区分大小写）；没有时为 0。", "FIND('@', mail)")
        {
            Compute = Find,
        },
        new("REPLACE", Family, [Text, Count with { Name = "start" }, Count, Part with { Name = "by" }], Kinds.Text,
            "The text with so many characters from a position on replaced.", "替换从某个位置起的若干字符。", "REPLACE(phone, 4, 4, '****')")
        {
            Compute = Replace,
        },
        new("SUBSTITUTE", Family, [Text, Part, Part with { Name = "by" }], Kinds.Text,
            "The text with every occurrence of a part replaced.", "替换文本中出现的每一处。", "SUBSTITUTE(code, '-', '')")
        {
            Compute = Substitute,
        },
        new("TEXT", Family, [new("value", Kinds.Plain), new("format", Kinds.Text, Presence.Optional, Emptiness.Taken)], Kinds.Text,
            "A value written as text, in a format such as '0.00', '#,##0', '0%' or 'yyyy-MM-dd HH:mm'.",
            "按格式把值写成文本，例如 '0.00'、'#,##0'、'0%'、'yyyy年M月d日'。", "TEXT(due, 'yyyy年M月d日')")
        {
            Compute = Written,
        },
    ];

    private static Value Joined(Arguments arguments, string separator)
    {
        if (arguments.Spread.Count is 0) return Value.Empty;
        var parts = new List<string>(arguments.Spread.Count);
        var length = 0L;
        foreach (var value in arguments.Spread)
        {
            var part = Rendition.Of(value, arguments.Run.Context.Zone)!;
            parts.Add(part);
            length += part.Length + separator.Length;
            if (length > TextLength.Maximum + (long)separator.Length) break;
        }
        length -= separator.Length;
        return TextLength.Allows(arguments.Run, arguments.Call.Offset, length) ? new Value.Text(string.Join(separator, parts)) : Value.Empty;
    }

    private static Value Contains(Arguments arguments)
    {
        if (arguments.At(0) is Value.List list)
        {
            return Arguments.Result(arguments.Has(1)
                && list.Items.Any(item => Equality.Same(arguments.Run, arguments.Offset(0), item, arguments.At(1))));
        }
        if (!TextLength.AllowsSought(arguments.Run, arguments.Offset(1), arguments.Text(1))) return Value.Empty;
        return Arguments.Result(arguments.Has(0) && CodePointText.Lower(arguments.Text(0))
            .Contains(CodePointText.Lower(arguments.Text(1)), StringComparison.Ordinal));
    }

    private static Value Find(Arguments arguments)
    {
        if (arguments.Whole(2, 1, Far, 1) is not { } start) return Value.Empty;
        if (!TextLength.AllowsSought(arguments.Run, arguments.Offset(0), arguments.Text(0))) return Value.Empty;
        var text = arguments.Text(1);
        if (text.Length is 0) return new Value.Number(0);
        var index = text.IndexOf(arguments.Text(0), CodePointText.IndexOf(text, 0, start - 1), StringComparison.Ordinal);
        return new Value.Number(index < 0 ? 0 : CodePointText.Length(text[..index]) + 1);
    }

    private static Value Replace(Arguments arguments)
    {
        if (arguments.Whole(1, 1, Far) is not { } start || arguments.Whole(2, 0, Far) is not { } count) return Value.Empty;
        var text = arguments.Text(0);
        return arguments.Result(
            CodePointText.Slice(text, 0, start - 1) + arguments.Text(3) + CodePointText.Slice(text, start - 1 + count, text.Length));
    }

    private static Value Substitute(Arguments arguments)
    {
        var (text, part, by) = (arguments.Text(0), arguments.Text(1), arguments.Text(2));
        if (part.Length is 0) return arguments.At(0);
        if (!TextLength.AllowsSought(arguments.Run, arguments.Offset(1), part)) return Value.Empty;
        var pieces = text.Split(part);
        return TextLength.Allows(arguments.Run, arguments.Call.Offset, text.Length + (pieces.Length - 1L) * (by.Length - part.Length))
            ? new Value.Text(string.Join(by, pieces))
            : Value.Empty;
    }

    private static Value Written(Arguments arguments)
    {
        var (value, zone) = (arguments.At(0), arguments.Run.Context.Zone);
        if (!arguments.Has(1)) return arguments.Result(Rendition.Of(value, zone)!);
        var format = arguments.Text(1);
        var written = value switch
        {
            Value.Number number => NumberFormat.Read(format)?.Write(number.Amount),
            Value.Date date => DateFormat.Write(date.Day.ToDateTime(default), format),
            Value.Moment moment => DateFormat.Write(LocalTime.Of(moment.At, zone), format),
            _ => null,
        };
        return written is null
            ? arguments.Wrong(1, $"This format does not fit the value.", $"格式与值不符。")
            : arguments.Result(written);
    }
}
