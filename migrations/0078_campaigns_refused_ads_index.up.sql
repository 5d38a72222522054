-- Campaigns of an account of whose ads Google refused or limited some: few, and what a dashboard shows first.
-- Expand: built concurrently, so writers go on. It is partial, so a write that changes nothing of it costs nothing.
-- no-transaction

create index concurrently if not exists campaigns_refused_ads_idx on campaigns (workspace_id, account_id, id)
  where archived_at is null and google_primary_status_reasons && array[
    'HAS_ADS_DISAPPROVED', 'HAS_ADS_LIMITED_BY_POLICY', 'HAS_ASSET_GROUPS_DISAPPROVED', 'HAS_ASSET_GROUPS_LIMITED_BY_POLICY'];
