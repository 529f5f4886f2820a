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
    /// <summary>A select with the columns of a record table, of the records that were there and not in the recycle bin.</summary>
    public static SqlText Records(Form form, DateTimeOffset moment)
    {
        var at = moment.UtcDateTime;
        var records = SqlText.Known(RecordTable.Records(form.Number));
        var revisions = SqlText.Known(RecordTable.Revisions(form.Number));
        var title = form.TitleField is { } field
            ? SqlText.Known($"case when back.changes ? '{field.Id}' then coalesce(back.before->>'{field.Id}', '') else c.title end")
            : SqlText.Known("c.title");
        return SqlText.Of($"""
            select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by,
              c.deleted_at, c.deleted_by, c.data, c.search, c.grams
            from {records} c where c.updated_at <= {at} and c.deleted_at is null
            union all
            select c.id, was.rev, was.version, {title},
              case when back.changes ? 'state' then back.before->>'state' else c.state end,
              case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end,
              case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end,
              c.created_at, c.created_by, was.at, was.by, null, null,
              (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()),
              c.search, c.grams
            from {records} c
            cross join lateral (
              select v.rev, v.version, v.at, v.by, v.op from {revisions} v where v.record = c.id and v.at <= {at} order by v.rev desc limit 1) was
            cross join lateral (
              select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
              from (
                select distinct on (change.key) change.key as field, change.value->0 as before
                from {revisions} v cross join lateral jsonb_each(v.changes) change
                where v.record = c.id and v.at > {at} order by change.key, v.rev) f) back
            where c.updated_at > {at} and c.created_at <= {at} and was.op not in ('delete', 'purge')
            """);
    }
}
