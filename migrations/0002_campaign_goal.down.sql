-- squawk-ignore ban-drop-column -- the way back takes out what the way up made

alter table campaigns drop column campaign_goal;
