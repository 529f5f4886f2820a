using FormsHub.Core.Forms;

namespace FormsHub.Core.Expressions;

/// <summary>The compiled expressions of one form version.</summary>
/// <param name="Defaults">In the order in which they must be computed.</param>
/// <param name="Formulas">In the order in which they must be computed; those of sub-table columns stand among them.</param>
public sealed record FormLogic(
    IReadOnlyList<FieldExpression> Defaults,
    IReadOnlyList<FieldExpression> Formulas,
    IReadOnlyList<Rule> Rules)
{
    public static readonly FormLogic None = new([], [], []);

    /// <summary>
    /// The ids of the formulas that are computed at each read and never stored: they ask the clock or the caller, or read a roll-up
    /// or a formula that does.
    /// </summary>
    public IReadOnlySet<string> Volatile { get; init; } = new HashSet<string>();

    /// <summary>The formulas of <see cref="Volatile"/>, in the order in which they must be computed.</summary>
    public IReadOnlyList<FieldExpression> VolatileFormulas => field ??= [.. Formulas.Where(formula => Volatile.Contains(formula.Field.Id))];
}

/// <summary>An expression that gives a field its value.</summary>
public sealed record FieldExpression(Field Field, Expression Expression);

/// <summary>A compiled rule of a form.</summary>
public sealed record Rule(Expression When, IReadOnlyList<RuleAction> Actions);

/// <summary>A compiled effect: <see cref="Value"/> is the expression that the field takes its value from, if any.</summary>
public sealed record RuleAction(Field Field, RuleEffect Effect, Expression? Value);
