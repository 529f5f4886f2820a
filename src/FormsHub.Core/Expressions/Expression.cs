using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Expressions;

/// <summary>A compiled expression: checked, bounded and free of side effects.</summary>
public abstract class Expression
{
    public abstract string Source { get; }

    /// <summary>The fields it reads, as keys from the form outwards: ["amount"], ["calls", "minutes"], ["customer", "level"].</summary>
    public abstract IReadOnlyList<IReadOnlyList<string>> Reads { get; }

    /// <summary>Whether its value changes while no field does (TODAY, NOW, ME): such a value is computed when it is read.</summary>
    public abstract bool IsVolatile { get; }

    /// <summary>The value, or a problem of kind Invalid (division by zero, wrong argument, a limit reached).</summary>
    public abstract Result<Value> Evaluate(EvaluationContext context);
}

/// <summary>What an expression may see of the world.</summary>
/// <param name="Field">The value of a top-level field by key; inside a sub-table row, first of the row's columns.</param>
/// <param name="Zone">The zone that TODAY and the date parts of moments are in.</param>
public sealed record EvaluationContext(Func<string, Value> Field, DateTimeOffset Now, TimeZoneInfo Zone, Person? Me);

/// <summary>The caller as expressions see it: <c>ME()</c> is the id.</summary>
public sealed record Person(Guid Id, string UserName, string DisplayName, Guid? Department);

/// <summary>The expression language; FormsHub.Formulas is the implementation.</summary>
public interface IExpressionLanguage
{
    /// <summary>Parses and checks; errors carry <c>line</c> and <c>column</c> (from 1) in the message and in Details.</summary>
    Result<Expression> Compile(string source);

    /// <summary>
    /// Compiles all expressions of a form and orders its formulas; errors name their place in the definition
    /// (<c>/fields/4/expression</c>, <c>/rules/0/when</c>): unknown fields and functions, cycles, wrong result types.
    /// </summary>
    Result<FormLogic> Compile(Form form, IFormCatalog catalog);
}
