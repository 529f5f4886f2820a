using System.Globalization;
using System.Text.Json.Nodes;
using FormsHub.Formulas.Functions;

namespace FormsHub.Formulas.Tests;

/// <summary>Random expressions over a few fields: mostly of fitting kinds, sometimes not, now and then broken.</summary>
internal sealed class ExpressionGenerator(int seed)
{
    private static readonly string[] Numbers = ["num", "neg", "price", "sub.minutes", "none"];
    private static readonly string[] TextFields = ["name", "emoji", "ref.level", "none"];
    private static readonly string[] Formats = ["'0.00'", "'#,##0.0#'", "'0%'", "'yyyy年M月d日'", "'HH:mm'", "'000'", "'x'"];
    private static readonly string[] Units = ["'years'", "'Q'", "'months'", "'w'", "'days'", "'hours'", "'min'"];
    private static readonly string[] Literals =
        ["0", "1", "2", "-1", "0.1", "0.5", "1.005", "3", "7", "10", "12.345", "100", "1e3", "1e-3", "99999999.99", "1e14", "1234567890.123456789", "1e27", "0.0000000001"];
    private static readonly string[] Quoted = ["'a'", "''", "'上海'", "'Hello World'", "'😀x'", "' pad '", "'12.50'", "'2026-02-28'", "'>5'", "'phone'", "'-'"];

    private static readonly Kinds[] Single =
        [Kinds.Number, Kinds.Text, Kinds.Logical, Kinds.Date, Kinds.Moment, Kinds.Row, Kinds.List];

    private readonly Random _random = new(seed);

    public static JsonObject Fields() => JsonNode.Parse("""
        {
          "num": 42, "neg": -3.75, "price": 19.99, "name": "Li 雷", "emoji": "a😀b", "yes": true, "no": false,
          "day": {"date": "2024-02-29"}, "at": {"moment": "2026-03-08T06:59:59.250Z"}, "tags": ["x", "y", "x", null],
          "ref": {"row": "r9", "fields": {"level": "VIP", "amount": 0.07}},
          "sub": [{"row": "1", "fields": {"minutes": 5, "kind": "phone", "on": {"date": "2026-01-31"}}},
                  {"row": "2", "fields": {"minutes": null, "kind": "visit", "on": null}},
                  {"row": "3", "fields": {"minutes": 12.5, "kind": "phone", "on": {"date": "2026-12-31"}}}]
        }
        """)!.AsObject();

    public string Next()
    {
        var source = Of(Any(), 4);
        if (_random.Next(25) > 0) return source;
        var at = _random.Next(source.Length + 1);
        if (at < source.Length && char.IsLowSurrogate(source[at])) at++;
        return _random.Next(2) is 0 ? source[..at] : source.Insert(at, Pick("(", ")", ",", "+", "'", "?", "==", ".", " 1 ", "[", "&"));
    }

    private Kinds Any() => Pick(Kinds.Number, Kinds.Number, Kinds.Number, Kinds.Text, Kinds.Text, Kinds.Logical, Kinds.Logical, Kinds.Date, Kinds.Moment, Kinds.List);

