-- squawk-ignore ban-drop-table -- the way back takes out what the way up made

drop trigger campaigns_published_name_guard on campaigns;
drop table idempotency_keys, campaign_baselines, publication_attempts, publication_steps, publications;
drop function publications_guard(), publication_steps_guard(), publication_attempts_guard(), campaigns_published_name_guard();
