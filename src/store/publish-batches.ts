import type { Batch, BatchItem, BatchOutcome, BatchState } from '../contract/batch.ts'
import type { FieldError } from '../base/errors.ts'
import type { AccountRoles } from '../contract/actions.ts'
import type { Amount } from '../contract/problem.ts'
import type { PublicationKind, Role } from '../contract/words.ts'
import type { Database, Reader, Tx } from './db.ts'
import { statement } from './statement.ts'

const AFTER_EVERY_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** In whose name the publications of a batch are opened. */
export interface ActingFor {
  acting_name: string
  acting_role: Role
  /** The accounts that they were limited to; null: none. */
  acting_accounts: AccountRoles | null
  acting_door: 'web' | 'api' | 'cli' | 'system'
}

/** A batch as it is kept: with the accounts that it publishes in, and without what a caller may do. */
export type KeptBatch = Omit<Batch, 'actions'> & { accountIds: string[] }

export interface NewBatch {
  id: string
  kind: PublicationKind
  activate: boolean
  staged: boolean
  campaigns: readonly { id: string; planHash?: string | undefined }[]
}

const INSERT = statement(
  'batch_insert',
  `insert into publish_batches (workspace_id, id, activate, staged, acting_name, acting_role, acting_door, acting_accounts, created_by, kind)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $5, $9)`,
)
const INSERT_ITEMS = statement<{ campaign_id: string; account_id: string }>(
  'batch_item_insert',
  `insert into publish_batch_items (workspace_id, batch_id, position, campaign_id, account_id, campaign_name, plan_hash)
   select c.workspace_id, $2, v.position, c.id, c.account_id, c.name, v."planHash"
     from jsonb_to_recordset($3::jsonb) as v(position integer, id uuid, "planHash" text)
    cross join lateral (
       select * from campaigns c where c.workspace_id = $1 and c.id = v.id limit 1) c
   returning campaign_id, account_id`,
  { campaign_id: 'uuid', account_id: 'uuid' },
)

/** Writes a batch down with its campaigns, and answers which of them there are, each with its account. */
export async function insertBatch(
  tx: Tx,
  workspaceId: string,
  { id, kind, activate, staged, campaigns }: NewBatch,
  acting: ActingFor,
): Promise<Map<string, string>> {
  const items = campaigns.map((campaign, position) => ({ ...campaign, position }))
  const [, rows] = await Promise.all([
    tx.run(INSERT, [workspaceId, id, activate, staged, ...actingValues(acting), kind]),
    tx.many(INSERT_ITEMS, [workspaceId, id, JSON.stringify(items)]),
  ])
  return new Map(rows.map((row) => [row.campaign_id, row.account_id]))
}

/** As parameters: name, role, door, limits. */
export function actingValues({
  acting_name,
  acting_role,
  acting_door,
  acting_accounts,
}: ActingFor): readonly unknown[] {
  return [
    acting_name,
    acting_role,
    acting_door,
    acting_accounts === null ? null : JSON.stringify(acting_accounts),
  ]
}

/** What became of an item `i`, given its publication `p`. */
const OUTCOME = `case when i.state <> 'OPENED' then i.state
    else case p.state when 'SUCCEEDED' then 'DONE' when 'FAILED' then 'FAILED'
                      when 'NEEDS_ATTENTION' then 'NEEDS_ATTENTION' else 'PUBLISHING' end end`
const ITEMS = `publish_batch_items i
     left join publications p on p.workspace_id = i.workspace_id and p.id = i.publication_id`

const JSON_OF_BATCH = `json_build_object(
  'id', b.id, 'kind', b.kind, 'state', b.state, 'activate', b.activate, 'staged', b.staged, 'message', b.message,
  'total', o.total, 'outcomes', coalesce(o.outcomes, '{}'::json),
  'createdAt', b.created_at, 'finishedAt', b.finished_at, 'createdBy', b.created_by,
  'accountIds', array(select distinct i.account_id from publish_batch_items i
                       where i.workspace_id = b.workspace_id and i.batch_id = b.id))`
const COUNTED = `lateral (
     select coalesce(sum(g.n), 0)::int4 as total, json_object_agg(g.outcome, g.n) as outcomes
       from (select ${OUTCOME} as outcome, count(*) as n from ${ITEMS}
              where i.workspace_id = b.workspace_id and i.batch_id = b.id group by 1) g) o`

const FIND = statement<{ json: KeptBatch }>(
  'batch_find',
  `select ${JSON_OF_BATCH} as json from publish_batches b, ${COUNTED} where b.workspace_id = $1 and b.id = $2`,
  { json: 'json' },
)
const LIST = statement<{ json: KeptBatch }>(
  'batch_list',
  `select ${JSON_OF_BATCH} as json
     from (select * from publish_batches where workspace_id = $1 and id < $2 order by id desc limit $3) b, ${COUNTED}
    order by b.id desc limit $3`,
  { json: 'json' },
)

