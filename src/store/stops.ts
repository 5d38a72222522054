import type { Amount } from '../contract/problem.ts'
import type { Stop, StopItem, StopPreview } from '../contract/stops.ts'
import type { Database, Tx } from './db.ts'
import { type ActingFor, actingValues } from './publish-batches.ts'
import { statement } from './statement.ts'

/** A stop as it is kept: what the caller may do with it is not. */
export type KeptStop = Omit<Stop, 'actions'>

const AFTER_EVERY_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** What became of pausing an item `i`, given its publication `p`; and of restoring it, given `r`. */
const OUTCOME = `case i.state when 'REFUSED' then 'FAILED' when 'LEFT' then 'LEFT_RUNNING' when 'OPENED' then
    case p.state when 'SUCCEEDED' then 'PAUSED' when 'FAILED' then 'FAILED'
                 when 'NEEDS_ATTENTION' then 'NEEDS_ATTENTION' else 'PAUSING' end else i.state end`
const RESTORED = `case when i.restore_state = 'OPENED' then
    case r.state when 'SUCCEEDED' then 'RESUMED' when 'FAILED' then 'FAILED'
                 when 'NEEDS_ATTENTION' then 'NEEDS_ATTENTION' else 'RESUMING' end else i.restore_state end`
const ITEMS = `spend_stop_items i
     left join publications p on p.workspace_id = i.workspace_id and p.id = i.pause_id
     left join publications r on r.workspace_id = i.workspace_id and r.id = i.restore_id`

/** Whether a stop over the account of an item `i` is on. */
const ANOTHER_IS_ON = `exists (
    select from spend_stops o where o.workspace_id = i.workspace_id and o.state <> 'OVER' and o.state = 'ON'
       and o.scope_id in (i.account_id, '${FIRST_ID}'))`

const JSON_OF_STOP = `json_build_object('id', s.id, 'accountId', s.account_id, 'accountName', a.name, 'state', s.state,
  'reason', s.reason, 'leaveProtected', s.leaves_protected, 'total', o.total, 'outcomes', coalesce(o.outcomes, '{}'::json),
  'restored', coalesce(o.restored, '{}'::json), 'createdBy', s.created_by, 'createdAt', s.created_at,
  'restoredBy', s.restored_by, 'restoringAt', s.restoring_at, 'finishedAt', s.finished_at)`
const COUNTED = `lateral (
     with counted as materialized (
       select ${OUTCOME} as outcome, ${RESTORED} as restored from ${ITEMS}
        where i.workspace_id = s.workspace_id and i.stop_id = s.id)
     select (select count(*) from counted)::int4 as total,
            (select json_object_agg(outcome, n) from (
               select outcome, count(*) as n from counted group by 1) g) as outcomes,
            (select json_object_agg(restored, n) from (
               select restored, count(*) as n from counted where restored is not null group by 1) g) as restored) o`
const ACCOUNT = 'left join accounts a on a.workspace_id = s.workspace_id and a.id = s.account_id'

const FIND = statement<{ json: KeptStop }>(
  'stop_find',
  `select ${JSON_OF_STOP} as json from spend_stops s ${ACCOUNT} cross join ${COUNTED}
    where s.workspace_id = $1 and s.id = $2`,
  { json: 'json' },
)
const LIST = statement<{ json: KeptStop }>(
  'stop_list',
  `select ${JSON_OF_STOP} as json
     from (select * from spend_stops where workspace_id = $1 and id < $2 and ($3::boolean is false or state <> 'OVER')
            order by id desc limit $4) s ${ACCOUNT} cross join ${COUNTED}
    order by s.id desc limit $4`,
  { json: 'json' },
)
/** What an item `i` waits for: its turn, the end of what is open (`w`), or of another stop. */
const WAITS = `case
    when i.restore_state = 'WAITING' and ${ANOTHER_IS_ON} then 'It is resumed once everything else that is stopped is restored.'
    when w.state = 'NEEDS_ATTENTION' then 'It waits behind a publication that needs a person. ' || w.message
    when w.id is not null then 'It waits for the end of a publication that is open. ' || coalesce(w.message, '') end`
