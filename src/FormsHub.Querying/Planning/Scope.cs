using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// Where names in a part of a statement lead: records of a form, rows of a sub-table or items of a list, under an alias; and what of
/// them may be seen there.
/// </summary>
/// <param name="Alias">Of our own making: "r", "t1". The jsonb of records, rows and items is its column <c>data</c>.</param>
internal sealed record Scope(Form Form, string Alias, PlanContext Context, FormSight Sight)
{
    public string Data => Alias + ".data";

    /// <summary>The record that the rows or items are of; itself, if it is one.</summary>
    public Scope Record { get => field ?? this; private init; }

    /// <summary>The records of another form, or of the same under another alias.</summary>
    public Scope Inner(Form form) => new(form, Context.NewAlias(), Context, IsTrusted ? FormSight.Whole(form) : Context.SightOf(form)) { IsTrusted = IsTrusted };

    /// <summary>The rows of a sub-table, or the items of a list.</summary>
    public Scope Elements() => this with { Alias = Context.NewAlias(), Record = Record };

    /// <summary>The same for what decides itself what may be seen: row scopes, and what designers disclose.</summary>
    public Scope Trusted() => this with { Sight = FormSight.Whole(Form), IsTrusted = true, Record = ReferenceEquals(Record, this) ? null! : Record.Trusted() };

    public SqlText Column(SystemField field) =>
        field == SystemField.Title && TitleSight() is { } condition
            ? SqlText.Of($"(case when {condition} then {SqlText.Known(Alias)}.title end collate \"C\")")
            : SqlText.Known(field.Kind is SystemKind.Text ? $"({Alias}.{field.Column} collate \"C\")" : $"{Alias}.{field.Column}");

    /// <summary>The title of a record as it is shown: empty where its field is hidden, a mask where that is masked.</summary>
    public SqlText ShownTitle()
    {
        var title = SqlText.Known(Alias + ".title");
        if (RecordText.TitleField(Form) is not { } field || Sight.WhereClear(field, Record) is not { } clear) return title;
        return SqlText.Of($"(case when {clear} then {title} when {Sight.WhereMasked(field, Record)} and {title} <> '' then '{SqlText.Known(Masking.Everything)}' else '' end)");
    }

    /// <summary>The id of the record that a reference points at.</summary>
    public SqlText Linked(Field reference) => SafeUuid.OfValue(Values.Of(reference, this).Sql);

    /// <summary>The rows or items of a field as a table under the inner scope's alias; none where it is empty.</summary>
    public SqlText Elements(Field list, Scope inner) =>
        SqlText.Of($"jsonb_path_query({Values.Of(list, this).Sql}, '$[*]') {SqlText.Known(inner.Alias)}(data)");

    private bool IsTrusted { get; init; }

    private SqlText? TitleSight() => RecordText.TitleField(Form) is { } field ? Sight.WhereClear(field, Record) : null;
}

/// <summary>What all parts of one statement share.</summary>
internal sealed class PlanContext(QueryWorld world, DateTimeOffset? asOf = null)
{
    private int _aliases;

    /// <summary>
    /// Whether all records of the form are likely to be read, as for groups: references are then compared as they are stored, which is
    /// quicker for many than to look each of them up.
    /// </summary>
    public bool ReadsAll { get; init; }

    /// <summary>Whether records are read as they are now.</summary>
    public bool IsNow => asOf is null;

    /// <summary>Whether the records are as they were at some time. What is seen of them is what is seen of them as they are now.</summary>
    public bool IsOfPast { get; init; } = asOf is not null;
    public QueryWorld World => world;
    public IFormCatalog Catalog => world.Catalog;
    public FilterContext Values => world.Values;
    public FilterRights Rights => world.Rights;

    /// <summary>Reads the filters of roll-ups, which their designers wrote and not the one who asks.</summary>
    public FilterParser Parser => world.Designed;

    public FormSight SightOf(Form form) => world.SightOf(form);

    public Scope Root(Form form) => new(form, "r", this, world.SightOf(form));

    public string NewAlias() => $"t{++_aliases}";

    /// <summary>
    /// What stands after <c>from</c> for the records of a scope that may be seen, as they are or as they were. This is the only way to
    /// the record tables; of what was, that is seen which is seen now, by who may see the history of it.
    /// </summary>
    public SqlText Source(Scope scope)
    {
        var alias = SqlText.Known(scope.Alias);
        var records = SqlText.Known($"{RecordTable.Records(scope.Form.Number)} {scope.Alias}");
        var seen = scope.Sight.Rows(scope);
        if (asOf is not { } moment) return seen is null ? records : SqlText.Of($"(select * from {records} where {seen}) {alias}");

        var then = SqlText.Of($"({Planning.AsOf.Records(scope.Form, moment)}) {alias}");
        SqlText?[] conditions = [seen, scope.Sight.WhereAllowed(FormAction.ViewHistory, scope)];
        var where = conditions.OfType<SqlText>().ToList();
        return where.Count is 0 ? then : SqlText.Of($"(select * from {then} where {SqlText.Join(" and ", where)}) {alias}");
    }

    /// <summary>A condition over the records of a scope as they are now, whatever time they are read of.</summary>
    public SqlText Presently(Scope record, Func<Scope, SqlText> condition)
    {
        if (!IsOfPast) return condition(record);
        var alias = NewAlias();
        var now = new PlanContext(world) { _aliases = _aliases }.Root(record.Form) with { Alias = alias };
        var held = condition(now);
        _aliases = now.Context._aliases;
        return SqlText.Of($"exists (select 1 from {SqlText.Known($"{RecordTable.Records(record.Form.Number)} {now.Alias}")} where {SqlText.Known(now.Alias)}.id = {SqlText.Known(record.Alias)}.id and {held})");
    }
}
