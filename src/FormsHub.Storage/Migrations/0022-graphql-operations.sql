-- The GraphQL operations that programs ask, without values, so that who changes a form or a right is told what would break.
create table graphql_operations (
  token uuid not null references tokens (id) on delete cascade,
  hash bytea not null,
  name text,
  kind text not null,
  document text not null,
  -- Fields of input objects that came in variables: "ContactFilter.phone".
  given text[] not null,
  first_used_at timestamptz not null,
  last_used_at timestamptz not null,
  uses bigint not null,
  primary key (token, hash)
);
create index graphql_operations_last_used on graphql_operations (last_used_at);

-- Former plurals of forms, by which programs may still ask for their lists.
create table form_plurals (
  form int not null references forms (number) on delete cascade,
  plural text not null,
  primary key (form, plural)
);
insert into form_plurals (form, plural)
select distinct v.form, v.definition->>'plural' from form_versions v join forms f on f.number = v.form
where v.definition->>'plural' is distinct from f.plural and v.definition ? 'plural' and v.definition->>'plural' is not null;