const LIST_ITEMS = statement<{ json: StopItem }>(
  'stop_item_list',
  `select json_build_object('campaignId', i.campaign_id, 'campaignName', i.campaign_name, 'accountId', i.account_id,
            'outcome', ${OUTCOME}, 'restored', ${RESTORED},
            'message', coalesce(i.restore_message, r.message, ${WAITS}, i.message, p.message,
              case when i.noticed_at is not null then 'It was enabled at Google while it was stopped.' end),
            'amounts', i.amounts, 'noticedAt', i.noticed_at,
            'publicationId', coalesce(w.id, i.restore_id, i.pause_id)) as json
     from ${ITEMS}
     left join publications w on i.state = 'WAITING' and w.workspace_id = i.workspace_id and w.campaign_id = i.campaign_id
      and w.state in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')
    where i.workspace_id = $1 and i.stop_id = $2 and i.campaign_id > $3 order by i.campaign_id limit $4`,
  { json: 'json' },
)

export async function findStop(tx: Tx, workspaceId: string, id: string): Promise<KeptStop | undefined> {
  return (await tx.one(FIND, [workspaceId, id]))?.json
}

/** The stops of a workspace, newest first; `before` is the last id of the page before. */
export async function listStops(
  db: Database,
  workspaceId: string,
  { before = AFTER_EVERY_ID, active, limit }: { before: string | undefined; active: boolean; limit: number },
): Promise<KeptStop[]> {
  return (await db.many({ workspaceId }, LIST, [workspaceId, before, active, limit])).map(({ json }) => json)
}

export async function listStopItems(
  db: Database,
  workspaceId: string,
  id: string,
  { after = FIRST_ID, limit }: { after: string | undefined; limit: number },
): Promise<StopItem[]> {
  return (await db.many({ workspaceId }, LIST_ITEMS, [workspaceId, id, after, limit])).map(({ json }) => json)
}

const HOLD_LEDGERS = statement(
  'stop_lock_ledgers',
  `select from spend_ledgers where workspace_id = $1 and ($2::uuid is null or account_id = $2)
    order by account_id nulls last, currency_code for update`,
)
const INSERT = statement(
  'stop_insert',
  `insert into spend_stops (workspace_id, id, account_id, reason, leaves_protected, acting_name, acting_role, acting_door,
     acting_accounts, created_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6)`,
)
// Another stop that is on has its own: a campaign is restored by the one that has paused it.
const INSERT_ITEMS = statement(
  'stop_item_insert',
  `insert into spend_stop_items (workspace_id, stop_id, campaign_id, account_id, campaign_name, state, message)
   select s.workspace_id, $2, s.campaign_id, s.account_id, c.name,
          case when k.campaign_id is null then 'WAITING' else 'LEFT' end,
          case when k.campaign_id is not null then 'It is protected, and was left running.' end
     from spend_shares s
     join campaigns c on c.workspace_id = s.workspace_id and c.id = s.campaign_id
     left join campaign_protections k on k.workspace_id = s.workspace_id and k.campaign_id = s.campaign_id and $4
    where s.workspace_id = $1 and s.counts and ($3::uuid is null or s.account_id = $3)
      and not exists (
        select from spend_stops o join spend_stop_items i on i.workspace_id = o.workspace_id and i.stop_id = o.id
         where o.workspace_id = s.workspace_id and o.state = 'ON' and o.id <> $2 and i.campaign_id = s.campaign_id
           and i.state in ('WAITING', 'OPENED'))`,
)

/**
 * Writes a stop down with everything that is live or about to be. The ledgers are held first: whoever has opened a
 * publication has ended before, and whoever opens one later sees the stop.
 */
export async function insertStop(
  tx: Tx,
  workspaceId: string,
  stop: { id: string; accountId: string | null; reason: string | null; leaveProtected: boolean },
  acting: ActingFor,
): Promise<void> {
  const { id, accountId, reason, leaveProtected } = stop
  await tx.run(HOLD_LEDGERS, [workspaceId, accountId])
  await tx.run(INSERT, [workspaceId, id, accountId, reason, leaveProtected, ...actingValues(acting)])
  await tx.run(INSERT_ITEMS, [workspaceId, id, accountId, leaveProtected])
}

/** What a stop would find, and what it would stand beside. */
export interface KeptPreview extends Omit<StopPreview, 'actions'> {
  /** A stop of just this is not over. */
  isStopped: boolean
  /** The whole workspace is stopped. */
  isWiderOn: boolean
}

const PREVIEW = statement<{
  campaigns: number
  protected_campaigns: number
  is_stopped: boolean
  is_wider_on: boolean
}>(
  'stop_preview',
  `select count(*)::int4 as campaigns, count(k.campaign_id)::int4 as protected_campaigns,
          exists (select from spend_stops o where o.workspace_id = $1 and o.state <> 'OVER'
                   and o.scope_id = coalesce($2::uuid, '${FIRST_ID}')) as is_stopped,
          exists (select from spend_stops o where o.workspace_id = $1 and o.state <> 'OVER' and o.state = 'ON'
                   and o.scope_id = '${FIRST_ID}') as is_wider_on
     from spend_shares s
     left join campaign_protections k on k.workspace_id = s.workspace_id and k.campaign_id = s.campaign_id
    where s.workspace_id = $1 and s.counts and ($2::uuid is null or s.account_id = $2)`,
  { campaigns: 'int4', protected_campaigns: 'int4', is_stopped: 'bool', is_wider_on: 'bool' },
)

