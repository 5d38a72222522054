-- The way back: publications take operations and steps of any kind again.

alter table publications drop constraint publications_only_publish_sends;
drop trigger publication_steps_begin on publication_steps;
drop function publication_steps_begin();
