using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Querying.Graph.Answers;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Subscriptions;

/// <summary>
/// The statement that tells what revisions made of records: ev names each revision, rv is it, a0 the record as it is now and as far as
/// it is seen, also in the recycle bin, and b0 the record as it was before, where its history is seen.
/// </summary>
/// <param name="isHistory">Whether the revisions were made before the subscription began: what was then is for who may see the history.</param>
internal sealed class ChangeStatement(GraphStatement statement, bool isHistory)
{
    private const string HadBefore = "rv.op not in ('create', 'restore')";
    private const string IsSeen = "a0.id is not null";
    private const string IsThere = "a0.id is not null and a0.deleted_at is null";

    private readonly Selected _root = statement.Roots[0];
    private readonly Scope _now = new PlanContext(statement.Asker.World).Root(FormOf(statement)) with { Alias = "a0" };
    private readonly Scope _before = new PlanContext(statement.Asker.OfPast().World) { IsOfPast = true }.Root(FormOf(statement)) with { Alias = "b0" };

    private static Form FormOf(GraphStatement statement) => ((ChangedField)statement.Roots[0].Field.Tag!).Form;

    private Form Form => _now.Form;

    public SqlText Of(IReadOnlyList<ChangedRevision> revisions)
    {
        var errors = new List<FieldError>();
        var filter = InputFilter.Of(_root, "where", Form, statement.Asker.World, errors);
        statement.Refuse(_root, errors);
        if (errors.Count > 0) return SqlText.Empty;

        var (ids, revs) = (revisions.Select(each => each.Record).ToArray(), revisions.Select(each => each.Rev).ToArray());
        var json = JsonText.Object([(_root.Key, JsonText.Object(_root.Fields.Select(each => (each.Key, Member(each)))))]);
        return SqlText.Of($"""
            select ev.n::int, {json.Sql}
            from unnest({ids}, {revs}) with ordinality ev (record, rev, n)
            join {SqlText.Known(RecordTable.Revisions(Form.Number))} rv on rv.record = ev.record and rv.rev = ev.rev
            left join lateral (select * from {RecordSource.Of(_now, SqlText.Known("a0.id = ev.record"))}) a0 on true
            {(_root.Fields.Any(each => each.Name is "before") && MaySeeHistory ? Before() : SqlText.Empty)}
            where {Meets(filter)}
            order by ev.n
            """);
    }

    private bool MaySeeHistory => FormAccess.May(statement.Asker.Caller, Form, FormAction.ViewHistory);

    /// <summary>Where the caller may be told of what was before the subscription began; null: everywhere.</summary>
    private SqlText? KnowsHistory => !isHistory || _now.Sight.AllowsEverywhere(FormAction.ViewHistory) ? null
        : _now.Sight.WhereAllowed(FormAction.ViewHistory, _now) is { } allowed ? SqlText.Of($"({SqlText.Known(IsSeen)} and {allowed})")
        : SqlText.Known(IsSeen);

    /// <summary>
    /// Whether the record was seen and met the filter after the change, or before it: by what it was then, so that who had it in sight
    /// learns that it has left. References lead to what is there now.
    /// </summary>
    private SqlText Meets(Filter? filter)
    {
        var now = filter is null ? SqlText.Empty : SqlText.Of($" and {Conditions.Of(filter, _now)}");
        return SqlText.Of($"""
            ({SqlText.Known(IsThere)} and a0.rev = ev.rev{now}
              or (a0.id is null or a0.rev <> ev.rev) and {WasMet(filter, "ev.rev + 1")}
              or {SqlText.Known(HadBefore)} and {WasMet(filter, "ev.rev")})
            """);
    }

