-- squawk-ignore ban-drop-table -- the way back
drop table publish_batch_items;
drop table publish_batches;
