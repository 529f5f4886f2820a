-- The keys of encrypted fields, by name and fingerprint only: the keys themselves lie in the key ring outside the database.

create table encryption_keys (
  id text primary key,
  kind text not null check (kind in ('data', 'hash')),
  fingerprint text not null,
  state text not null default 'active' check (state in ('active', 'retiring', 'retired')),
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index encryption_keys_active on encryption_keys (kind) where state = 'active';

-- Fields that were marked so before, and masked only: their values are sealed as after a publication.
insert into form_indexes (form, name, field, kind, statement)
select f.number, 'seal_' || (field->>'id'), field->>'id', 'seal', ''
from forms f join form_versions v on v.form = f.number and v.version = f.version
cross join lateral jsonb_path_query(v.definition, '$.fields[*] ? (@.sensitive == "encrypt")') field
where field->>'type' in ('text', 'longText', 'phone', 'email', 'idCard', 'url')
on conflict (form, name) do nothing;
