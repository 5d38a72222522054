-- no-transaction

drop index concurrently if exists campaigns_refused_ads_idx;
