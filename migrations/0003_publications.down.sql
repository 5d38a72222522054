drop table idempotency_keys, campaign_baselines, publication_attempts, publication_steps, publications;
