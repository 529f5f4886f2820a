-- Sharing: what people, departments and links are given of single records or of views, by whom and until when.

create table shares (
  id uuid primary key,
  form int not null references forms (number) on delete cascade,
  record uuid,
  view text,
  subject_kind text not null check (subject_kind in ('user', 'department', 'link')),
  subject uuid check ((subject is null) = (subject_kind = 'link')),
  -- As roles hold them: a list of {"form", "actions", "rows", "fields"}.
  grants jsonb not null,
  origin text not null check (origin in ('share', 'request')),
  note text,
  by uuid not null,
  at timestamptz not null,
  valid_from timestamptz,
  valid_until timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  -- Of links: the SHA-256 of the token, and what they ask and count.
  token_hash bytea unique check ((token_hash is null) = (subject_kind <> 'link')),
  password_hash text,
  uses bigint not null default 0,
  last_used_at timestamptz
);
create index shares_of_form on shares (form, at desc, id desc);
create index shares_of_record on shares (record, at desc) where record is not null;
create index shares_by on shares (by, at desc);
create index shares_that_act on shares (subject) where revoked_at is null and subject is not null;

create trigger shares_come_or_go after insert or delete on shares
  for each statement execute function formshub_directory_changed();

-- Uses of a link change nothing that the servers remember.
create trigger shares_change after update on shares for each row
  when ((old.grants, old.valid_from, old.valid_until, old.revoked_at, old.password_hash) is distinct from (new.grants, new.valid_from, new.valid_until, new.revoked_at, new.password_hash))
  execute function formshub_directory_changed();
