import { AppError } from '../../base/errors.ts'
import { limitTo } from '../../store/acting-rights.ts'
import { violates } from '../../store/database-errors.ts'
import type { Tx } from '../../store/db.ts'
import { lockPublication } from '../../store/publications.ts'
import {
  listNextOfStop,
  lockStopItem,
  lockStopShared,
  type StopItemRow,
  type StopRow,
  updateRestoredItem,
  updateStopItem,
} from '../../store/stops.ts'
import { type ActiveStop, finishStop, listActiveStops } from '../../store/stop-rounds.ts'
import { hasEnabled, noticeEnabled } from '../../store/stop-notices.ts'
import { hurryBehindStop, listStuckOfStop } from '../../store/stop-waits.ts'
import { auditByWorker } from '../audit-by.ts'
import type { Actor, Context } from '../context.ts'
import { actorFor } from '../publish-batches.ts'
import { closeForStop } from '../publications.ts'
import { openRestore, openStop } from '../publish-campaign.ts'

const STOPS_AT_ONCE = 200
/** In one go; then the others have their turn. */
const OPENED_PER_ROUND = 50
const HURRIED_PER_ROUND = 500
const ENDED: ReadonlySet<string> = new Set(['SUCCEEDED', 'FAILED'])
/** By name in the audit log, of those that were noticed together. */
const TOLD_CAMPAIGNS = 100

/**
 * Opens the pauses of every stop that is on, and the resumes of those that are restored. Answers whether it opened or
 * ended anything.
 */
export async function runStops(
  ctx: Context,
  { stopping, onPoint }: { stopping?: AbortSignal; onPoint?: ((name: string) => void) | undefined } = {},
): Promise<boolean> {
  let busy = false
  for await (const { workspace_id: workspaceId, id } of activeStops(ctx)) {
    await clearTheWay(ctx, workspaceId, id, onPoint)
    await notice(ctx, workspaceId, id)
    for (const campaignId of await listNextOfStop(ctx.db, workspaceId, id, OPENED_PER_ROUND)) {
      if (stopping?.aborted === true) return busy
      await openItem(ctx, workspaceId, id, campaignId, onPoint)
      onPoint?.('stop:after')
      busy = true
    }
    if (await finish(ctx, workspaceId, id)) busy = true
  }
  return busy
}

/** All of them, however many: one that is on stays in the list, so a first page alone would keep the rest from their turn. */
async function* activeStops({ db }: Context): AsyncGenerator<ActiveStop> {
  for (let after: ActiveStop | undefined; ; ) {
    const page = await listActiveStops(db, { after, limit: STOPS_AT_ONCE })
    yield* page
    after = page.at(-1)
    if (page.length < STOPS_AT_ONCE) return
  }
}

async function finish(ctx: Context, workspaceId: string, id: string): Promise<boolean> {
  return await ctx.db.transaction({ workspaceId }, async (tx) => {
    if (!(await finishStop(tx, workspaceId, id))) return false
    await auditByWorker(tx, workspaceId, {
      action: 'stop.finish',
      entityKind: 'stop',
      entityId: id,
      detail: {},
    })
    return true
  })
}

/**
 * Nothing holds a pause up: what is queued behind some hour is hurried on (a worker then ends what was not sent), and what waits
 * for a person is closed.
 */
async function clearTheWay(
  ctx: Context,
  workspaceId: string,
  id: string,
  onPoint: ((name: string) => void) | undefined,
): Promise<void> {
  await hurryBehindStop(ctx.db, workspaceId, id, HURRIED_PER_ROUND)
  const stuck = await listStuckOfStop(ctx.db, workspaceId, id, OPENED_PER_ROUND)
  for (const { campaign_id: campaignId, publication_id: publicationId } of stuck) {
    await ctx.db.transaction({ workspaceId }, async (tx) => {
      const stop = await lockStopShared(tx, workspaceId, id)
      const item = await lockStopItem(tx, workspaceId, id, campaignId)
      if (stop?.state !== 'ON' || item?.state !== 'WAITING') return
      await limitTo(tx, stop.acting_accounts)
      const publication = await lockPublication(tx, workspaceId, publicationId)
      if (publication?.state !== 'NEEDS_ATTENTION') return
      await closeForStop(tx, actorFor(workspaceId, stop), id, { id: publicationId, campaignId })
    })
    onPoint?.('stop:closed')
  }
}

/** Somebody enables a campaign at Google while everything is stopped: the next reading of the account shows it, and it is paused. */
async function notice(ctx: Context, workspaceId: string, id: string): Promise<void> {
  if (!(await hasEnabled(ctx.db, workspaceId, id))) return
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    if ((await lockStopShared(tx, workspaceId, id))?.state !== 'ON') return
    const campaigns = await noticeEnabled(tx, workspaceId, id)
    if (campaigns.length === 0) return
    const detail = { total: campaigns.length, campaigns: campaigns.slice(0, TOLD_CAMPAIGNS) }
    await auditByWorker(tx, workspaceId, { action: 'stop.notice', entityKind: 'stop', entityId: id, detail })
  })
}

