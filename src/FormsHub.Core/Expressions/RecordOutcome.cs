using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Expressions;

/// <summary>What the logic of a form made of a record.</summary>
/// <param name="Data">Keyed by field id, as it is to be stored (or, of a read, shown).</param>
/// <param name="Errors">Failed formulas, rules that refuse, and what is missing; paths begin with /data.</param>
public sealed record RecordOutcome(IReadOnlyDictionary<string, JsonElement> Data, IReadOnlyList<FieldError> Errors)
{
    private readonly IReadOnlyDictionary<(string Field, int Row), FieldState> _states = new Dictionary<(string, int), FieldState>();

    internal RecordOutcome(
        IReadOnlyDictionary<string, JsonElement> data, IReadOnlyList<FieldError> errors,
        IReadOnlyDictionary<(string Field, int Row), FieldState> states)
        : this(data, errors) => _states = states;

    /// <summary>The state of a top-level field, layout too.</summary>
    public FieldState State(Field field) => _states.GetValueOrDefault((field.Id, -1)) ?? RecordLogic.StateOf(field);

    /// <summary>The state of a sub-table's column in the row at that index.</summary>
    public FieldState State(Field column, int row) => _states.GetValueOrDefault((column.Id, row)) ?? RecordLogic.StateOf(column);
}