/** What a stop would find live or about to be. */
export async function previewStop(
  db: Database,
  workspaceId: string,
  accountId: string | undefined,
): Promise<KeptPreview> {
  const row = (await db.one({ workspaceId }, PREVIEW, [workspaceId, accountId ?? null]))!
  return {
    campaigns: row.campaigns,
    protectedCampaigns: row.protected_campaigns,
    isStopped: row.is_stopped,
    isWiderOn: row.is_wider_on,
  }
}

export interface StopRow extends ActingFor {
  account_id: string | null
  state: Stop['state']
  leaves_protected: boolean
}

const STOP_COLUMNS = {
  account_id: 'uuid',
  state: 'text',
  leaves_protected: 'bool',
  acting_name: 'text',
  acting_role: 'text',
  acting_door: 'text',
  acting_accounts: 'jsonb',
} as const
const SELECT_STOP = `select account_id, state, leaves_protected, acting_name, acting_role, acting_door, acting_accounts
     from spend_stops where workspace_id = $1 and id = $2`
const LOCK = statement<StopRow>('stop_lock', `${SELECT_STOP} for update`, STOP_COLUMNS)
const SHARE = statement<StopRow>('stop_lock_shared', `${SELECT_STOP} for share`, STOP_COLUMNS)

/** Holds a stop until `tx` ends: nobody opens anything of it meanwhile. */
export async function lockStop(tx: Tx, workspaceId: string, id: string): Promise<StopRow | undefined> {
  return await tx.one(LOCK, [workspaceId, id])
}

/** Holds a stop as it stands, beside others who open publications of it. */
export async function lockStopShared(tx: Tx, workspaceId: string, id: string): Promise<StopRow | undefined> {
  return await tx.one(SHARE, [workspaceId, id])
}

const WIDER = statement<{ id: string }>(
  'stop_find_wider',
  `select id from spend_stops
    where workspace_id = $1 and scope_id = '00000000-0000-0000-0000-000000000000' and state <> 'OVER' and state = 'ON'`,
  { id: 'uuid' },
)

/** The stop of the whole workspace that is on, if there is one. */
export async function findWiderStop(tx: Tx, workspaceId: string): Promise<string | undefined> {
  return (await tx.one(WIDER, [workspaceId]))?.id
}

const NEXT = statement<{ campaign_id: string }>(
  'stop_item_next',
  `select i.campaign_id from spend_stop_items i
     left join campaigns c on c.workspace_id = i.workspace_id and c.id = i.campaign_id
    where i.workspace_id = $1 and i.stop_id = $2 and (i.state = 'WAITING' or i.restore_state = 'WAITING')
      and coalesce(c.publication_state, 'NONE') not in ('QUEUED', 'RUNNING', 'UNKNOWN', 'NEEDS_ATTENTION')
      and not (i.restore_state is not null and ${ANOTHER_IS_ON})
    order by i.account_id, i.campaign_id limit $3`,
  { campaign_id: 'uuid' },
)

/** Campaigns of a stop whose turn has come: no publication of them is open, and no stop keeps them from being resumed. */
export async function listNextOfStop(
  db: Database,
  workspaceId: string,
  id: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.many({ workspaceId }, NEXT, [workspaceId, id, limit])
  return rows.map((row) => row.campaign_id)
}

export interface StopItemRow {
  state: 'WAITING' | 'OPENED' | 'IDLE' | 'REFUSED'
  restore_state: 'WAITING' | 'OPENED' | 'LEFT_OUT' | null
  pause_state: string | null
  /** Whether somebody has enabled or paused the campaign since. */
  overtaken: boolean
}

const LOCK_ITEM = statement<StopItemRow>(
  'stop_item_lock',
  `select i.state, i.restore_state,
          (select p.state from publications p where p.workspace_id = i.workspace_id and p.id = i.pause_id) as pause_state,
          exists (select from publications p
                   where p.workspace_id = i.workspace_id and p.campaign_id = i.campaign_id and p.id > i.pause_id
                     and (p.kind <> 'PUBLISH' or p.activate)) as overtaken
     from spend_stop_items i
    where i.workspace_id = $1 and i.stop_id = $2 and i.campaign_id = $3 for update of i`,
  { state: 'text', restore_state: 'text', pause_state: 'text', overtaken: 'bool' },
)

