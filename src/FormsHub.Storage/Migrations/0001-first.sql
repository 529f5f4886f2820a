-- Forms, records, revisions, accounts. Ids are UUID version 7, made by the server. Records and revisions are partitioned by form
-- (forms.number); the partitions are made when a form is first published, with their own indexes.

create table apps (
  id uuid primary key,
  key text not null unique,
  title jsonb not null,
  description jsonb,
  icon text,
  template text,
  position int not null default 0,
  created_at timestamptz not null default now(),
  created_by uuid
);

create table forms (
  id uuid primary key,
  number int generated always as identity unique,
  key text not null,
  plural text,
  app text references apps (key) on update cascade,
  position int not null default 0,
  draft jsonb,
  draft_rev int not null default 0,
  draft_at timestamptz,
  draft_by uuid,
  version int not null default 0,
  next_field int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  deleted_at timestamptz,
  deleted_by uuid
);
create unique index forms_key on forms (key) where deleted_at is null;

create table form_aliases (
  alias text primary key,
  form int not null references forms (number)
);

create table form_versions (
  form int not null references forms (number),
  version int not null,
  definition jsonb not null,
  note text,
  changes jsonb not null default '[]',
  published_at timestamptz not null default now(),
  published_by uuid,
  primary key (form, version)
);

create table form_indexes (
  form int not null references forms (number),
  name text not null,
  field text not null,
  kind text not null,
  statement text not null,
  state text not null default 'pending' check (state in ('pending', 'building', 'ready', 'failed', 'dropping')),
  progress real not null default 0,
  error text,
  changed_at timestamptz not null default now(),
  primary key (form, name)
);
create index form_indexes_waiting on form_indexes (form) where state <> 'ready';

create table views (
  id uuid primary key,
  form int not null references forms (number),
  key text not null,
  definition jsonb not null,
  scope text not null check (scope in ('personal', 'shared')),
  owner uuid not null,
  changed_at timestamptz not null default now(),
  unique (form, owner, key)
);

create table records (
  form int not null,
  id uuid not null,
  rev int not null,
  version int not null,
  title text not null,
  state text not null default 'active',
  owner uuid,
  department uuid,
  created_at timestamptz not null,
  created_by uuid,
  updated_at timestamptz not null,
  updated_by uuid,
  deleted_at timestamptz,
  deleted_by uuid,
  data jsonb not null,
  search text not null,
  grams int[] not null
) partition by list (form);

-- changes: {"f1": [before, after]}: JSON null is empty; "owner", "department", "state" stand beside the field ids.
create table revisions (
  form int not null,
  record uuid not null,
  rev int not null,
  at timestamptz not null,
  by uuid,
  op text not null check (op in ('create', 'update', 'delete', 'restore', 'revert', 'purge')),
  change_set uuid not null,
  version int not null,
  changes jsonb not null
) partition by list (form);

create table change_sets (
  id uuid primary key,
  at timestamptz not null,
  actor uuid,
  via text not null check (via in ('ui', 'api', 'graphql', 'import', 'workflow', 'job', 'restore')),
  token uuid,
  summary jsonb not null,
  forms int[] not null,
  records int not null,
  undoes uuid,
  undone_by uuid
);
create index change_sets_actor on change_sets (actor, id desc);

-- What lies in the recycle bin, over all forms; the record itself stays in its partition with deleted_at set.
create table bin (
  record uuid primary key,
  form int not null,
  title text not null,
  deleted_at timestamptz not null,
  deleted_by uuid,
  change_set uuid not null
);
create index bin_at on bin (deleted_at desc, record desc);
create index bin_form on bin (form, deleted_at desc, record desc);

-- Certificates of permanent removal: what remains of a purged record.
create table purges (
  id uuid primary key,
  form int not null,
  record uuid not null,
  change_set uuid not null,
  at timestamptz not null,
  by uuid,
  reason text not null,
  revisions int not null,
  sha256 bytea not null
);

create table serials (
  form int not null,
  field text not null,
  period text not null,
  last bigint not null,
  primary key (form, field, period)
);

