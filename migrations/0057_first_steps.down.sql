-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; no program before it reads the columns

alter table members
  drop column first_draft_id,
  drop column plan_read_at,
  drop column first_publication_id,
  drop column steps_away_at;
