using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;

namespace FormsHub.Core.Expressions;

/// <summary>
/// What a form's expressions make of a record: defaults (of a new one), formulas, values set by rules, formulas again, then the state
/// of each field and everything that stands against saving. The browser does the same in ui/src/lib/expressions/evaluateForm.ts.
/// </summary>
public sealed class RecordLogic
{
    private readonly Form _form;
    private readonly RecordContext _context;
    private readonly WorkingRecord _record;
    private readonly List<FieldError> _errors = [];

    /// <summary>The errors of the last computation of the formulas.</summary>
    private readonly List<FieldError> _failures = [];
    private readonly Dictionary<(string Field, int Row), FieldState> _states = [];

    private RecordLogic(Form form, IReadOnlyDictionary<string, JsonElement> data, RecordContext context) =>
        (_form, _context, _record) = (form, context, new WorkingRecord(form, data, context));

    /// <summary>The record as it is to be stored. <paramref name="data"/> holds values as <see cref="FieldType.Read"/> normalised them.</summary>
    public static RecordOutcome Apply(Form form, IReadOnlyDictionary<string, JsonElement> data, RecordContext context)
    {
        var logic = new RecordLogic(form, data, context);
        if (context.Before is null) logic.Defaults();
        logic.Formulas();
        if (logic.RuleValues()) logic.Formulas();
        logic.Rules();
        logic.HideSections();
        logic.DemandRequired();
        return new RecordOutcome(logic._record.Data(form.Logic.Volatile), [.. logic._failures, .. logic._errors], logic._states);
    }

    /// <summary>The formulas that are computed at each read, by field id; those that fail are left out.</summary>
    /// <param name="data">At least the fields that these formulas read.</param>
    public static Dictionary<string, JsonElement> Volatile(Form form, IReadOnlyDictionary<string, JsonElement> data, RecordContext context)
    {
        var logic = new RecordLogic(form, data, context);
        var values = new Dictionary<string, JsonElement>();
        foreach (var formula in form.Logic.VolatileFormulas)
        {
            logic.Formula(formula);
            if (formula.Field.Table is null && logic._record.Stored(formula.Field, -1) is { } value) values[formula.Field.Id] = value;
        }
        return values;
    }

    internal static FieldState StateOf(Field field) =>
        new(!field.Definition.Hidden, field.Definition.Required && !field.Definition.Hidden, field.Definition.ReadOnly);

    private void Defaults()
    {
        foreach (var field in _form.Fields.Where(field => field.Type.Role is FieldRole.Input))
        {
            foreach (var each in field.Columns.Where(column => column.Type.Role is FieldRole.Input).Prepend(field))
            {
                if (each.Definition.Default is { } constant && constant.ValueKind is not JsonValueKind.Null)
                    EachEmpty(each, row => Put(each, row, constant));
            }
        }
        foreach (var (field, expression) in _form.Logic.Defaults)
            EachEmpty(field, row => Take(field, row, expression));
    }

    private void EachEmpty(Field field, Action<int> fill)
    {
        if (_context.Emptied.Contains(field.Id)) return;
        foreach (var row in Places(field))
        {
            if (!_record.Has(field, row)) fill(row);
        }
    }

    private void Formulas()
    {
        _failures.Clear();
        foreach (var formula in _form.Logic.Formulas) Formula(formula);
    }

    private void Formula(FieldExpression formula)
    {
        foreach (var row in Places(formula.Field))
        {
            var value = formula.Expression.Evaluate(Context(formula.Field, row));
            var written = value.Failed ? value.Problem : FormulaResult.Write(value.Value, formula.Field);
            if (written.Failed) Fail(_failures, formula.Field, row, written.Problem);
            _record.Set(formula.Field, row, written.Failed ? null : written.Value);
        }
    }

    /// <summary>Whether a rule changed a value.</summary>
    private bool RuleValues()
    {
        var changed = false;
        foreach (var rule in _form.Logic.Rules)
        {
            foreach (var action in rule.Actions)
            {
                if (action.Value is not { } expression) continue;
                foreach (var row in Places(action.Field))
                {
                    if (Holds(rule, action.Field, row) is true) changed |= Take(action.Field, row, expression);
                }
            }
        }
        return changed;
    }

    private void Rules()
    {
        foreach (var rule in _form.Logic.Rules)
        {
            foreach (var action in rule.Actions)
            {
                foreach (var row in Places(action.Field))
                {
                    switch (Holds(rule, action.Field, row))
                    {
                        case true:
                            Act(action, row);
                            break;
                        case null:
                            Fail(_errors, action.Field, row, rule.When.Evaluate(Context(action.Field, row)).Problem!);
                            break;
                    }
                }
            }
        }
    }