create table idempotency_keys (
  actor uuid not null,
  key text not null,
  request bytea not null,
  status int not null,
  response jsonb not null,
  at timestamptz not null default now(),
  primary key (actor, key)
);
create index idempotency_keys_at on idempotency_keys (at);

create table files (
  id uuid primary key,
  sha256 bytea not null,
  name text not null,
  size bigint not null,
  mime text not null,
  uploaded_at timestamptz not null default now(),
  uploaded_by uuid
);
create index files_sha256 on files (sha256);

-- Which records hold or held a file: who may read one of them may read the file.
create table file_links (
  file uuid not null references files (id),
  form int not null,
  record uuid not null,
  primary key (file, record)
);

-- Work left over by a committed write, done by any server: formulas of other forms that read a changed record.
create table jobs (
  id bigint generated always as identity primary key,
  kind text not null,
  payload jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  attempts int not null default 0,
  error text,
  run_after timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index jobs_queued on jobs (run_after, id) where state = 'queued';

create table departments (
  id uuid primary key,
  key text not null unique,
  title jsonb not null,
  parent uuid references departments (id),
  head uuid,
  created_at timestamptz not null default now()
);
create index departments_parent on departments (parent);

create table users (
  id uuid primary key,
  user_name text not null,
  normalized_user_name text not null unique,
  display_name text not null,
  email text,
  normalized_email text,
  email_confirmed boolean not null default false,
  password_hash text,
  security_stamp text,
  concurrency_stamp text,
  phone_number text,
  phone_number_confirmed boolean not null default false,
  two_factor_enabled boolean not null default false,
  lockout_end timestamptz,
  lockout_enabled boolean not null default true,
  access_failed_count int not null default 0,
  department uuid references departments (id),
  disabled boolean not null default false,
  language text,
  created_at timestamptz not null default now(),
  last_sign_in_at timestamptz
);
create index users_department on users (department);

create table roles (
  id uuid primary key,
  key text not null unique,
  normalized_key text not null unique,
  title jsonb not null,
  grants jsonb not null default '[]',
  concurrency_stamp text,
  created_at timestamptz not null default now()
);

create table user_roles (
  user_id uuid not null references users (id) on delete cascade,
  role_id uuid not null references roles (id) on delete cascade,
  primary key (user_id, role_id)
);
create index user_roles_role on user_roles (role_id);

-- The parts of ASP.NET Core Identity that nothing of ours asks yet: claims, sign-in by other systems, one-time codes.
create table user_claims (
  id int generated always as identity primary key,
  user_id uuid not null references users (id) on delete cascade,
  claim_type text,
  claim_value text
);
create index user_claims_user on user_claims (user_id);

create table user_logins (
  login_provider text not null,
  provider_key text not null,
  provider_display_name text,
  user_id uuid not null references users (id) on delete cascade,
  primary key (login_provider, provider_key)
);
create index user_logins_user on user_logins (user_id);

create table user_tokens (
  user_id uuid not null references users (id) on delete cascade,
  login_provider text not null,
  name text not null,
  value text,
  primary key (user_id, login_provider, name)
);

create table role_claims (
  id int generated always as identity primary key,
  role_id uuid not null references roles (id) on delete cascade,
  claim_type text,
  claim_value text
);
create index role_claims_role on role_claims (role_id);

create table tokens (
  id uuid primary key,
  name text not null,
  user_id uuid not null references users (id) on delete cascade,
  hash bytea not null unique,
  hint text not null,
  scopes jsonb,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);

create table data_protection_keys (
  id uuid primary key,
  name text not null,
  xml text not null
);

create table settings (
  key text primary key,
  value jsonb not null
);

-- Raises when a condition that a write depends on no longer holds; the whole write rolls back (class FH).
create function formshub_assert(holds boolean, code text, detail text) returns void language plpgsql as $$
begin
  if holds is not true then
    raise exception using errcode = code, message = 'formshub: ' || detail;
  end if;
end $$;
