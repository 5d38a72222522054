-- Back: every batch is one that publishes. What a pause or a resume had not begun is stopped first, so that no program publishes it.
-- squawk-ignore ban-drop-column -- the way back takes out what the way up made; no program before it reads the column

do $$
declare
  of_transaction text := current_setting('app.workspace_id', true);
  tenant uuid;
begin
  for tenant in select id from workspaces loop
    perform set_config('app.workspace_id', tenant::text, true);
    update publish_batch_items i set state = 'STOPPED'
      from publish_batches b
     where b.workspace_id = tenant and b.kind <> 'PUBLISH'
       and i.workspace_id = tenant and i.batch_id = b.id and i.state = 'WAITING';
    update publish_batches set state = 'STOPPED', message = 'It did not publish.', finished_at = now()
     where workspace_id = tenant and kind <> 'PUBLISH' and state = 'RUNNING';
  end loop;
  perform set_config('app.workspace_id', coalesce(of_transaction, ''), true);
end
$$;
drop trigger publish_batch_items_fit on publish_batch_items;
drop function publish_batch_items_fit();
revoke insert (kind) on publish_batches from gacm_app;
alter table publish_batches drop constraint publish_batches_kind_fits;
alter table publish_batches drop constraint publish_batches_kind_known;
alter table publish_batches drop column kind;
