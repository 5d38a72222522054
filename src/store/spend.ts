import type { SpendLedger, SpendPeriod, SpendRefusal } from '../contract/spend.ts'
import type { Database, Reader, Tx } from './db.ts'
import { statement } from './statement.ts'

const JSON_OF_LEDGER = `json_build_object('scopeId', coalesce(l.account_id, l.workspace_id), 'accountId', l.account_id, 'accountName', a.name,
  'currencyCode', l.currency_code, 'dayCapMicros', l.day_cap_micros::text, 'monthCapMicros', l.month_cap_micros::text,
  'dayMicros', l.day_micros::text, 'monthMicros', l.month_micros::text, 'campaigns', l.campaigns, 'version', l.version,
  'updatedBy', l.updated_by, 'updatedAt', l.updated_at)`
const LEDGERS = `spend_ledgers l
  left join accounts a on a.workspace_id = l.workspace_id and a.id = l.account_id`

/** The workspace's own id means all of its accounts, whose rows have zeros there. */
const SCOPE = `case when $2::uuid = $1::uuid then '00000000-0000-0000-0000-000000000000' else $2::uuid end`

const LIST = statement<{ json: SpendLedger }>(
  'spend_ledger_list',
  `select ${JSON_OF_LEDGER} as json from ${LEDGERS}
    where l.workspace_id = $1 order by l.account_id is not null, a.name, l.currency_code, l.scope_id`,
  { json: 'json' },
)
const FIND = statement<{ json: SpendLedger }>(
  'spend_ledger_find',
  `select ${JSON_OF_LEDGER} as json from ${LEDGERS}
    where l.workspace_id = $1 and l.scope_id = ${SCOPE} and l.currency_code = $3`,
  { json: 'json' },
)
const LOCK = statement<{ version: number }>(
  'spend_ledger_lock',
  `select version from spend_ledgers where workspace_id = $1 and scope_id = ${SCOPE} and currency_code = $3 for update`,
  { version: 'int4' },
)
const UPDATE_CAPS = statement(
  'spend_ledger_update_caps',
  `update spend_ledgers
      set day_cap_micros = $4, month_cap_micros = $5, version = version + 1, updated_by = $6,
          updated_at = clock_timestamp()
    where workspace_id = $1 and scope_id = ${SCOPE} and currency_code = $3`,
)

/** The workspace's own rows first, then the accounts by name: as many as accounts, and a row for each currency. */
export async function listSpendLedgers(db: Reader, workspaceId: string): Promise<SpendLedger[]> {
  return (await db.many({ workspaceId }, LIST, [workspaceId])).map(({ json }) => json)
}

/** As `listSpendLedgers`, inside a transaction. */
export async function listSpendLedgersIn(tx: Tx, workspaceId: string): Promise<SpendLedger[]> {
  return (await tx.many(LIST, [workspaceId])).map(({ json }) => json)
}

export async function findSpendLedger(
  tx: Tx,
  workspaceId: string,
  scopeId: string,
  currencyCode: string,
): Promise<SpendLedger | undefined> {
  return (await tx.one(FIND, [workspaceId, scopeId, currencyCode]))?.json
}

/** Holds the caps until `tx` ends: no publication that spends is opened under them meanwhile. */
export async function lockSpendLedger(
  tx: Tx,
  workspaceId: string,
  scopeId: string,
  currencyCode: string,
): Promise<{ version: number } | undefined> {
  return await tx.one(LOCK, [workspaceId, scopeId, currencyCode])
}

export async function updateSpendCaps(
  tx: Tx,
  workspaceId: string,
  { scopeId, currencyCode, dayCapMicros, monthCapMicros }: SpendLedger,
  by: string,
): Promise<void> {
  await tx.run(UPDATE_CAPS, [workspaceId, scopeId, currencyCode, dayCapMicros, monthCapMicros, by])
}

export interface SpendShare {
  campaign_id: string
  day_micros: string
  month_micros: string
}

const SHARES = statement<SpendShare>(
  'spend_share_list',
  `select campaign_id, day_micros, month_micros from spend_shares
    where workspace_id = $1 and campaign_id = any ($2::uuid[])`,
  { campaign_id: 'uuid', day_micros: 'int8', month_micros: 'int8' },
)

/** What these campaigns count now; those that were never published have no row. */
export async function listSpendShares(
  tx: Tx,
  workspaceId: string,
  campaignIds: readonly string[],
): Promise<SpendShare[]> {
  return await tx.many(SHARES, [workspaceId, campaignIds])
}

const HOLD_PAGE = statement<{ id: string }>(
  'spend_recount_lock',
  `select id from campaigns where workspace_id = $1 and id > $2 order by id limit $3 for no key update`,
  { id: 'uuid' },
)
const RECOUNT = statement<{ corrected: number; counted: boolean }>(
  'spend_recount',
  `with wrong as materialized (
     select f.campaign_id
       from spend_of($1, $2::uuid[]) f
       left join spend_shares s on s.workspace_id = $1 and s.campaign_id = f.campaign_id
      where (f.counts, f.day_micros, f.month_micros)
         is distinct from (coalesce(s.counts, false), coalesce(s.day_micros, 0), coalesce(s.month_micros, 0)))
   select (select count(*) from wrong)::int4 as corrected,
          spend_count($1, array(select campaign_id from wrong)) is null as counted`,
  { corrected: 'int4', counted: 'bool' },
)

/** Works the shares of a page of campaigns out anew; answers how many were others than noted, and the page's last id. */
export async function recountPage(
  db: Database,
  workspaceId: string,
  after: string,
  limit: number,
): Promise<{ campaigns: number; corrected: number; last: string | undefined }> {
  return await db.transaction({ workspaceId }, async (tx) => {
    const held = (await tx.many(HOLD_PAGE, [workspaceId, after, limit])).map(({ id }) => id)
    const row = await tx.one(RECOUNT, [workspaceId, held])
    return { campaigns: held.length, corrected: row!.corrected, last: held.at(-1) }
  })
}

/** The numbers of a refusal by a cap; undefined where the error is another one. */
export function spendRefusalOf(error: unknown): SpendRefusal | undefined {
  if (!(error instanceof Error) || !('constraint' in error) || !('detail' in error)) return undefined
  if (!/^spend_ledgers_(day|month)_cap$/.test(String(error.constraint))) return undefined
  return JSON.parse(String(error.detail)) as SpendRefusal & { period: SpendPeriod }
}
