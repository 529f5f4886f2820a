select ('{"deletedContactList":' || (select ('{"totalCount":' || (select count(*)::text from records_2 t1 where t1.deleted_at is not null) || ',"nodes":' || formshub_answered(('[' || coalesce(string_agg(('{"name":' || coalesce((case when jsonb_typeof((t1.data->'f1')) = 'object' then (E'\x010:' || ('["' || t1.id::text || '",' || (t1.data->'f1')::text || ']') || E'\x02') else to_json(t1.data->>'f1')::text end), 'null') || ',"deletedAt":' || coalesce((rtrim(to_json(t1.deleted_at at time zone 'UTC')::text, '"') || 'Z"'), 'null') || '}'), ','), '') || ']'), 67108864, 134217728) || '}') from (select t1.id, t1.rev, t1.version, t1.title, t1.state, t1.owner, t1.department, t1.created_at, t1.created_by, t1.updated_at, t1.updated_by, t1.deleted_at, t1.deleted_by, t1.data, t1.deleted_at as "k0"
  from records_2 t1
  where t1.deleted_at is not null
  order by t1.deleted_at desc, t1.id desc
  limit 50) t1) || '}')