/** One batch, with how many of its campaigns have which outcome. */
export async function findBatch(
  db: Reader | Tx,
  workspaceId: string,
  id: string,
): Promise<KeptBatch | undefined> {
  const values = [workspaceId, id]
  const row = isTx(db) ? await db.one(FIND, values) : await db.one({ workspaceId }, FIND, values)
  return row?.json
}

function isTx(db: Reader | Tx): db is Tx {
  return 'run' in db && !('transaction' in db)
}

/** The batches of a workspace, newest first; `before` is the last id of the page before. */
export async function listBatches(
  db: Reader,
  workspaceId: string,
  { before = AFTER_EVERY_ID, limit }: { before: string | undefined; limit: number },
): Promise<KeptBatch[]> {
  const rows = await db.many({ workspaceId }, LIST, [workspaceId, before, limit])
  return rows.map(({ json }) => json)
}

const LIST_ITEMS = statement<{ json: BatchItem }>(
  'batch_item_list',
  `select json_build_object('position', i.position, 'campaignId', i.campaign_id, 'campaignName', i.campaign_name,
            'campaignType', (select c.campaign_type from campaigns c
                              where c.workspace_id = i.workspace_id and c.id = i.campaign_id),
            'planHash', i.plan_hash, 'outcome', ${OUTCOME}, 'publicationId', i.publication_id,
            'message', case when i.state = 'OPENED' then p.message else i.message end,
            'findings', i.errors, 'errors', case when i.state = 'OPENED' then p.errors else '[]' end,
            'nextAttemptAt', case when i.state = 'OPENED' and p.state in ('QUEUED', 'UNKNOWN') then p.next_attempt_at end) as json
     from ${ITEMS}
    where i.workspace_id = $1 and i.batch_id = $2 and i.position > $3 and ($4::text = '' or ${OUTCOME} = $4)
    order by i.position limit $5`,
  { json: 'json' },
)

/** A page of a batch's campaigns in their order; `outcome` empty: all of them. */
export async function listBatchItems(
  db: Database,
  workspaceId: string,
  id: string,
  {
    after = -1,
    outcome = '',
    limit,
  }: { after: number | undefined; outcome: BatchOutcome | '' | undefined; limit: number },
): Promise<BatchItem[]> {
  const rows = await db.many({ workspaceId }, LIST_ITEMS, [workspaceId, id, after, outcome, limit])
  return rows.map(({ json }) => json)
}

export interface BatchRow extends ActingFor {
  kind: PublicationKind
  state: BatchState
  activate: boolean
  staged: boolean
  accepted_failures: number
}

const BATCH_COLUMNS = {
  kind: 'text',
  state: 'text',
  activate: 'bool',
  staged: 'bool',
  accepted_failures: 'int4',
  acting_name: 'text',
  acting_role: 'text',
  acting_door: 'text',
  acting_accounts: 'jsonb',
} as const
const SELECT_BATCH = `select kind, state, activate, staged, accepted_failures, acting_name, acting_role, acting_door, acting_accounts
     from publish_batches where workspace_id = $1 and id = $2`

const LOCK = statement<BatchRow>('batch_lock', `${SELECT_BATCH} for update`, BATCH_COLUMNS)
const SHARE = statement<BatchRow>('batch_lock_shared', `${SELECT_BATCH} for share`, BATCH_COLUMNS)

/** Holds a batch until `tx` ends: nobody opens or stops anything of it meanwhile. */
export async function lockBatch(tx: Tx, workspaceId: string, id: string): Promise<BatchRow | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}

