using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// Records as they were at a moment. A record that has not changed since is as it is; of another, each field that changed since
/// takes the old value of its first change, and the rest is as it is.
/// </summary>
internal static class AsOf
{
    private const string Columns =
        "c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, "
        + "c.deleted_at, c.deleted_by, c.data, c.search, c.grams";

    /// <summary>A select with the columns of a record table, of the records that were there and not in the recycle bin.</summary>
    public static SqlText Records(Form form, DateTimeOffset moment)
    {
        var at = moment.UtcDateTime;
        return SqlText.Of($"""
            select {SqlText.Known(Columns)} from {Table(form)} c where c.updated_at <= {at} and c.deleted_at is null
            union all
            {Rebuilt(form, SqlText.Of($"v.at <= {at}"), SqlText.Of($"v.at > {at}"))}
            where c.updated_at > {at} and c.created_at <= {at} and was.op not in ('delete', 'purge')
            """);
    }

    /// <summary>As <see cref="Records"/>, of one record as a revision left it; in the recycle bin if the revision deleted it.</summary>
    public static SqlText Revision(Form form, Guid record, int rev) => SqlText.Of($"""
        {Rebuilt(form, SqlText.Of($"v.rev = {rev}"), SqlText.Of($"v.rev > {rev}"))}
        where c.id = {record}
        """);

    /// <summary>As <see cref="Revision"/>, of the record as it was before a revision; both are expressions of the statement.</summary>
    public static SqlText Before(Form form, SqlText record, SqlText rev) => SqlText.Of($"""
        {Rebuilt(form, SqlText.Of($"v.rev < {rev}"), SqlText.Of($"v.rev >= {rev}"))}
        where c.id = {record}
        """);

    /// <summary>
    /// The change set, record and number of each revision that change sets have made, in their order. What befell records in the
    /// recycle bin is not among them, nor what has been purged since.
    /// </summary>
    public static SqlText MadeBy(int form, Guid[] changeSets) => SqlText.Of($"""
        select v.change_set, v.record, v.rev from unnest({changeSets}) with ordinality s (id, n)
        join {SqlText.Known(RecordTable.Revisions(form))} v on v.change_set = s.id
        join {SqlText.Known(RecordTable.Records(form))} c on c.id = v.record and (v.op = 'delete' or c.deleted_at is null or c.deleted_at >= v.at)
        order by s.n, v.record, v.rev
        """);

    /// <summary>Records c with the revision "was" that a condition finds, without the changes of revisions v that another finds.</summary>
    private static SqlText Rebuilt(Form form, SqlText then, SqlText since)
    {
        var title = form.TitleField is { } field
            ? SqlText.Known($"case when back.changes ? '{field.Id}' then coalesce(back.before->>'{field.Id}', '') else c.title end")
            : SqlText.Known("c.title");
        var revisions = SqlText.Known(RecordTable.Revisions(form.Number));
        return SqlText.Of($"""
            select c.id, was.rev, was.version, {title} as title,
              case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
              case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
              case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
              c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
              case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
              (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
              c.search, c.grams
            from {Table(form)} c
            cross join lateral (
              select v.rev, v.version, v.at, v.by, v.op from {revisions} v where v.record = c.id and {then} order by v.rev desc limit 1) was
            cross join lateral (
              select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
              from (
                select distinct on (change.key) change.key as field, change.value->0 as before
                from {revisions} v cross join lateral jsonb_each(v.changes) change
                where v.record = c.id and {since} order by change.key, v.rev) f) back
            """);
    }

    private static SqlText Table(Form form) => SqlText.Known(RecordTable.Records(form.Number));
}
