-- A token may have a limit of its own: requests that it may make in a minute.
alter table tokens add column requests_per_minute int check (requests_per_minute > 0);
