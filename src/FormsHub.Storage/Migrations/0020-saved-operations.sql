-- GraphQL operations that people keep for themselves. Variables are kept as they were written.

create table saved_operations (
  person uuid not null references users (id) on delete cascade,
  id uuid not null,
  name text not null,
  document text not null,
  variables json,
  updated_at timestamptz not null,
  primary key (person, id)
);
