-- Who saw a masked value in clear, for how long and why; and what people are told.

create table reveals (
  id uuid primary key,
  at timestamptz not null,
  until timestamptz not null,
  form int not null references forms (number) on delete cascade,
  record uuid not null,
  field text not null,
  by uuid not null,
  reason text not null
);
create index reveals_of_record on reveals (record, at desc);

create table notices (
  id uuid primary key,
  at timestamptz not null,
  person uuid not null,
  kind text not null,
  form int references forms (number) on delete cascade,
  record uuid,
  by uuid,
  details jsonb not null default '{}',
  read_at timestamptz
);
create index notices_of_person on notices (person, at desc, id desc);
create index notices_unread on notices (person) where read_at is null;
