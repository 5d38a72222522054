-- How many campaigns a workspace has by status, kept as they change: counting them takes 100 ms in a large workspace.
-- Expand: a new table and triggers. The table is filled from what exists; the lock on campaigns that creating a trigger
-- takes stops writers, not readers.
-- squawk-ignore prefer-bigint-over-int -- counts and places, each bounded by a check; what grows or has a unit is bigint

create table campaign_counts (
  workspace_id  uuid     not null,
  status        text     not null,
  slot          integer  not null,
  campaigns     bigint   not null,
  constraint campaign_counts_pkey primary key (workspace_id, status, slot),
  constraint campaign_counts_workspace_fkey foreign key (workspace_id) references workspaces (id),
  constraint campaign_counts_status_known check (status in ('DRAFT', 'PUBLISHED', 'PAUSED')),
  constraint campaign_counts_slot_range check (slot between 0 and 7)
);

-- Eight rows per status, chosen by connection: writers of one workspace seldom wait for each other, and one
-- statement that changes 100,000 campaigns changes a handful of rows here. A single row may go below zero; the sum is right.
create function campaign_counts_add() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    insert into campaign_counts (workspace_id, status, slot, campaigns)
      select workspace_id, status, pg_backend_pid() % 8, count(*) from new_rows
       where archived_at is null group by 1, 2 order by 1, 2
      on conflict (workspace_id, status, slot) do update set campaigns = campaign_counts.campaigns + excluded.campaigns;
  elsif tg_op = 'DELETE' then
    insert into campaign_counts (workspace_id, status, slot, campaigns)
      select workspace_id, status, pg_backend_pid() % 8, -count(*) from old_rows
       where archived_at is null group by 1, 2 order by 1, 2
      on conflict (workspace_id, status, slot) do update set campaigns = campaign_counts.campaigns + excluded.campaigns;
  else
    -- Most updates move no campaign from one status to another: the deltas cancel and nothing is written.
    insert into campaign_counts (workspace_id, status, slot, campaigns)
      select workspace_id, status, pg_backend_pid() % 8, sum(delta)
        from (select workspace_id, status, 1 as delta from new_rows where archived_at is null
              union all
              select workspace_id, status, -1 from old_rows where archived_at is null) moves
       group by 1, 2 having sum(delta) <> 0 order by 1, 2
      on conflict (workspace_id, status, slot) do update set campaigns = campaign_counts.campaigns + excluded.campaigns;
  end if;
  return null;
end
$$;

revoke execute on function campaign_counts_add() from public;
create trigger campaigns_count_insert after insert on campaigns
  referencing new table as new_rows for each statement execute function campaign_counts_add();
create trigger campaigns_count_update after update on campaigns
  referencing old table as old_rows new table as new_rows for each statement execute function campaign_counts_add();
create trigger campaigns_count_delete after delete on campaigns
  referencing old table as old_rows for each statement execute function campaign_counts_add();

insert into campaign_counts (workspace_id, status, slot, campaigns)
  select workspace_id, status, 0, count(*) from campaigns where archived_at is null group by 1, 2;

comment on table campaign_counts is
  'Tenant. Campaigns by status, archived ones left out; the sum over the slots counts. Written by triggers alone.';
comment on column campaign_counts.workspace_id is 'The workspace that the row belongs to; first in every key.';
comment on column campaign_counts.status is 'Of the campaigns that are counted.';
comment on column campaign_counts.slot is '0 to 7, by connection, so that writers seldom meet.';
comment on column campaign_counts.campaigns is 'Their number in this slot; may be below zero, the sum is not.';

comment on function campaign_counts_add() is 'Adds what a statement did to the campaigns of each workspace.';
