-- A role is known by its id in versions of the rules, so that one renamed since is found again; and the state before the first change is kept.

create or replace function formshub_access_rules() returns jsonb language sql stable as $$
  select jsonb_build_object(
    'roles', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', r.id, 'key', r.key, 'title', r.title, 'grants', r.grants,
        'departments', (select coalesce(jsonb_agg(d.key order by d.key), '[]'::jsonb) from department_roles h join departments d on d.id = h.department where h.role_id = r.id)
      ) order by r.key), '[]'::jsonb) from roles r),
    'forms', (select coalesce(jsonb_object_agg(f.key, a.settings), '{}'::jsonb) from form_access a join forms f on f.number = a.form))
$$;

insert into access_versions (rules) select formshub_access_rules() where not exists (select from access_versions);
