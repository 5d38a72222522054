-- What was asked for while the first publication was open is about a plan that can no longer be made once Google has the campaign.
-- Expand: a function that is replaced, and a trigger of a table that publications and readings write; making it stops its writers for
-- a moment.

create or replace function approval_requests_void() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  known record;
  campaign uuid;
begin
  if tg_op = 'INSERT' then
    known := new;
  else
    known := old;
  end if;
  if tg_table_name = 'campaigns' then
    campaign := known.id;
  else
    campaign := known.campaign_id;
  end if;
  update approval_requests r set state = 'VOID', ended_at = now(), void_cause = tg_argv[0]
   where r.workspace_id = known.workspace_id and r.campaign_id = campaign and r.state in ('REQUESTED', 'APPROVED');
  return null;
end
$$;
create trigger campaign_baselines_void_approval_of_first after insert on campaign_baselines for each row
  execute function approval_requests_void('GOOGLE');
