-- Who may do what: settings of forms, roles by department and for a time, and every state that the rules have been in.

create table form_access (
  form int primary key references forms (number) on delete cascade,
  settings jsonb not null
);

alter table user_roles add column valid_from timestamptz, add column valid_until timestamptz;

create table department_roles (
  department uuid not null references departments (id) on delete cascade,
  role_id uuid not null references roles (id) on delete cascade,
  primary key (department, role_id)
);

-- The rules as a whole after each change; never changed, never deleted.
create table access_versions (
  version int generated always as identity primary key,
  at timestamptz not null default now(),
  by uuid,
  note text,
  rules jsonb not null
);

create trigger form_access_change after insert or update or delete on form_access
  for each statement execute function formshub_directory_changed();

create trigger department_roles_change after insert or update or delete on department_roles
  for each statement execute function formshub_directory_changed();

-- The searched text says which part is of which field; upkeep renews that of records that are there already.
insert into form_indexes (form, name, field, kind, statement)
  select number, 'records_' || number || '_texts', '', 'title', '' from forms where version > 0
  on conflict do nothing;
