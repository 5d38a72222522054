import type { AttentionKind } from '../contract/attention.ts'
import type { CampaignStatus } from '../contract/words.ts'
import type { Reader } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

export interface AttentionRow {
  /** Of this row and all after it, up to a bound. */
  counted: number
  id: string
  /** What the list is ordered by, before the id. */
  key: string
  name: string
  account_id: string
  status: CampaignStatus
  end_date: string | null
  reasons: string[]
}

const COLUMNS: ColumnsOf<AttentionRow> = {
  counted: 'int4',
  id: 'uuid',
  key: 'text',
  name: 'text',
  account_id: 'uuid',
  status: 'text',
  end_date: 'text',
  reasons: 'text[]',
}

/**
 * $1 workspace, $2 account or null, $3 and $4 the place of the page before, $5 rows, $6 how many to count. Each account
 * gives its first ones from an index that has no others, so the cost is that of what is found.
 */
const listed = (campaigns: string): string => `
  with found as materialized (
    select f.id, f.key
      from (select n.id, n.time_zone from accounts n
             where n.workspace_id = $1 and ($2::uuid is null or n.id = $2)) n
     cross join lateral (${campaigns}) f
     order by f.key, f.id limit $6)
  select (select count(*)::int4 from found) as counted, c.id, f.key::text as key, c.name, c.account_id, c.status,
         c.end_date::text as end_date, c.google_primary_status_reasons as reasons
    from (select id, key from found order by key, id limit $5) f
    join campaigns c on c.workspace_id = $1 and c.id = f.id
   order by f.key, f.id`

const withReason = (reasons: string): string => `
  select c.id, '-infinity'::date as key from campaigns c
   where c.workspace_id = $1 and c.account_id = n.id and c.archived_at is null
     and c.google_primary_status_reasons && array[${reasons}] and '-infinity'::date >= $3::date and c.id > $4
   order by c.id limit $6`

/** The predicates are those of the two indexes, word for word. */
const REFUSED_ADS = statement<AttentionRow>(
  'attention_list_refused_ads',
  listed(
    withReason(
      `'HAS_ADS_DISAPPROVED', 'HAS_ADS_LIMITED_BY_POLICY', 'HAS_ASSET_GROUPS_DISAPPROVED', 'HAS_ASSET_GROUPS_LIMITED_BY_POLICY'`,
    ),
  ),
  COLUMNS,
)
const BUDGET_LIMITED = statement<AttentionRow>(
  'attention_list_budget_limited',
  listed(withReason(`'BUDGET_CONSTRAINED'`)),
  COLUMNS,
)
/** $7: how many days are soon. Today is the account's. */
const ENDING_SOON = statement<AttentionRow>(
  'attention_list_ending_soon',
  listed(`
  select c.id, c.end_key as key from campaigns c
   where c.workspace_id = $1 and c.account_id = n.id and not c.archived and c.status = 'PUBLISHED'
     and c.end_key between (now() at time zone n.time_zone)::date and (now() at time zone n.time_zone)::date + $7::int4 - 1
     and (c.end_key, c.id) > ($3::date, $4::uuid)
   order by c.end_key, c.id limit $6`),
  COLUMNS,
)

export const BEFORE_ALL = { key: '-infinity', id: '00000000-0000-0000-0000-000000000000' }

/** Campaigns of a kind, from a place on: `limit` of them, and how many there are up to `count`. */
export async function listAttention(
  db: Reader,
  workspaceId: string,
  kind: AttentionKind,
  page: {
    accountId: string | null
    after: { key: string; id: string }
    limit: number
    count: number
    soonDays: number
  },
): Promise<AttentionRow[]> {
  const { accountId, after, limit, count, soonDays } = page
  const values = [workspaceId, accountId, after.key, after.id, limit, count]
  if (kind === 'ENDING_SOON') return await db.many({ workspaceId }, ENDING_SOON, [...values, soonDays])
  return await db.many({ workspaceId }, kind === 'REFUSED_ADS' ? REFUSED_ADS : BUDGET_LIMITED, values)
}
