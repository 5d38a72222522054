import type { SeedStep } from './seed-steps.ts'

/** Half of the publications came in batches of up to 500 of one workspace, all of which have ended. */
export const BATCH_STEPS: SeedStep[] = [
  {
    table: 'publish_batches',
    sql: `create table bench.batched as
      select workspace_id, campaign_id, account_id, id as publication_id,
             row_number() over (partition by workspace_id order by id) - 1 as place
        from publications where kind = 'PUBLISH' and ('x' || right(id::text, 4))::bit(16)::int % 2 = 0`,
  },
  {
    table: 'publish_batches',
    sql: `insert into publish_batches (workspace_id, id, state, activate, staged, acting_name, acting_role, acting_door, created_by,
        finished_at)
      select workspace_id, min(publication_id::text)::uuid, 'FINISHED', true, false, 'ann@example.com', 'admin', 'web',
             'ann@example.com', now()
        from bench.batched group by workspace_id, place / 500`,
  },
  {
    table: 'publish_batch_items',
    sql: `insert into publish_batch_items (workspace_id, batch_id, position, campaign_id, account_id, campaign_name, state, publication_id)
      select distinct on (workspace_id, batch_id, campaign_id) workspace_id, batch_id, place % 500, campaign_id, account_id, 'Campaign', 'OPENED', publication_id
        from (select b.*, min(publication_id::text) over (partition by workspace_id, place / 500)::uuid as batch_id from bench.batched b) x
       order by workspace_id, batch_id, campaign_id, place`,
  },
]
