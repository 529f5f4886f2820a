-- The audit: one chain of entries that nobody changes, and the entries that wait to be chained.

create table audit (
  id bigint primary key,
  at timestamptz not null,
  actor uuid,
  actor_name text,
  token uuid,
  address text,
  agent text,
  action text not null,
  form int,
  record uuid,
  records uuid[],
  field text,
  change_set uuid,
  details jsonb,
  hash bytea not null
);
create index audit_at on audit using brin (at) with (pages_per_range = 16, autosummarize = on);
create index audit_actor on audit (actor, id);
create index audit_action on audit (action, id);
create index audit_form on audit (form, id) where form is not null;
create index audit_record on audit (record, id) where record is not null;
create index audit_records on audit using gin (records) where records is not null;

create table audit_inbox (
  id bigint generated always as identity primary key,
  entry jsonb not null
);

create function formshub_audit_stays() returns trigger language plpgsql as $$
begin
  raise exception using errcode = 'FH005', message = 'formshub: the audit is only ever added to';
end $$;

create trigger audit_stays before update or delete or truncate on audit
  for each statement execute function formshub_audit_stays();

create trigger audit_inbox_stays before update or truncate on audit_inbox
  for each statement execute function formshub_audit_stays();
