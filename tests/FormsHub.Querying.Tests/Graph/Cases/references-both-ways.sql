select ('{"customers":' || (select ('{"nodes":' || formshub_answered(('[' || coalesce(string_agg(('{"name":' || coalesce((case when jsonb_typeof((t1.data->'f1')) = 'object' then (E'\x010:' || ('["' || t1.id::text || '",' || (t1.data->'f1')::text || ']') || E'\x02') else to_json(t1.data->>'f1')::text end), 'null') || ',"contactList":' || (select ('{"totalCount":' || (select count(*)::text from records_2 t2 where t2.deleted_at is null and ((t2.data->>'f5') collate "C") = (t1.id::text collate "C")) || ',"nodes":' || formshub_answered(('[' || coalesce(string_agg(('{"name":' || coalesce((case when jsonb_typeof((t2.data->'f1')) = 'object' then (E'\x011:' || ('["' || t2.id::text || '",' || (t2.data->'f1')::text || ']') || E'\x02') else to_json(t2.data->>'f1')::text end), 'null') || ',"customer":' || coalesce((select ('{"name":' || coalesce((case when jsonb_typeof((t3.data->'f1')) = 'object' then (E'\x012:' || ('["' || t3.id::text || '",' || (t3.data->'f1')::text || ']') || E'\x02') else to_json(t3.data->>'f1')::text end), 'null') || ',"level":' || coalesce((E'\x013:' || ((t3.data->'f2'))::text || E'\x02'), 'null') || '}') from records_1 t3 where t3.id = (case when length((t2.data->>'f5')) = 36 then ((t2.data->>'f5'))::uuid end) and t3.deleted_at is null), 'null') || '}'), ','), '') || ']'), 67108864, 134217728) || '}') from ((select t2.id, t2.rev, t2.version, t2.title, t2.state, t2.owner, t2.department, t2.created_at, t2.created_by, t2.updated_at, t2.updated_by, t2.deleted_at, t2.deleted_by, t2.data, ((t2.data->>'f1') collate "C") as "k0", ((t2.data->>'f1') collate "C") as s0
  from records_2 t2
  where t2.deleted_at is null and ((t2.data->>'f5') collate "C") = (t1.id::text collate "C") and ((t2.data->>'f1') collate "C") is not null
  order by ((t2.data->>'f1') collate "C") desc, t2.id desc
  limit 2) union all (select t2.id, t2.rev, t2.version, t2.title, t2.state, t2.owner, t2.department, t2.created_at, t2.created_by, t2.updated_at, t2.updated_by, t2.deleted_at, t2.deleted_by, t2.data, ((t2.data->>'f1') collate "C") as "k0", ((t2.data->>'f1') collate "C") as s0
  from records_2 t2
  where t2.deleted_at is null and ((t2.data->>'f5') collate "C") = (t1.id::text collate "C") and ((t2.data->>'f1') collate "C") is null
  order by ((t2.data->>'f1') collate "C") desc, t2.id desc
  limit 2)
order by "s0" desc nulls last, id desc
limit 2) t2) || '}'), ','), '') || ']'), 67108864, 134217728) || '}') from (select t1.id, t1.rev, t1.version, t1.title, t1.state, t1.owner, t1.department, t1.created_at, t1.created_by, t1.updated_at, t1.updated_by, t1.deleted_at, t1.deleted_by, t1.data, ((t1.data->>'f1') collate "C") as "k0"
  from records_1 t1
  where t1.deleted_at is null
  order by ((t1.data->>'f1') collate "C"), t1.id
  limit 50) t1) || '}')
