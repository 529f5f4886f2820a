-- Which forms each published form refers to, by the keys that its definition names: a deletion sees by it, without reading
-- definitions, whether it knows all forms whose records may refer to what it deletes.
create table form_references (
  target text not null,
  form int not null references forms (number),
  version int not null,
  primary key (target, form)
);

insert into form_references (target, form, version)
select distinct field ->> 'target', f.number, f.version
from forms f
join form_versions v on v.form = f.number and v.version = f.version,
  lateral jsonb_path_query(v.definition, '$.fields[*]') top,
  lateral (select top union all select jsonb_path_query(top, '$.fields[*]')) each (field)
where field ->> 'type' in ('reference', 'references') and field ->> 'target' is not null;
