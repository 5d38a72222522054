-- Validation cannot be taken back, so the constraints are made again as they were.
alter table campaigns drop constraint campaigns_revision_fkey, drop constraint campaigns_goal_length,
  drop constraint campaigns_goal_no_control;
alter table campaigns
  add constraint campaigns_revision_fkey foreign key (workspace_id, id, version)
    references revisions (workspace_id, campaign_id, number) deferrable initially deferred not valid,
  add constraint campaigns_goal_length check (char_length(campaign_goal) <= 255) not valid,
  add constraint campaigns_goal_no_control check (campaign_goal !~ '[\u0001-\u001f\u007f]') not valid;
alter table publications drop constraint publications_revision_fkey;
alter table publications add constraint publications_revision_fkey foreign key (workspace_id, campaign_id, version)
  references revisions (workspace_id, campaign_id, number) not valid;
