-- no-transaction

create index concurrently if not exists campaigns_page_idx on campaigns (workspace_id, id desc)
  where archived_at is null;
