using FormsHub.Core.Expressions;
using FormsHub.Formulas.Dates;
using FormsHub.Formulas.Nodes;
using FormsHub.Formulas.Numbers;

namespace FormsHub.Formulas.Functions;

/// <summary>
/// The criterion of COUNTIF and SUMIF: a value to equal, or a text that begins with =, &lt;&gt;, &lt;, &lt;=, &gt; or &gt;=. What follows the sign is
/// read as the item's kind.
/// </summary>
internal sealed record Criterion(string Sign, Value Operand)
{
    private static readonly string[] Signs = ["<>", "<=", ">=", "<", ">", "="];

    public static Criterion? Of(Arguments arguments, int index)
    {
        if (!arguments.Has(index)) return new Criterion("=", Value.Empty);
        if (arguments.At(index) is not Value.Text text) return new Criterion("=", arguments.At(index));
        var sign = Array.Find(Signs, each => text.Content.StartsWith(each, StringComparison.Ordinal));
        return sign is null ? new Criterion("=", text) : new Criterion(sign, new Value.Text(text.Content[sign.Length..].Trim(' ')));
    }

    public bool IsMetBy(Arguments arguments, Value item)
    {
        arguments.Run.Spend(arguments.Offset(0), 1);
        var operand = Operand is Value.Text text ? Read(text.Content, item) : Operand;
        if (Sign is "=" or "<>") return Equality.Same(arguments.Run, arguments.Offset(0), item, operand) == (Sign is "=");
        return Order.Compare(item, operand) is { } order && Sign switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    /// <summary>The criterion's text as a value of the item's kind, where it is one.</summary>
    private static Value Read(string text, Value item) => item switch
    {
        Value.Number when NumberText.Read(text) is { } number => new Value.Number(number),
        Value.Date when DateText.Read(text) is { } day => new Value.Date(day),
        Value.Logical when text is "true" or "false" => Run.Logical(text is "true"),
        _ => new Value.Text(text),
    };
}
