alter table campaigns drop column campaign_goal;
