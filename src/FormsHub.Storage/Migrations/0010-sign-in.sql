-- Sign-in: sessions that are listed and ended, second factors with their recovery codes, and who needs one.

-- A session is over when it is ended, when its cookie is, and when the user's security stamp is no longer the one it began under.
create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  stamp text not null,
  method text not null,
  address text,
  agent text,
  started_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index sessions_user on sessions (user_id);

-- The secrets are encrypted by the server; next_secret is one that is being set up, last_step the newest code that was used.
create table second_factors (
  user_id uuid primary key references users (id) on delete cascade,
  secret bytea,
  since timestamptz,
  last_step bigint not null default 0,
  next_secret bytea
);

create table recovery_codes (
  hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  used_at timestamptz
);
create index recovery_codes_user on recovery_codes (user_id);

create trigger second_factors_go after delete on second_factors
  for each statement execute function formshub_directory_changed();

create trigger second_factors_change after update on second_factors for each row
  when (old.since is distinct from new.since)
  execute function formshub_directory_changed();

create trigger settings_change after insert or update or delete on settings
  for each statement execute function formshub_directory_changed();
