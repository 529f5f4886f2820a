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

-- All rules as they are now, in one document.
create function formshub_access_rules() returns jsonb language sql stable as $$
  select jsonb_build_object(
    'roles', (select coalesce(jsonb_agg(jsonb_build_object(
        'key', r.key, 'title', r.title, 'grants', r.grants,
        'departments', (select coalesce(jsonb_agg(d.key order by d.key), '[]'::jsonb) from department_roles h join departments d on d.id = h.department where h.role_id = r.id)
      ) order by r.key), '[]'::jsonb) from roles r),
    'forms', (select coalesce(jsonb_object_agg(f.key, a.settings), '{}'::jsonb) from form_access a join forms f on f.number = a.form))
$$;

create trigger form_access_change after insert or update or delete on form_access
  for each statement execute function formshub_directory_changed();

create trigger department_roles_change after insert or update or delete on department_roles
  for each statement execute function formshub_directory_changed();

-- The searched text says which part is of which field; upkeep renews that of records that are there already.
insert into form_indexes (form, name, field, kind, statement)
  select number, 'records_' || number || '_texts', '', 'title', '' from forms where version > 0
  on conflict do nothing;
