-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; images that were taken out are there again

alter table assets drop column removed_at;
comment on table assets is 'Tenant. Images. Facts are read from the bytes; the same bytes are kept once per workspace. Never changed.';