/** Holds a batch as it stands, beside others who open publications of it. */
export async function lockBatchShared(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<BatchRow | undefined> {
  return await tx.one(SHARE, [workspaceId, id])
}

export interface BatchProgress {
  position: number
  account_id: string
  campaign_name: string
  outcome: BatchOutcome
  message: string | null
  /** Those in the message of one that was refused. */
  amounts: readonly Amount[]
}

const PROGRESS = statement<BatchProgress>(
  'batch_item_progress',
  `select i.position, i.account_id, i.campaign_name, ${OUTCOME} as outcome,
          case when i.state = 'OPENED' then p.message else i.message end as message,
          jsonb_path_query_array(i.errors, '$[*].amounts[*]') as amounts
     from ${ITEMS} where i.workspace_id = $1 and i.batch_id = $2 order by i.position`,
  {
    position: 'int4',
    account_id: 'uuid',
    campaign_name: 'text',
    outcome: 'text',
    message: 'text',
    amounts: 'jsonb',
  },
)

/** How every campaign of a batch stands, in order. */
export async function listBatchProgress(tx: Tx, workspaceId: string, id: string): Promise<BatchProgress[]> {
  return await tx.many(PROGRESS, [workspaceId, id])
}

const RUNNING = statement<{ workspace_id: string; id: string }>(
  'batch_list_running',
  `select workspace_id, id from publish_batches where state = 'RUNNING' and id > $1 order by id limit $2`,
  { workspace_id: 'uuid', id: 'uuid' },
)

/** Batches of all workspaces that are under way, oldest first: a page; `after` is the last id of the page before. */
export async function listRunningBatches(
  db: Database,
  { after = FIRST_ID, limit }: { after: string | undefined; limit: number },
): Promise<{ workspace_id: string; id: string }[]> {
  return await db.many('worker', RUNNING, [after, limit])
}

interface WaitingItem {
  campaign_id: string
  account_id: string
  plan_hash: string | null
}

const LOCK_ITEM = statement<WaitingItem>(
  'batch_item_lock',
  `select campaign_id, account_id, plan_hash from publish_batch_items
    where workspace_id = $1 and batch_id = $2 and position = $3 and state = 'WAITING' for update`,
  { campaign_id: 'uuid', account_id: 'uuid', plan_hash: 'text' },
)

/** Holds an item whose turn has not come; undefined where somebody has dealt with it. */
export async function lockWaitingItem(
  tx: Tx,
  workspaceId: string,
  id: string,
  position: number,
): Promise<WaitingItem | undefined> {
  return await tx.one(LOCK_ITEM, [workspaceId, id, position])
}

const SET_ITEM = statement(
  'batch_item_update',
  `update publish_batch_items set state = $4, publication_id = coalesce($5, publication_id), message = left($6, 5000), errors = $7
    where workspace_id = $1 and batch_id = $2 and position = $3`,
)

/** Notes what became of an item's turn. */
export async function updateBatchItem(
  tx: Tx,
  workspaceId: string,
  id: string,
  position: number,
  item: {
    state: 'OPENED' | 'REFUSED' | 'UNCHANGED'
    publicationId?: string
    message?: string
    errors?: readonly FieldError[]
  },
): Promise<void> {
  const { state, publicationId = null, message = null, errors = [] } = item
  await tx.run(SET_ITEM, [workspaceId, id, position, state, publicationId, message, JSON.stringify(errors)])
}

const STOP_ITEMS = statement(
  'batch_item_update_stopped',
  `update publish_batch_items set state = 'STOPPED' where workspace_id = $1 and batch_id = $2 and state = 'WAITING'`,
)
const RESUME_ITEMS = statement(
  'batch_item_update_resumed',
  `update publish_batch_items set state = 'WAITING', message = null where workspace_id = $1 and batch_id = $2 and state = 'STOPPED'`,
)

/** Stops what has not begun. */
export async function stopWaitingItems(tx: Tx, workspaceId: string, id: string): Promise<number> {
  return await tx.run(STOP_ITEMS, [workspaceId, id])
}

/** Gives what was stopped its turn again. */
export async function resumeStoppedItems(tx: Tx, workspaceId: string, id: string): Promise<number> {
  return await tx.run(RESUME_ITEMS, [workspaceId, id])
}

const RETRY_ITEMS = statement(
  'batch_item_update_retried',
  `update publish_batch_items i
      set state = 'WAITING', message = null, errors = '[]',
          plan_hash = case when $3::jsonb is null then i.plan_hash else v."planHash" end
     from publish_batch_items j
     left join publications p on p.workspace_id = j.workspace_id and p.id = j.publication_id
     left join jsonb_to_recordset(coalesce($3::jsonb, '[]')) as v(id uuid, "planHash" text) on v.id = j.campaign_id
    where j.workspace_id = $1 and j.batch_id = $2 and ($3::jsonb is null or v.id is not null)
      and (j.state = 'REFUSED' or j.state = 'OPENED' and p.state = 'FAILED')
      and i.workspace_id = j.workspace_id and i.batch_id = j.batch_id and i.position = j.position`,
)

/** Gives refused and failed items their turn again: all of them with the plans that were approved, or these with others. */
export async function retryFailedItems(
  tx: Tx,
  workspaceId: string,
  id: string,
  campaigns: NewBatch['campaigns'] | undefined,
): Promise<number> {
  const chosen = campaigns === undefined ? null : JSON.stringify(campaigns)
  return await tx.run(RETRY_ITEMS, [workspaceId, id, chosen])
}

const SET_STATE = statement(
  'batch_update_state',
  `update publish_batches set state = $3, message = left($4, 5000),
          finished_at = case when $3 = 'RUNNING' then null else clock_timestamp() end
    where workspace_id = $1 and id = $2`,
)

export async function updateBatchState(
  tx: Tx,
  workspaceId: string,
  id: string,
  state: BatchState,
  message: string | null,
): Promise<void> {
  await tx.run(SET_STATE, [workspaceId, id, state, message])
}

const SET_ACTING = statement(
  'batch_update_acting',
  `update publish_batches set acting_name = $3, acting_role = $4, acting_door = $5, acting_accounts = $6, accepted_failures = $7
    where workspace_id = $1 and id = $2`,
)

/** Who lets it go on, having seen so many failures. */
export async function updateBatchActing(
  tx: Tx,
  workspaceId: string,
  id: string,
  acting: ActingFor,
  acceptedFailures: number,
): Promise<void> {
  await tx.run(SET_ACTING, [workspaceId, id, ...actingValues(acting), acceptedFailures])
}