/** Holds a campaign of a stop. */
export async function lockStopItem(
  tx: Tx,
  workspaceId: string,
  id: string,
  campaignId: string,
): Promise<StopItemRow | undefined> {
  return await tx.one(LOCK_ITEM, [workspaceId, id, campaignId])
}

const SET_ITEM = statement(
  'stop_item_update',
  `update spend_stop_items set state = $4, pause_id = coalesce($5, pause_id), message = left($6, 5000), amounts = $7
    where workspace_id = $1 and stop_id = $2 and campaign_id = $3`,
)
const SET_RESTORED = statement(
  'stop_item_update_restored',
  `update spend_stop_items set restore_state = $4, restore_id = $5, restore_message = left($6, 5000), amounts = $7
    where workspace_id = $1 and stop_id = $2 and campaign_id = $3`,
)
// Before whatever waits in the queue: what is to stop, stops first.
const HURRY = statement(
  'stop_hurry_publication',
  `update publications set next_attempt_at = clock_timestamp() - interval '1 day' where workspace_id = $1 and id = $2`,
)

/** What there is to say of an item besides its state. */
interface Told {
  publicationId?: string
  message?: string
  /** Those in the message. */
  amounts?: readonly Amount[]
}

/** Notes what became of pausing a campaign; a pause that was opened goes ahead of everything that waits. */
export async function updateStopItem(
  tx: Tx,
  workspaceId: string,
  id: string,
  campaignId: string,
  item: Told & { state: 'OPENED' | 'IDLE' | 'REFUSED' | 'LEFT' },
): Promise<void> {
  const { state, publicationId = null, message = null, amounts = [] } = item
  if (publicationId !== null) await tx.run(HURRY, [workspaceId, publicationId])
  const values = [state, publicationId, message, JSON.stringify(amounts)]
  await tx.run(SET_ITEM, [workspaceId, id, campaignId, ...values])
}

/** Notes what became of restoring a campaign. */
export async function updateRestoredItem(
  tx: Tx,
  workspaceId: string,
  id: string,
  campaignId: string,
  item: Told & { state: 'OPENED' | 'LEFT_OUT' },
): Promise<void> {
  const { state, publicationId = null, message = null, amounts = [] } = item
  const values = [state, publicationId, message, JSON.stringify(amounts)]
  await tx.run(SET_RESTORED, [workspaceId, id, campaignId, ...values])
}

const RETRY = statement(
  'stop_item_update_retried',
  `update spend_stop_items i set state = 'WAITING', message = null, amounts = '[]'
    where i.workspace_id = $1 and i.stop_id = $2
      and (i.state = 'REFUSED' or i.state = 'OPENED' and exists (
        select from publications p where p.workspace_id = i.workspace_id and p.id = i.pause_id and p.state = 'FAILED'))`,
)

/** Gives what could not be paused its turn again. */
export async function retryStopItems(tx: Tx, workspaceId: string, id: string): Promise<number> {
  return await tx.run(RETRY, [workspaceId, id])
}

const RESTORE = statement(
  'stop_update_restoring',
  `update spend_stops set state = 'RESTORING', restored_by = $3, restoring_at = clock_timestamp(), acting_name = $3,
          acting_role = $4, acting_door = $5, acting_accounts = $6
    where workspace_id = $1 and id = $2`,
)
const RESTORE_ITEMS = statement(
  'stop_item_update_restoring',
  `update spend_stop_items
      set restore_state = case when state = 'OPENED' and noticed_at is null then 'WAITING' else 'LEFT_OUT' end,
          restore_message = case when noticed_at is not null then
            'It did not run when it was stopped, and somebody enabled it at Google since: it stays as it is.'
            else case state when 'WAITING' then 'Its pause had not begun: it stays as it is.'
            when 'IDLE' then 'It did not run when its turn to be paused came.'
            when 'REFUSED' then 'It could not be paused: it runs on.'
            when 'LEFT' then 'It is protected, and was left running.' end end,
          amounts = '[]', state = case state when 'WAITING' then 'IDLE' else state end
    where workspace_id = $1 and stop_id = $2`,
)

/** From now on what it has paused is resumed, in this person's name. */
export async function updateStopRestoring(
  tx: Tx,
  workspaceId: string,
  id: string,
  acting: ActingFor,
): Promise<void> {
  await tx.run(RESTORE, [workspaceId, id, ...actingValues(acting)])
  await tx.run(RESTORE_ITEMS, [workspaceId, id])
}