    private string Of(Kinds kind, int depth)
    {
        if (_random.Next(30) is 0) kind = Any();
        if (depth is 0 || _random.Next(5) is 0) return Leaf(kind);
        if (_random.Next(2) is 0 && Call(kind, depth) is { } call) return call;
        return kind switch
        {
            Kinds.Number => Pick(0, 1, 2, 3) switch
            {
                0 => $"({Of(Kinds.Number, depth - 1)} {Pick("+", "-", "*", "/", "%")} {Of(Kinds.Number, depth - 1)})",
                1 => $"{Of(Kinds.Number, depth - 1)} {Pick("+", "-", "*", "/", "%")} {Of(Kinds.Number, depth - 1)}",
                2 => $"-({Of(Kinds.Number, depth - 1)})",
                _ => $"({Of(Kinds.Date, depth - 1)} - {Of(Kinds.Date, depth - 1)})",
            },
            Kinds.Text => $"{Of(Kinds.Text, depth - 1)} + {Of(Any(), depth - 1)}",
            Kinds.Logical => Pick(0, 1, 2, 3) switch
            {
                0 => Compared(depth),
                1 => $"({Of(Kinds.Logical, depth - 1)} {Pick("&&", "||")} {Of(Kinds.Logical, depth - 1)})",
                2 => $"!({Of(Kinds.Logical, depth - 1)})",
                _ => $"{Of(Any(), depth - 1)} {Pick("==", "!=", "===", "!==")} {Of(Any(), depth - 1)}",
            },
            Kinds.Date => $"({Of(Kinds.Date, depth - 1)} {Pick("+", "-")} {_random.Next(400).ToString(CultureInfo.InvariantCulture)})",
            Kinds.List => $"[{Of(Any(), depth - 1)}, {Of(Any(), depth - 1)}]",
            _ => $"({Of(Kinds.Logical, depth - 1)} ? {Of(kind, depth - 1)} : {Of(kind, depth - 1)})",
        };
    }

    private string Compared(int depth)
    {
        var kind = Pick(Kinds.Number, Kinds.Text, Kinds.Date, Kinds.Moment);
        return $"{Of(kind, depth - 1)} {Pick("<", "<=", ">", ">=", "==", "!=")} {Of(kind, depth - 1)}";
    }

    private string? Call(Kinds kind, int depth)
    {
        var fitting = FunctionList.All.Where(function => function.Returns.HasFlag(kind)).ToList();
        if (fitting.Count is 0) return null;

        var function = fitting[_random.Next(fitting.Count)];
        var repeats = function.RepeatFrom < function.Parameters.Count;
        var group = function.Parameters.Count - function.RepeatFrom;
        var count = repeats
            ? function.Parameters.Count + group * _random.Next(3)
            : function.Parameters.Count - _random.Next(function.Parameters.Count(parameter => parameter.Presence is Presence.Optional) + 1);
        var arguments = Enumerable.Range(0, count).Select(i => Argument(function.ParameterAt(i), kind, depth));
        return $"{function.Name}({string.Join(", ", arguments)})";
    }

    private string Argument(Parameter parameter, Kinds wanted, int depth)
    {
        if (parameter.Name is "unit") return Pick(Units);
        if (parameter.Name is "format") return Pick(Formats);
        if (parameter.Name is "decimals" or "count" or "start" or "months" or "exponent" or "days" && _random.Next(6) > 0)
            return _random.Next(-2, 6).ToString(CultureInfo.InvariantCulture);
        if (parameter.Spreads && _random.Next(4) is 0) return Pick("sub.minutes", "sub.kind", "sub.on", "tags", "sub");
        var kinds = Single.Where(kind => parameter.Kinds.HasFlag(kind)).ToList();
        return Of(parameter.Kinds.HasFlag(wanted) && _random.Next(3) > 0 ? wanted : kinds[_random.Next(kinds.Count)], depth - 1);
    }

    private string Leaf(Kinds kind) => kind switch
    {
        Kinds.Number => _random.Next(3) > 0 ? Pick(Literals) : Pick(Numbers),
        Kinds.Text => _random.Next(2) is 0 ? Pick(Quoted) : Pick(TextFields),
        Kinds.Logical => Pick("true", "false", "yes", "no", "none"),
        Kinds.Date => Pick("day", "TODAY()", "DATE(2026, 1, 31)", "DATE(2025, 12, 1)", "none"),
        Kinds.Moment => Pick("at", "NOW()", "DATEADD(at, 5, 'hours')"),
        Kinds.Row => Pick("ref", "FIRST(sub)"),
        _ => Pick("tags", "sub.minutes", "sub.kind", "sub", "[1, 2, 'a']", "[]"),
    };

    private T Pick<T>(params T[] options) => options[_random.Next(options.Length)];
}