    private SqlText WasMet(Filter? filter, string before)
    {
        var then = new PlanContext(statement.Asker.World).Root(Form) with { Alias = "p0" };
        var meets = filter is null ? null : Conditions.Of(filter, then);
        // Filters would find out what was: who may not know it is told of every change.
        if (meets is not null && KnowsHistory is { } knows) meets = SqlText.Of($"(case when {knows} then {meets} else true end)");
        SqlText?[] conditions = [SqlText.Known("p0.deleted_at is null"), then.Sight.Rows(then), meets];
        return SqlText.Of($"""
            exists (select 1 from ({AsOf.Before(Form, SqlText.Known("ev.record"), SqlText.Known(before))}) p0 where {SqlText.Join(" and ", conditions.OfType<SqlText>())})
            """);
    }

    private SqlText Before()
    {
        SqlText?[] conditions = [SqlText.Known("b0.deleted_at is null"), _before.Sight.Rows(_before), _before.Sight.WhereAllowed(FormAction.ViewHistory, _before)];
        var select = SqlText.Of($"""
            select b0.* from ({AsOf.Before(Form, SqlText.Known("ev.record"), SqlText.Known("ev.rev"))}) b0 where {SqlText.Join(" and ", conditions.OfType<SqlText>())}
            """);
        return SqlText.Of($"left join lateral (select * from {RecordSource.WithMet(_before, select)}) b0 on {SqlText.Known(HadBefore)}");
    }

    private JsonText Member(Selected asked) => asked.Name switch
    {
        "__typename" => JsonText.Constant($"\"{_root.Type.Name}\""),
        "op" => new(SqlText.Known("(case rv.op when 'create' then '\"INSERT\"' when 'delete' then '\"DELETE\"' when 'restore' then '\"RESTORE\"' else '\"UPDATE\"' end)"), false),
        "id" => SystemAnswer.Id(SqlText.Known("ev.record")),
        "rev" => new(SqlText.Known("rv.rev::text"), false),
        "at" => SystemAnswer.Moment(SqlText.Known("rv.at"), mayBeEmpty: false),
        "by" when _now.Sight.NamesPeople => statement.Fill(new LinkHole(LinkKind.User, false, asked), SystemAnswer.Id(SqlText.Known($"(case when {IsSeen} then rv.by end)")).Sql),
        "by" => JsonText.Null,
        "changeSet" => SystemAnswer.Id(SqlText.Known("rv.change_set")),
        "fields" => Fields(),
        "before" => MaySeeHistory ? asked.Object(new Place(statement, _before) { Read = statement.Noted(GraphReadKind.History, Form) }).Where(SqlText.Known("b0.id is not null")) : JsonText.Null,
        "after" => asked.Object(new Place(statement, _now) { Read = statement.Noted(GraphReadKind.Record, Form) }).Where(SqlText.Known(IsThere)),
        _ => throw new InvalidOperationException(asked.Name),
    };

    /// <summary>The keys of the changed fields that are seen of the record as it is now.</summary>
    private JsonText Fields()
    {
        var met = new Place(statement, _now).Met;
        var known = Form.Fields.Where(field => _now.Sight.Most(field) is not Sight.Nothing).Select(field => (field.Id, field.Key, Seen: SeenAt(field, met)))
            .Concat(new[] { Changes.Owner, Changes.Department, Changes.State }.Select(name => (Id: name, Key: name, Seen: SqlText.Known("true"))))
            .Select((each, i) => SqlText.Of($"({SqlText.Known(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i}, '{each.Id}', '{each.Key}'"))}, {each.Seen})"));
        return new(SqlText.Of($"""
            (case when {KnowsHistory ?? SqlText.Known(IsSeen)} then (
              select '[' || coalesce(string_agg('"' || k.key || '"', ',' order by k.n), '') || ']' from (values {SqlText.Join(", ", known)}) k (n, id, key, seen)
              where k.seen and rv.changes ? k.id) else '[]' end)
            """), false);
    }

    private SqlText SeenAt(Field field, string met)
    {
        if (_now.Sight.WhereClear(field, met) is not { } clear) return SqlText.Known("true");
        return _now.Sight.WhereMasked(field, met) is { } masked ? SqlText.Of($"({clear} or {masked})") : clear;
    }
}
