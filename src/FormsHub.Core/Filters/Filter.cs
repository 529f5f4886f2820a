using FormsHub.Core.Forms;

namespace FormsHub.Core.Filters;

/// <summary>
/// A question about a record that it answers with yes or no, never with "unknown": an empty value equals nothing, and "not" is
/// always the other answer. The reference is docs/reference/filters.md.
/// </summary>
public abstract record Filter
{
    private Filter()
    {
    }

    /// <summary>Holds for every record.</summary>
    public static readonly Filter Everything = new All([]);

    /// <summary>Whether it holds only for records that have a value in the field.</summary>
    public bool Demands(Field field, FilterContext context) => this switch
    {
        All all => all.Parts.Any(part => part.Demands(field, context)),
        Condition { Subject: Subject.OfField { Field: var asked } } condition => asked == field
            && !condition.Operator.HoldsForEmpty([.. condition.Operands.SelectMany(operand => operand.Resolve(context))]),
        _ => false,
    };

    public sealed record All(IReadOnlyList<Filter> Parts) : Filter;

    public sealed record Any(IReadOnlyList<Filter> Parts) : Filter;

    public sealed record Not(Filter Part) : Filter;

    /// <summary>A value of the record compared with operands.</summary>
    public sealed record Condition(Subject Subject, FilterOperator Operator, IReadOnlyList<Operand> Operands) : Filter;

    /// <summary>The part holds for the referenced record; where there is none, for a record whose fields are all empty.</summary>
    public sealed record Through(Field Reference, Form Target, Filter Part) : Filter;

    /// <summary>The part holds for a row of the sub-table.</summary>
    public sealed record SomeRow(Field Table, Filter Part) : Filter;

    /// <summary>The part holds for one of the referenced records.</summary>
    public sealed record SomeRecord(Field References, Form Target, Filter Part) : Filter;

    /// <summary>The part, whose subject is the item, holds for an item of the list.</summary>
    public sealed record SomeItem(Field List, Filter Part) : Filter;
}
