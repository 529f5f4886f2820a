-- Passes a list of a GraphQL answer on, unless it or all lists of the answer so far are too large: so that the statement ends before it has taken
-- much memory. Small lists within others are counted with those.
create function formshub_answered(list text, most int, most_in_all bigint) returns text language plpgsql parallel restricted as $$
declare
  so_far bigint;
begin
  if octet_length(list) < 16384 then
    return list;
  end if;
  so_far := coalesce(nullif(current_setting('formshub.answered', true), '')::bigint, 0) + octet_length(list);
  if octet_length(list) > most or so_far > most_in_all then
    raise program_limit_exceeded using message = 'The answer is too large.';
  end if;
  perform set_config('formshub.answered', so_far::text, true);
  return list;
end $$;
