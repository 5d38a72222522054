-- The way back: the functions that named no pg_temp name none again.

do $$
declare
  ours regprocedure;
begin
  for ours in
    select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = any (array[
    'accounts_spend_ledgers', 'ad_group_parts_protected', 'ad_parts_protected', 'ads_fit_campaign', 'api_keys_guard',
    'approval_policy_of', 'approval_requests_begin', 'approval_requests_guard', 'approval_requests_void',
    'approvals_check', 'approvals_kept', 'approvals_needed', 'approvals_settle', 'audit_chain',
    'audit_row_hash', 'campaign_baselines_budget_keep', 'campaign_counts_add', 'campaign_metrics_count_months',
    'campaign_metrics_in_turn', 'campaign_metrics_roll_up', 'campaign_parts_protected', 'campaign_protections_begin',
    'campaign_protections_within_limits', 'campaign_publication_state_keep', 'campaigns_guard', 'campaigns_protected',
    'campaigns_published_name_guard', 'campaigns_spend_count', 'delete_demo_data', 'invitations_guard', 'is_deleting_demo',
    'member_role_in', 'members_guard', 'metrics_drop_month', 'metrics_make_month', 'parts_protected',
    'publication_attempts_guard', 'publication_steps_guard', 'publications_approval_gate', 'publications_guard',
    'publications_protected', 'publications_spend_stop', 'refuse_beyond_limits', 'refuse_history_change', 'revisions_demo_guard',
    'spend_count', 'spend_ledgers_add', 'spend_stop_items_ran', 'spend_stops_guard', 'touch_updated_at', 'worst_day_of'])
  loop
    execute format('alter function %s set search_path = pg_catalog, public', ours);
  end loop;
end
$$;
do $$
begin
  execute format('grant temporary on database %I to public', current_database());
exception when insufficient_privilege then
  raise notice 'Only the owner of the database may let everybody make temporary tables again.';
end
$$;
