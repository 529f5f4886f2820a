-- Every server keeps users, departments, roles and tokens in memory and drops them when this channel speaks.

create function formshub_directory_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('formshub_directory', '');
  return null;
end $$;

create trigger users_come_or_go after insert or delete on users
  for each statement execute function formshub_directory_changed();

-- Failed sign-ins and their like change nothing that the servers remember.
create trigger users_change after update on users for each row
  when ((old.user_name, old.display_name, old.email, old.security_stamp, old.department, old.disabled, old.language)
    is distinct from (new.user_name, new.display_name, new.email, new.security_stamp, new.department, new.disabled, new.language))
  execute function formshub_directory_changed();

create trigger user_roles_change after insert or update or delete on user_roles
  for each statement execute function formshub_directory_changed();

create trigger roles_change after insert or update or delete on roles
  for each statement execute function formshub_directory_changed();

create trigger departments_change after insert or update or delete on departments
  for each statement execute function formshub_directory_changed();

create trigger tokens_go after delete on tokens
  for each statement execute function formshub_directory_changed();

create trigger tokens_change after update on tokens for each row
  when ((old.scopes, old.expires_at, old.revoked_at) is distinct from (new.scopes, new.expires_at, new.revoked_at))
  execute function formshub_directory_changed();
