-- What is expected of the rules of access, asked of the gate whenever they change, and how it came out: now, and in each version of the rules.

create table permission_tests (
  id uuid primary key,
  -- {"title", "who", "form", "rows", "action", "field", "expect", "atLeast", "atMost"}
  test jsonb not null,
  outcome jsonb,
  ran_at timestamptz,
  created_at timestamptz not null default now()
);

alter table access_versions add column tests jsonb;
