-- Sessions that a person ended before their cookie did: a copy of the cookie is worth nothing from then on, on any server.
create table ended_sessions (
  id uuid primary key,
  cookie_ends_at timestamptz not null
);

create trigger ended_sessions_change after insert on ended_sessions
  for each statement execute function formshub_directory_changed();
