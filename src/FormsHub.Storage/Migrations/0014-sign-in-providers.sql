-- Providers by which people sign in beside their password; user_logins says which of their identities is whose.
create table sign_in_providers (
  key text primary key,
  kind text not null check (kind in ('wecom', 'dingtalk', 'feishu', 'generic')),
  title jsonb not null,
  client_id text not null,
  -- Encrypted by the server.
  client_secret bytea not null,
  details jsonb not null,
  enabled boolean not null,
  creates_users boolean not null
);

alter table user_logins add column created_at timestamptz not null default now();
