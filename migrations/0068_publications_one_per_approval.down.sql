-- no-transaction
drop index concurrently if exists publications_one_per_approval;
