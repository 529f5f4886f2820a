using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Formulas.Parsing;

namespace FormsHub.Formulas;

/// <summary>The expression language of FormsHub: docs/reference/formulas.md is its law.</summary>
public sealed class FormulaLanguage : IExpressionLanguage
{
    public Result<Expression> Compile(string source)
    {
        var formula = Parse(source);
        return formula.Failed ? formula.Problem : formula.Value;
    }

    public Result<FormLogic> Compile(Form form, IFormCatalog catalog) => FormCompilation.Compile(form, catalog);

    internal static Result<Formula> Parse(string source)
    {
        var tokens = Scanner.Scan(source);
        if (tokens.Failed) return tokens.Problem;
        if (Grammar.Check(source, tokens.Value) is { } problem) return problem;
        var root = Parser.Parse(source, tokens.Value);
        return root.Failed ? root.Problem : new Formula(source, root.Value);
    }
}
