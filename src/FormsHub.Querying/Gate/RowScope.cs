using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Gate;

/// <summary>Which rows of a form something is said about.</summary>
internal abstract record RowScope
{
    /// <summary>The condition over the records of a scope; null: it holds for all.</summary>
    public SqlText? Sql(Scope record) => this switch
    {
        AllRows => null,
        NoRows => SqlText.Known("false"),
        _ => record.Context.Presently(record, Condition),
    };

    /// <summary>The condition that it does not hold; never "unknown" where a value is empty.</summary>
    public SqlText Not(Scope record) => this is AllRows ? SqlText.Known("false") : record.Context.Presently(record, Contrary);

    protected virtual SqlText Condition(Scope record) => SqlText.Known("false");

    protected virtual SqlText Contrary(Scope record) => SqlText.Known("false");

    public sealed record AllRows : RowScope;

    /// <summary>No row: a filter that no longer fits its form gives nothing.</summary>
    public sealed record NoRows : RowScope;

    public sealed record Matching(Filter Filter) : RowScope
    {
        protected override SqlText Condition(Scope record) => Conditions.Of(Filter, record.Trusted());

        protected override SqlText Contrary(Scope record) => Conditions.Of(Filter, record.Trusted(), holds: false);
    }

    /// <summary>Rows whose reference is empty, or leads to a record of which the caller sees these fields.</summary>
    public sealed record Seen(Field Reference, Form Target, Field Field) : RowScope
    {
        protected override SqlText Condition(Scope record)
        {
            var inner = record.Inner(Target);
            var link = record.Trusted().Linked(Reference);
            var clear = inner.Sight.WhereClear(Field, inner) is { } condition ? SqlText.Of($" and {condition}") : SqlText.Empty;
            return SqlText.Of($"({link} is null or exists (select 1 from {record.Context.Source(inner)} where {SqlText.Known(inner.Alias)}.id = {link}{clear}))");
        }
    }
}
