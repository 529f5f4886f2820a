using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Formulas.Parsing;

namespace FormsHub.Formulas;

/// <summary>Compiles the expressions of one form and collects everything that is wrong with them.</summary>
internal sealed class FormCompilation
{
    private readonly Form _form;
    private readonly FieldShapes _shapes;
    private readonly List<FieldError> _errors = [];
    private readonly List<FormulaGraph.Vertex> _formulas = [];
    private readonly List<FormulaGraph.Vertex> _defaults = [];
    private readonly Dictionary<(string When, string Field, string Aspect), string> _effects = [];

    private FormCompilation(Form form, IFormCatalog catalog) => (_form, _shapes) = (form, new FieldShapes(form, catalog));

    public static Result<FormLogic> Compile(Form form, IFormCatalog catalog)
    {
        var compilation = new FormCompilation(form, catalog);
        compilation.Fields(form.AllFields, "/fields");
        var formulas = compilation.Order(compilation._formulas);
        var defaults = compilation.Order(compilation._defaults);
        var rules = compilation.Rules();
        if (compilation._errors.Count > 0) return Wrong(compilation._errors);
        return new FormLogic([.. defaults.Select(Ready)], [.. formulas.Select(Ready)], rules) { Volatile = compilation.Volatile(formulas) };
    }

    private static Problem Wrong(IReadOnlyList<FieldError> errors)
    {
        var problem = Problem.Invalid(
            "invalid_expressions", $"Some expressions of the form are wrong.", $"表单中的部分表达式有误。");
        return problem with { Errors = errors };
    }

    private static FieldExpression Ready(FormulaGraph.Vertex vertex) => new(vertex.Field, vertex.Formula);

