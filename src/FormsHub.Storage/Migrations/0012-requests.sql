-- Requests: people ask for access to a form, or for a second person's agreement to one action on a record.

create table requests (
  id uuid primary key,
  kind text not null check (kind in ('access', 'secondPerson')),
  at timestamptz not null,
  by uuid not null,
  -- The form as it was asked for, whether or not there is one.
  form_key text not null,
  form int references forms (number) on delete cascade,
  record uuid,
  field text,
  actions text[] not null,
  reason text not null,
  wanted_until timestamptz,
  lapses_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'granted', 'rejected', 'withdrawn', 'lapsed')),
  decided_at timestamptz,
  decided_by uuid,
  note text,
  -- Until when what was granted counts.
  until timestamptz,
  share uuid references shares (id) on delete set null,
  -- When an agreement was used; it counts once.
  used_at timestamptz
);
-- The same request twice is one.
create unique index requests_open on requests (by, kind, form_key, coalesce(record, '00000000-0000-0000-0000-000000000000'), coalesce(field, ''), actions)
  where state = 'open';
create index requests_by on requests (by, id desc);
create index requests_to_decide on requests (form, id desc) where state = 'open';
create index requests_agreed on requests (by, form, record) where state = 'granted' and kind = 'secondPerson' and used_at is null;
