select r.id, r.rev, r.version, r.title, r.state, r.owner, r.department, r.created_at, r.created_by, r.updated_at, r.updated_by, r.deleted_at, r.deleted_by, r.data, null, null, null, null, null, null, r.k0
from (select r.id, r.rev, r.version, r.title, r.state, r.owner, r.department, r.created_at, r.created_by, r.updated_at, r.updated_by, r.deleted_at, r.deleted_by, r.data, ((case when jsonb_typeof(r.data->'f3') = 'number' then (r.data->>'f3')::numeric end))::text as "k0"
  from records_2 r
  where r.deleted_at is null and ((case when jsonb_typeof(r.data->'f3') = 'number' then (r.data->>'f3')::numeric end) >= $1 and ((r.data->>'f1') collate "C") is not null)
  order by (case when jsonb_typeof(r.data->'f3') = 'number' then (r.data->>'f3')::numeric end) desc, r.id desc
  limit 26) r