    private void Act(RuleAction action, int row)
    {
        var effect = action.Effect;
        var state = _states.GetValueOrDefault((action.Field.Id, row)) ?? StateOf(action.Field);
        var visible = effect.Visible ?? state.Visible;
        _states[(action.Field.Id, row)] = new FieldState(
            visible, effect.Required ?? (state.Required || action.Field.Definition.Required), effect.ReadOnly ?? state.ReadOnly);
        if (effect.Error is { } error)
        {
            _errors.Add(new FieldError(Path(action.Field, row), "rule",
                new Message($"{error.In(Language.English)}", $"{error.In(Language.Chinese)}")));
        }
    }

    /// <summary>A section or tab that is hidden hides what stands in it; nobody is asked for a hidden field.</summary>
    private void HideSections()
    {
        var (tabShown, sectionShown) = (true, true);
        foreach (var field in _form.AllFields)
        {
            var state = _states.GetValueOrDefault((field.Id, -1)) ?? StateOf(field);
            if (field.Type.Name is "tabs") (tabShown, sectionShown) = (state.Visible, true);
            if (field.Type.Name is "section") sectionShown = state.Visible;
            var visible = state.Visible && tabShown && sectionShown;
            _states[(field.Id, -1)] = state with { Visible = visible, Required = state.Required && visible };
        }
        foreach (var ((id, row), state) in _states.Where(each => each.Key.Row >= 0 && !each.Value.Visible).ToList())
            _states[(id, row)] = state with { Required = false };
    }

    /// <summary>
    /// A field that was empty already, though it was demanded then as now, does not block a change of other fields: the definition may
    /// have become stricter since.
    /// </summary>
    private void DemandRequired()
    {
        var missing = new List<FieldError>();
        foreach (var ((id, row), state) in _states)
        {
            if (!state.Required || row >= 0) continue;
            if (_form.ById(id) is not { Type.Role: FieldRole.Input } field || _record.Has(field, -1)) continue;
            if (_context.Before is { } before && !before.ContainsKey(id) && WasRequired(field, before)) continue;
            missing.Add(RecordErrors.Required(Path(field, -1), field));
        }
        foreach (var ((id, row), state) in _states)
        {
            if (row < 0 || !state.Required) continue;
            var column = _form.Fields.SelectMany(table => table.Columns).First(each => each.Id == id);
            if (!column.Definition.Required && column.Type.Role is FieldRole.Input && !_record.Has(column, row))
                missing.Add(RecordErrors.Required(Path(column, row), column));
        }
        _errors.AddRange(missing);
    }

    private bool WasRequired(Field field, IReadOnlyDictionary<string, JsonElement> before)
    {
        var then = new RecordLogic(_form, before, _context);
        then.Rules();
        then.HideSections();
        return then._states[(field.Id, -1)].Required;
    }

    private bool? Holds(Rule rule, Field field, int row)
    {
        var when = rule.When.Evaluate(Context(field, row));
        return when.Failed ? null : when.Value is Value.Logical { Holds: true };
    }

    /// <summary>Gives a field the value of an expression. Whether that changed anything.</summary>
    private bool Take(Field field, int row, Expression expression)
    {
        var value = expression.Evaluate(Context(field, row));
        if (value.Failed)
        {
            Fail(_errors, field, row, value.Problem);
            return false;
        }
        if (value.Value is Value.Nothing) return _record.Set(field, row, null);
        return Put(field, row, field.Type.FromValue(value.Value, field));
    }

    private bool Put(Field field, int row, JsonElement? input)
    {
        var reading = input is { } present ? field.Type.Read(present, field) : default;
        foreach (var error in reading.Errors ?? []) _errors.Add(error.Under(Path(field, row)));
        return !reading.Failed && _record.Set(field, row, reading.Value);
    }

    private EvaluationContext Context(Field field, int row) => field.Table is { } table ? _record.InRow(table, row) : _record.Top;

    /// <summary>-1 for a top-level field, the indexes of the rows for a column.</summary>
    private IEnumerable<int> Places(Field field) => field.Table is { } table ? Enumerable.Range(0, _record.RowCount(table)) : [-1];

    private static void Fail(List<FieldError> errors, Field field, int row, Problem problem)
    {
        var message = problem.Errors is [var only] ? only.Message : problem.Message;
        var path = Path(field, row);
        if (!errors.Exists(error => error.Path == path && error.Code == problem.Code)) errors.Add(new FieldError(path, problem.Code, message));
    }

    private static string Path(Field field, int row) => field.Table is { } table ? $"/data/{table.Key}/{row}/{field.Key}" : $"/data/{field.Key}";
}
