-- A token may be held to GraphQL documents that are known beforehand: it runs these and does nothing else.
alter table tokens add column trusted_only boolean not null default false;

create table token_documents (
  token uuid not null references tokens (id) on delete cascade,
  id text not null,
  document text not null,
  added_at timestamptz not null default now(),
  primary key (token, id)
);

create trigger token_documents_change after insert or update or delete on token_documents
  for each statement execute function formshub_directory_changed();

create trigger tokens_trust after update of trusted_only on tokens
  for each statement execute function formshub_directory_changed();