/** Opens the publication of one campaign in the transaction that notes it: so no crash can open it twice or lose it. */
async function openItem(
  ctx: Context,
  workspaceId: string,
  id: string,
  campaignId: string,
  onPoint: ((name: string) => void) | undefined,
): Promise<void> {
  const inTurn = async (work: (tx: Tx, stop: StopRow, item: StopItemRow) => Promise<void>): Promise<void> => {
    await ctx.db.transaction({ workspaceId }, async (tx) => {
      const stop = await lockStopShared(tx, workspaceId, id)
      const item = await lockStopItem(tx, workspaceId, id, campaignId)
      if (stop === undefined || item === undefined || !isDue(stop, item)) return
      await limitTo(tx, stop.acting_accounts)
      await work(tx, stop, item)
    })
  }
  const refuse = async (tx: Tx, stop: StopRow, { message, amounts }: AppError): Promise<void> => {
    const told = { message, amounts }
    if (stop.state === 'ON')
      await updateStopItem(tx, workspaceId, id, campaignId, { state: 'REFUSED', ...told })
    else await updateRestoredItem(tx, workspaceId, id, campaignId, { state: 'LEFT_OUT', ...told })
  }
  try {
    await inTurn(async (tx, stop, item) => {
      const actor = actorFor(workspaceId, stop)
      if (stop.state === 'ON')
        await pause(ctx, tx, actor, { id, campaignId, leavesProtected: stop.leaves_protected })
      else await restore(ctx, tx, actor, id, campaignId, item)
      onPoint?.('stop:inside')
    })
  } catch (error) {
    // Somebody was faster: its turn comes when that has ended.
    if (error instanceof AppError && error.details['publicationId'] !== undefined) return
    // Another stop came: what this one restores is resumed once that is restored.
    if (violates(error, 'spend_stops_nothing_begins')) return
    const refusal = refusalOf(ctx, id, campaignId, error)
    if (refusal === undefined) throw error
    await inTurn((tx, stop) => refuse(tx, stop, refusal))
  }
}

function isDue({ state }: StopRow, item: StopItemRow): boolean {
  return state === 'ON' ? item.state === 'WAITING' : state === 'RESTORING' && item.restore_state === 'WAITING'
}

async function pause(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  { id, campaignId, leavesProtected }: { id: string; campaignId: string; leavesProtected: boolean },
): Promise<void> {
  const opened = await openStop(ctx, tx, actor, campaignId, { stopId: id, leavesProtected })
  const item =
    opened === undefined
      ? { state: 'IDLE' as const, message: 'When its turn came it did not run.' }
      : opened === 'LEFT'
        ? { state: 'LEFT' as const, message: 'It is protected, and was left running.' }
        : { state: 'OPENED' as const, publicationId: opened.publicationId }
  await updateStopItem(tx, actor.workspaceId, id, campaignId, item)
}

async function restore(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  id: string,
  campaignId: string,
  item: StopItemRow,
): Promise<void> {
  const { workspaceId } = actor
  // Opened since its turn was looked for: the turn of its resume comes when that has ended.
  if (item.pause_state !== null && !ENDED.has(item.pause_state)) return
  const reason = reasonToLeaveOut(item)
  if (reason !== null) {
    await updateRestoredItem(tx, workspaceId, id, campaignId, { state: 'LEFT_OUT', message: reason })
    return
  }
  const { publicationId } = await openRestore(ctx, tx, actor, campaignId)
  await updateRestoredItem(tx, workspaceId, id, campaignId, { state: 'OPENED', publicationId })
}

/** What a look at the campaign itself (removed, archived, live again) does not tell. Null: it is resumed. */
export function reasonToLeaveOut({ pause_state, overtaken }: StopItemRow): string | null {
  if (pause_state !== 'SUCCEEDED') return 'It could not be paused, so there is nothing to restore.'
  return overtaken ? 'Somebody has enabled or paused it since.' : null
}

/** What a refusal says of the campaign; undefined where it says nothing of it, and is tried again. */
function refusalOf(ctx: Context, stopId: string, campaignId: string, error: unknown): AppError | undefined {
  if (error instanceof AppError)
    return error.code === 'unavailable' || error.code === 'rate_limited' ? undefined : error
  ctx.log.error({ err: error, stopId, campaignId }, 'A campaign of a stop was not dealt with.')
  return new AppError('conflict', 'Something went wrong here: the log of this server says what.')
}
