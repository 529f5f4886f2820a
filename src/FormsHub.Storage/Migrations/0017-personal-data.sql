-- Personal data: what keeping records for a time has done to each form, and the certificates of exports and erasures.

create table retention_runs (
  form int primary key references forms (number) on delete cascade,
  at timestamptz not null,
  moved int not null,
  purged int not null,
  kept int not null
);

-- What was given to or erased for a person. sha256 is that of the certificate's canonical text; the audit's entry names both.
create table certificates (
  id uuid primary key,
  kind text not null check (kind in ('export', 'erasure')),
  at timestamptz not null,
  by uuid not null,
  certificate jsonb not null,
  sha256 bytea not null
);
create index certificates_at on certificates (at desc, id desc);

create index file_links_record on file_links (record);
