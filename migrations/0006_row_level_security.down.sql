do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'members', 'invitations', 'api_keys', 'accounts', 'assets', 'asset_contents', 'account_assets', 'campaigns', 'ad_groups', 'ads',
    'ad_texts', 'ad_assets', 'criteria', 'publications', 'publication_steps', 'publication_attempts',
    'campaign_baselines', 'idempotency_keys', 'revisions', 'audit_heads', 'audit_log', 'campaign_counts']
  loop
    execute format('drop policy %I on %I', tenant_table || '_of_workspace', tenant_table);
    execute format('alter table %I no force row level security', tenant_table);
    execute format('alter table %I disable row level security', tenant_table);
  end loop;
end
$$;
drop policy members_of_user on members;
drop policy publications_for_worker on publications;
drop policy publications_claims_only on publications;
drop policy accounts_for_worker on accounts;
revoke all on all tables in schema public from gacm_app, gacm_worker, gacm_readonly;
revoke usage on schema public from gacm_app, gacm_worker, gacm_readonly;
