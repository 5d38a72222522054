-- The second wall behind the queries: a row is seen only inside its own workspace's transaction.
-- Expand: the roles gacm_app, gacm_worker and gacm_readonly are made by the runner, being the cluster's and not the
-- database's. A policy's subselect is planned once per statement, so it costs no more than a parameter.

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'members', 'api_keys', 'accounts', 'assets', 'asset_contents', 'account_assets', 'campaigns', 'ad_groups', 'ads',
    'ad_texts', 'ad_assets', 'criteria', 'publications', 'publication_steps', 'publication_attempts',
    'campaign_baselines', 'idempotency_keys', 'revisions', 'audit_heads', 'audit_log', 'campaign_counts']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy %I on %I using (workspace_id = (select nullif(current_setting(''app.workspace_id'', true), '''')::uuid))',
      tenant_table || '_of_workspace', tenant_table);
  end loop;
end
$$;

-- A person sees in which workspaces they are a member, before one is chosen.
create policy members_of_user on members for select
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

-- Workers look for work across workspaces; what they may see and change there is given below, column by column.
create policy publications_for_worker on publications to gacm_worker using (true);
create policy accounts_for_worker on accounts for select to gacm_worker using (true);

revoke all on all tables in schema public from public;
grant usage on schema public to gacm_app, gacm_worker, gacm_readonly;
grant select on all tables in schema public to gacm_app;
grant insert, update, delete on
  members, sessions, setup_links, api_keys, accounts, assets, asset_contents, account_assets, campaigns, ad_groups, ads,
  ad_texts, ad_assets, criteria, campaign_baselines, idempotency_keys to gacm_app;
grant insert, update on users to gacm_app;
grant insert on workspaces to gacm_app;
-- Publications are never deleted, history is never changed, and the counters and heads are the triggers' alone.
grant insert, update on publications, publication_steps, publication_attempts to gacm_app;
grant insert on revisions, audit_log to gacm_app;

grant select (workspace_id, id, account_id, state, fence, lease_until, next_attempt_at, attempts) on publications to gacm_worker;
grant update (state, fence, lease_until, attempts) on publications to gacm_worker;
grant select (workspace_id, id, environment, synced_at) on accounts to gacm_worker;

grant select on workspaces, members, accounts, assets, account_assets, campaigns, ad_groups, ads, ad_texts, ad_assets,
  criteria, publications, publication_steps, publication_attempts, campaign_baselines, revisions, audit_log,
  campaign_counts to gacm_readonly;
