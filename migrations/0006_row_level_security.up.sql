-- The second wall behind the queries: a row is seen only inside its own workspace's transaction.
-- Expand: the roles gacm_app, gacm_worker and gacm_readonly are made by the runner, being the cluster's and not the
-- database's. A policy's subselect is planned once per statement, so it costs no more than a parameter.

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'members', 'invitations', 'api_keys', 'accounts', 'assets', 'asset_contents', 'account_assets', 'campaigns', 'ad_groups', 'ads',
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

-- Workers look for work across workspaces; what they may see and change there is given below, column by column. All
-- that they write there is a claim.
create policy publications_for_worker on publications to gacm_worker using (true);
create policy publications_claims_only on publications as restrictive for update to gacm_worker
  using (true) with check (state = 'RUNNING');
create policy accounts_for_worker on accounts for select to gacm_worker using (true);

-- The program may write the columns that its statements write, and no others: what a row is born with (its keys, its
-- account, its author, its time) cannot change after, and what only the database makes cannot be sent in.
revoke all on all tables in schema public from public;
grant usage on schema public to gacm_app, gacm_worker, gacm_readonly;
grant select on all tables in schema public to gacm_app;

grant insert (id, name) on workspaces to gacm_app;
grant insert (id, email, name, password_hash), update (password_hash) on users to gacm_app;
grant insert (workspace_id, user_id, role), update (role, last_seen_at), delete on members to gacm_app;
grant insert (workspace_id, id, email, role, token_sha256, invited_by, expires_at), update (accepted_at, revoked_at)
  on invitations to gacm_app;
grant insert (token_sha256, id, user_id, browser, address, expires_at), update (last_seen_at), delete on sessions to gacm_app;
grant insert (kind, subject_sha256, failures), update (failures, last_at, blocked_until), delete
  on sign_in_limits to gacm_app;
grant insert (token_sha256, workspace_id, expires_at), update (used_at) on setup_links to gacm_app;
grant insert (workspace_id, id, name, role, token_sha256, created_by, expires_at), update (last_used_at, revoked_at)
  on api_keys to gacm_app;
grant insert (workspace_id, id, customer_id, login_customer_id, name, currency_code, time_zone, environment),
  update (synced_at) on accounts to gacm_app;
grant insert (workspace_id, id, name, format, width, height, bytes, animated, cmyk, sha256, source_url) on assets to gacm_app;
grant insert on asset_contents to gacm_app;
grant insert (workspace_id, account_id, asset_id, google_asset_id), update (google_asset_id), delete on account_assets to gacm_app;

-- A campaign is born a draft.
grant insert (workspace_id, id, account_id, name, objective, campaign_goal, campaign_type, daily_budget_micros, start_date,
    end_date, bidding_strategy, target_cpa_micros, target_cpc_micros, target_roas, contains_eu_political_advertising,
    tracking_url_template, final_url_suffix),
  update (version, name, objective, campaign_goal, daily_budget_micros, start_date, end_date, bidding_strategy,
    target_cpa_micros, target_cpc_micros, target_roas, contains_eu_political_advertising, tracking_url_template,
    final_url_suffix, status, google_campaign_id, published_name, published_version, google_status, google_primary_status,
    google_primary_status_reasons, google_serving_status, google_synced_at, google_removed_at, archived_at),
  delete on campaigns to gacm_app;
grant insert (workspace_id, id, campaign_id, position, name, channel_strategy, selected_channels, optimized_targeting),
  update (position, name, channel_strategy, selected_channels, optimized_targeting, google_ad_group_id),
  delete on ad_groups to gacm_app;
grant insert (workspace_id, id, ad_group_id, position, ad_type, name, final_url, business_name, call_to_action,
    asset_automation_opt_outs),
  update (position, name, final_url, business_name, call_to_action, asset_automation_opt_outs, google_ad_id,
    google_review_status, google_approval_status),
  delete on ads to gacm_app;
grant insert, delete on ad_texts, ad_assets, criteria to gacm_app;

-- Publications are never deleted, and only a worker's claim moves the fence.
grant insert (workspace_id, id, campaign_id, account_id, kind, activate, version, plan_hash, plan, published_name, token,
    created_by),
  update (state, lease_until, next_attempt_at, message, errors, finished_at) on publications to gacm_app;
grant insert (workspace_id, publication_id, position, kind, title, asset_id), update (state, started_at, finished_at)
  on publication_steps to gacm_app;
grant insert (workspace_id, publication_id, position, number, fence, request_sha256),
  update (outcome, http_status, google_request_id, errors, answered_at) on publication_attempts to gacm_app;
grant insert (workspace_id, campaign_id, version, resources), update (version, resources, taken_at)
  on campaign_baselines to gacm_app;
grant insert (workspace_id, key, request_sha256, status, headers, body), update (status, headers, body), delete
  on idempotency_keys to gacm_app;

-- History is never changed; the counters and the heads of the chains are the triggers' alone.
grant insert (workspace_id, campaign_id, number, document, changed_fields, reason, door, created_by) on revisions to gacm_app;
grant insert (workspace_id, actor, door, action, entity_kind, entity_id, detail, request_id) on audit_log to gacm_app;

grant select (workspace_id, id, account_id, state, fence, lease_until, next_attempt_at, attempts) on publications to gacm_worker;
grant update (state, fence, lease_until, attempts) on publications to gacm_worker;
grant select (workspace_id, id, environment, synced_at) on accounts to gacm_worker;

grant select on workspaces, members, accounts, assets, account_assets, campaigns, ad_groups, ads, ad_texts, ad_assets,
  criteria, publications, publication_steps, publication_attempts, campaign_baselines, revisions, audit_log,
  campaign_counts to gacm_readonly;