    private void Fields(IReadOnlyList<Field> fields, string path)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (field.Type.Role is FieldRole.Formula
                && field.Definition.Options["expression"] is JsonValue value && value.TryGetValue<string>(out var source))
            {
                Add(_formulas, field, source, $"{path}/{i}/expression", FieldShapes.ResultKinds(field));
            }
            if (field.Definition.DefaultExpression is { } expression)
            {
                var place = $"{path}/{i}/defaultExpression";
                if (field.Type.Role is FieldRole.Input) Add(_defaults, field, expression, place, Fitting(field));
                else _errors.Add(NotSettable(place, field.Key));
            }
            Fields(field.Columns, $"{path}/{i}/fields");
        }
    }

    private void Add(List<FormulaGraph.Vertex> vertices, Field field, string source, string path, Kinds wanted)
    {
        if (Compile(source, path, field.Table, wanted) is not { } formula) return;
        var reads = new HashSet<string>();
        foreach (var read in formula.Paths)
        {
            var (start, column) = _shapes.Start(read, field.Table);
            if (start is not null) reads.Add(start.Id);
            if (column is not null) reads.Add(column.Id);
        }
        vertices.Add(new FormulaGraph.Vertex(field, formula, path, reads));
    }

    /// <summary>The formula of a source; null: it is wrong, and the errors say why.</summary>
    private Formula? Compile(string source, string path, Field? table, Kinds wanted)
    {
        var formula = FormulaLanguage.Parse(source);
        if (formula.Failed)
        {
            _errors.Add(new FieldError(path, formula.Problem.Code, formula.Problem.Message));
            return null;
        }

        var checking = new Checking(source, _shapes.Within(table));
        var shape = formula.Value.Root.Check(checking);
        if (checking.Problems.Count is 0) checking.Demand(formula.Value.Root, shape, wanted);
        _errors.AddRange(checking.Problems.Select(problem => new FieldError(path, problem.Code, problem.Message)));
        return checking.Problems.Count > 0 ? null : formula.Value;
    }

    /// <summary>What a field can take a value from: its own kind, and texts where the value is written as one.</summary>
    private Kinds Fitting(Field field)
    {
        var kinds = _shapes.Of(field, _form).Kinds;
        return kinds.HasFlag(Kinds.Row) ? kinds | Kinds.Text : kinds;
    }

    private IReadOnlyList<FormulaGraph.Vertex> Order(List<FormulaGraph.Vertex> vertices)
    {
        var graph = new FormulaGraph(vertices);
        foreach (var circle in graph.Circles)
        {
            var path = string.Join(" → ", circle.Select(vertex => vertex.Name));
            _errors.Add(new FieldError(circle[0].Path, "circular_formula", new Message(
                $"The formulas need each other: {path}.", $"公式循环引用：{path}。")));
        }
        return graph.Order;
    }

    private HashSet<string> Volatile(IReadOnlyList<FormulaGraph.Vertex> formulas)
    {
        var rollups = _form.Fields.SelectMany(field => field.Columns.Prepend(field)).Where(field => field.Type.Name is "rollup");
        var passing = rollups.Select(field => field.Id).ToHashSet();
        var found = new HashSet<string>();
        foreach (var vertex in formulas)
        {
            if (!vertex.Formula.IsVolatile && !passing.Overlaps(vertex.Reads)) continue;
            passing.Add(vertex.Field.Id);
            found.Add(vertex.Field.Id);
        }
        return found;
    }

    private List<Rule> Rules()
    {
        var rules = new List<Rule>();
        for (var i = 0; i < _form.Definition.Rules.Count; i++)
        {
            var definition = _form.Definition.Rules[i];
            var targets = definition.Set.Select((effect, j) => Target(effect.Field, $"/rules/{i}/set/{j}/field")).ToList();
            var when = Compile(definition.When, $"/rules/{i}/when", targets.Select(field => field?.Table).FirstOrDefault(table => table is not null), Kinds.Logical);
            var actions = new List<RuleAction>();
            for (var j = 0; j < definition.Set.Count; j++)
            {
                if (targets[j] is { } field) actions.Add(Action(definition, j, field, $"/rules/{i}/set/{j}"));
            }
            if (when is not null) rules.Add(new Rule(when, actions));
        }
        return rules;
    }

    private RuleAction Action(RuleDefinition rule, int index, Field field, string path)
    {
        var effect = rule.Set[index];
        var when = WithoutBlanks(rule.When);
        Contradicts(when, effect.Field, "visible", effect.Visible?.ToString(), path);
        Contradicts(when, effect.Field, "required", effect.Required?.ToString(), path);
        Contradicts(when, effect.Field, "readOnly", effect.ReadOnly?.ToString(), path);
        Contradicts(when, effect.Field, "value", effect.Value is null ? null : WithoutBlanks(effect.Value), path);
        if (effect.Value is null) return new RuleAction(field, effect, null);

        if (field.Type.Role is FieldRole.Input) return new RuleAction(field, effect, Compile(effect.Value, path + "/value", field.Table, Fitting(field)));
        _errors.Add(NotSettable(path + "/value", field.Key));
        return new RuleAction(field, effect, null);
    }

    private void Contradicts(string when, string field, string aspect, string? wanted, string path)
    {
        if (wanted is null || _effects.TryAdd((when, field, aspect), wanted) || _effects[(when, field, aspect)] == wanted) return;
        _errors.Add(new FieldError(path, "contradicting_rules", new Message(
            $"Under the same condition another rule wants the opposite of \"{field}\" ({aspect}).",
            $"在相同条件下，另一条规则对“{field}”有相反的要求（{aspect}）。")));
    }

    private Field? Target(string name, string path)
    {
        var parts = name.Split('.');
        var fields = _form.AllFields;
        var field = _form[parts[0]] ?? fields.FirstOrDefault(each => each.Key == parts[0]);
        var found = parts.Length switch
        {
            1 => field,
            2 => field?.Column(parts[1]),
            _ => null,
        };
        if (found is not null) return found;

        var names = fields.SelectMany(each => each.Columns.Select(column => $"{each.Key}.{column.Key}").Prepend(each.Key));
        var near = Suggestion.For(name, names);
        _errors.Add(new FieldError(path, "unknown_field", new Message(
            $"There is no field \"{name}\".{Suggestion.English(near)}", $"没有字段“{name}”。{Suggestion.Chinese(near)}")));
        return null;
    }

    private static FieldError NotSettable(string path, string key) => new(path, "not_settable", new Message(
        $"\"{key}\" takes its value from the server; no expression can set it.", $"“{key}”的值由系统给出，不能用表达式设置。"));

    /// <summary>The parts of a source alone, so that sources that differ in blanks are the same.</summary>
    private static string WithoutBlanks(string source)
    {
        var tokens = Scanner.Scan(source);
        return tokens.Failed ? source : string.Join(' ', tokens.Value.Select(token => $"{token.Kind}{token.Content}"));
    }
}
