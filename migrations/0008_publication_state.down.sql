-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; no program before it reads the column

create or replace trigger campaigns_touch before update on campaigns for each row execute function touch_updated_at();
drop trigger publications_state_insert on publications;
drop trigger publications_state_update on publications;
drop function campaign_publication_state_keep();
alter table campaigns drop column publication_state;
