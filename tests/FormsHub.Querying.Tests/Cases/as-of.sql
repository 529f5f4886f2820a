select r.id, r.rev, r.version, r.title, r.state, r.owner, r.department, r.created_at, r.created_by, r.updated_at, r.updated_by, r.deleted_at, r.deleted_by, r.data, jsonb_build_array((select t3.title from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_1 c where c.updated_at <= $1 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_1 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_1 v where v.record = c.id and v.at <= $2 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_1 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $3 order by change.key, v.rev) f) back
where c.updated_at > $4 and c.created_at <= $5 and was.op not in ('delete', 'purge')) t3 where t3.id = (case when length((r.data->>'f13')) = 36 then ((r.data->>'f13'))::uuid end)), (select (t2.data->'f2') from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_1 c where c.updated_at <= $6 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_1 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_1 v where v.record = c.id and v.at <= $7 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_1 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $8 order by change.key, v.rev) f) back
where c.updated_at > $9 and c.created_at <= $10 and was.op not in ('delete', 'purge')) t2 where t2.id = (case when length(((r.data->>'f13') collate "C")) = 36 then (((r.data->>'f13') collate "C"))::uuid end))), (select jsonb_object_agg(t.id, t.title) from (select t4.id, t4.title as title from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_1 c where c.updated_at <= $11 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_1 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_1 v where v.record = c.id and v.at <= $12 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_1 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $13 order by change.key, v.rev) f) back
where c.updated_at > $14 and c.created_at <= $15 and was.op not in ('delete', 'purge')) t4 where t4.id in (select (case when length((e.v #>> '{}')) = 36 then ((e.v #>> '{}'))::uuid end) from jsonb_path_query(r.data, '$.f14[*]') e(v))) t), (select jsonb_object_agg(t.id, t.title) from (select t5.id, t5.title as title from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_1 c where c.updated_at <= $16 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_1 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_1 v where v.record = c.id and v.at <= $17 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_1 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $18 order by change.key, v.rev) f) back
where c.updated_at > $19 and c.created_at <= $20 and was.op not in ('delete', 'purge')) t5 where t5.id in (select (case when length((e.v #>> '{}')) = 36 then ((e.v #>> '{}'))::uuid end) from jsonb_path_query(r.data, '$.f15[*].f18[*]') e(v))) t), (select (select (t7.data->'f2') from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_1 c where c.updated_at <= $21 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_1 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_1 v where v.record = c.id and v.at <= $22 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_1 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $23 order by change.key, v.rev) f) back
where c.updated_at > $24 and c.created_at <= $25 and was.op not in ('delete', 'purge')) t7 where t7.id = (case when length(((t6.data->>'f4') collate "C")) = 36 then (((t6.data->>'f4') collate "C"))::uuid end)) from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_1 c where c.updated_at <= $26 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_1 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_1 v where v.record = c.id and v.at <= $27 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_1 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $28 order by change.key, v.rev) f) back
where c.updated_at > $29 and c.created_at <= $30 and was.op not in ('delete', 'purge')) t6 where t6.id = (case when length(((r.data->>'f13') collate "C")) = 36 then (((r.data->>'f13') collate "C"))::uuid end)), (select to_jsonb((select trim_scale(coalesce(sum((case when jsonb_typeof(t9.data->'f3') = 'number' then (t9.data->>'f3')::numeric end)), 0)) from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_2 c where c.updated_at <= $31 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_2 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_2 v where v.record = c.id and v.at <= $32 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_2 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $33 order by change.key, v.rev) f) back
where c.updated_at > $34 and c.created_at <= $35 and was.op not in ('delete', 'purge')) t9 where ((t9.data->>'f13') collate "C") = (t8.id::text collate "C") and t9.deleted_at is null and ((t9.data->>'f4') collate "C") = $36)) from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_1 c where c.updated_at <= $37 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_1 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_1 v where v.record = c.id and v.at <= $38 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_1 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $39 order by change.key, v.rev) f) back
where c.updated_at > $40 and c.created_at <= $41 and was.op not in ('delete', 'purge')) t8 where t8.id = (case when length(((r.data->>'f13') collate "C")) = 36 then (((r.data->>'f13') collate "C"))::uuid end)), to_jsonb((select trim_scale(coalesce(sum((case when jsonb_typeof(t10.data->'f16') = 'number' then (t10.data->>'f16')::numeric end)), 0)) from jsonb_path_query((r.data->'f15'), '$[*]') t10(data) where true and ((t10.data->>'f17') collate "C") = $42)), r.k0
from (select r.id, r.rev, r.version, r.title, r.state, r.owner, r.department, r.created_at, r.created_by, r.updated_at, r.updated_by, r.deleted_at, r.deleted_by, r.data, r.updated_at as "k0"
  from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_2 c where c.updated_at <= $43 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_2 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_2 v where v.record = c.id and v.at <= $44 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_2 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $45 order by change.key, v.rev) f) back
where c.updated_at > $46 and c.created_at <= $47 and was.op not in ('delete', 'purge')) r
  where exists (select 1 from (select c.id, c.rev, c.version, c.title, c.state, c.owner, c.department, c.created_at, c.created_by, c.updated_at, c.updated_by, c.deleted_at, c.deleted_by, c.data, c.search, c.grams from records_1 c where c.updated_at <= $48 and c.deleted_at is null
union all
select c.id, was.rev, was.version, case when back.changes ? 'f1' then coalesce(back.before->>'f1', '') else c.title end as title,
  case when back.changes ? 'state' then back.before->>'state' else c.state end as state,
  case when back.changes ? 'owner' then (back.before->>'owner')::uuid else c.owner end as owner,
  case when back.changes ? 'department' then (back.before->>'department')::uuid else c.department end as department,
  c.created_at, c.created_by, was.at as updated_at, was.by as updated_by,
  case was.op when 'delete' then was.at end as deleted_at, case was.op when 'delete' then was.by end as deleted_by,
  (c.data - coalesce(array(select jsonb_object_keys(back.changes)), array[]::text[])) || coalesce(back.before, jsonb_build_object()) as data,
  c.search, c.grams
from records_1 c
cross join lateral (
  select v.rev, v.version, v.at, v.by, v.op from revisions_1 v where v.record = c.id and v.at <= $49 order by v.rev desc limit 1) was
cross join lateral (
  select jsonb_object_agg(f.field, true) as changes, jsonb_object_agg(f.field, f.before) filter (where f.before <> 'null'::jsonb) as before
  from (
    select distinct on (change.key) change.key as field, change.value->0 as before
    from revisions_1 v cross join lateral jsonb_each(v.changes) change
    where v.record = c.id and v.at > $50 order by change.key, v.rev) f) back
where c.updated_at > $51 and c.created_at <= $52 and was.op not in ('delete', 'purge')) t1 where t1.id = (case when length(((r.data->>'f13') collate "C")) = 36 then (((r.data->>'f13') collate "C"))::uuid end) and ((t1.data->>'f2') collate "C") = $53)
  order by r.updated_at desc, r.id desc
  limit 51) r
