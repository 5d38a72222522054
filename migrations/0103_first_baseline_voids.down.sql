-- The way back: a first baseline ends no request.

drop trigger campaign_baselines_void_approval_of_first on campaign_baselines;
create or replace function approval_requests_void() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  campaign uuid;
begin
  if tg_table_name = 'campaigns' then
    campaign := old.id;
  else
    campaign := old.campaign_id;
  end if;
  update approval_requests r set state = 'VOID', ended_at = now(), void_cause = tg_argv[0]
   where r.workspace_id = old.workspace_id and r.campaign_id = campaign and r.state in ('REQUESTED', 'APPROVED');
  return null;
end
$$;
