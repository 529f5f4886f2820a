-- A password that somebody was given must be changed at the first sign-in.
alter table users add column must_change_password boolean not null default false;

drop trigger users_change on users;
create trigger users_change after update on users for each row
  when ((old.user_name, old.display_name, old.email, old.security_stamp, old.department, old.disabled, old.language, old.must_change_password)
    is distinct from (new.user_name, new.display_name, new.email, new.security_stamp, new.department, new.disabled, new.language, new.must_change_password))
  execute function formshub_directory_changed();
