import { AppError } from '../../base/errors.ts'
import { refusalIn } from '../../contract/actions.ts'
import type { BatchOutcome } from '../../contract/batch.ts'
import { findRightsOf, findRightsOfKey, limitTo } from '../../store/acting-rights.ts'
import type { Tx } from '../../store/db.ts'
import {
  type BatchProgress,
  type BatchRow,
  listBatchProgress,
  listRunningBatches,
  lockBatch,
  lockBatchShared,
  lockWaitingItem,
  stopWaitingItems,
  updateBatchItem,
  updateBatchState,
} from '../../store/publish-batches.ts'
import { auditByWorker } from '../audit-by.ts'
import type { Context } from '../context.ts'
import { actorFor, campaignsIn, isFailure } from '../publish-batches.ts'
import { NOTHING_TO_PUBLISH, openChange, openPublish } from '../publish-campaign.ts'
import { tellOfBatch } from './tell-batch.ts'

const BATCHES_AT_ONCE = 200
/** Publications of one account that are open at a time: one is worked on, one waits behind it. What is not open can be stopped. */
const AHEAD = 2
/** In one go; then the others have their turn. */
const OPENED_PER_ROUND = 50

/** Opens the next publications of every batch that is under way. Answers whether it opened or ended anything. */
export async function runBatches(ctx: Context, stopping?: AbortSignal): Promise<boolean> {
  const isOver = (): boolean => stopping?.aborted === true
  let busy = false
  for await (const { workspace_id: workspaceId, id } of runningBatches(ctx)) {
    if (isOver()) break
    const next = await decide(ctx, workspaceId, id)
    for (const position of next.slice(0, OPENED_PER_ROUND)) {
      if (isOver()) break
      busy = true
      if (!(await openItem(ctx, workspaceId, id, position))) break
    }
  }
  return busy
}

/** All of them: one that has to wait stays in the list, so a first page alone would keep the rest from their turn. */
async function* runningBatches({ db }: Context): AsyncGenerator<{ workspace_id: string; id: string }> {
  for (let after: string | undefined; ; ) {
    const page = await listRunningBatches(db, { after, limit: BATCHES_AT_ONCE })
    yield* page
    after = page.at(-1)?.id
    if (page.length < BATCHES_AT_ONCE) return
  }
}

/** Which items are to be opened now. Ends the batch where nothing is left, and stops it where it is to be stopped. */
async function decide(ctx: Context, workspaceId: string, id: string): Promise<number[]> {
  return await ctx.db.transaction({ workspaceId }, async (tx) => {
    const batch = await lockBatch(tx, workspaceId, id)
    if (batch?.state !== 'RUNNING') return []
    const progress = await listBatchProgress(tx, workspaceId, id)
    const verdict = verdictOn(batch, progress)
    if (verdict.kind === 'open') return verdict.positions
    if (verdict.kind === 'stop')
      await stop(tx, workspaceId, id, { ...batch, message: verdict.message, progress })
    if (verdict.kind === 'finish') {
      const { state, message } = verdict
      await updateBatchState(tx, workspaceId, id, state, message)
      await tellOfBatch(tx, workspaceId, id, { ...batch, state, message, progress })
    }
    return []
  })
}

/** Stops what has not begun of a batch that is held; somebody who may can let it go on. */
async function stop(
  tx: Tx,
  workspaceId: string,
  id: string,
  { message, ...batch }: BatchRow & { message: string; progress: readonly BatchProgress[] },
): Promise<void> {
  const campaigns = await stopWaitingItems(tx, workspaceId, id)
  await updateBatchState(tx, workspaceId, id, 'STOPPED', message)
  await tellOfBatch(tx, workspaceId, id, { ...batch, message, state: 'STOPPED' })
  const detail = { campaigns, message }
  await auditByWorker(tx, workspaceId, { action: 'batch.stop', entityKind: 'batch', entityId: id, detail })
}

export type BatchVerdict =
  | { kind: 'open'; positions: number[] }
  | { kind: 'stop'; message: string }
  | { kind: 'finish'; state: 'FINISHED' | 'STOPPED'; message: string | null }

/** What is to be done next with a batch that runs. Pure. */
export function verdictOn(
  { staged, accepted_failures: accepted }: Pick<BatchRow, 'staged' | 'accepted_failures'>,
  progress: readonly BatchProgress[],
): BatchVerdict {
  const count = (outcome: BatchOutcome): number => progress.filter((item) => item.outcome === outcome).length
  const waiting = progress.filter(({ outcome }) => outcome === 'WAITING')
  const failed = progress.filter(({ outcome }) => isFailure(outcome))
  if (staged && failed.length > accepted && waiting.length > 0) {
    const last = failed.at(-1)!
    const message = `Stopped before ${campaignsIn(waiting.length)} had begun: “${last.campaign_name}” did not get through. ${last.message ?? ''}`
    return { kind: 'stop', message: message.trim() }
  }
  if (waiting.length === 0) {
    if (count('PUBLISHING') > 0) return { kind: 'open', positions: [] }
    const stopped = count('STOPPED')
    return stopped === 0
      ? { kind: 'finish', state: 'FINISHED', message: null }
      : { kind: 'finish', state: 'STOPPED', message: `Stopped before ${campaignsIn(stopped)} had begun.` }
  }
  // Staged, the first one shows whether it works at all: until one is through, there is one under way.
  if (staged && count('DONE') === 0) {
    return { kind: 'open', positions: count('PUBLISHING') > 0 ? [] : [waiting[0]!.position] }
  }
  const open = new Map<string, number>()
  for (const { account_id, outcome } of progress) {
    if (outcome === 'PUBLISHING') open.set(account_id, (open.get(account_id) ?? 0) + 1)
  }
  const positions = waiting.flatMap(({ account_id, position }) => {
    const ahead = open.get(account_id) ?? 0
    open.set(account_id, ahead + 1)
    return ahead < AHEAD ? [position] : []
  })
  return { kind: 'open', positions }
}

/**
 * Opens the publication of one item, in the transaction that notes it: so no crash can open it twice or lose it. False
 * where the batch no longer runs.
 */
async function openItem(ctx: Context, workspaceId: string, id: string, position: number): Promise<boolean> {
  const scope = { workspaceId }
  try {
    const opened = await ctx.db.transaction(scope, async (tx) => {
      const batch = await lockBatchShared(tx, workspaceId, id)
      if (batch?.state !== 'RUNNING') return false
      await limitTo(tx, batch.acting_accounts)
      const item = await lockWaitingItem(tx, workspaceId, id, position)
      if (item === undefined) return true
      const lost = await rightLost(tx, workspaceId, batch, item.account_id)
      if (lost !== null) return { lost }
      const actor = actorFor(workspaceId, batch)
      const { publicationId } =
        batch.kind === 'PUBLISH'
          ? await openPublish(ctx, tx, actor, item.campaign_id, {
              activate: batch.activate,
              planHash: item.plan_hash ?? undefined,
            })
          : await openChange(ctx, tx, actor, item.campaign_id, batch.kind)
      await updateBatchItem(tx, workspaceId, id, position, { state: 'OPENED', publicationId })
      return true
    })
    if (typeof opened === 'boolean') return opened
    await ctx.db.transaction(scope, async (tx) => {
      const batch = await lockBatch(tx, workspaceId, id)
      if (batch?.state !== 'RUNNING') return
      const progress = await listBatchProgress(tx, workspaceId, id)
      const waiting = progress.filter(({ outcome }) => outcome === 'WAITING').length
      const message = `Stopped before ${campaignsIn(waiting)} had begun: ${opened.lost}`
      await stop(tx, workspaceId, id, { ...batch, message, progress })
    })
    return false
  } catch (error) {
    const item = outcomeOf(error)
    if (item === undefined) throw error
    if (!(error instanceof AppError))
      ctx.log.error({ err: error, batchId: id, position }, 'An item of a batch was not opened.')
    return await ctx.db.transaction(scope, async (tx) => {
      if ((await lockBatchShared(tx, workspaceId, id))?.state !== 'RUNNING') return false
      if ((await lockWaitingItem(tx, workspaceId, id, position)) !== undefined)
        await updateBatchItem(tx, workspaceId, id, position, item)
      return true
    })
  }
}

/**
 * Why whoever let a batch run may not publish in the account any more: with the role that they had then, and not beyond what
 * they may now. Null: they may.
 */
async function rightLost(
  tx: Tx,
  workspaceId: string,
  { acting_name: name, acting_door: door }: BatchRow,
  accountId: string,
): Promise<string | null> {
  if (door === 'system') return null
  if (door !== 'web') {
    // A key of the same name may have come after it, with less.
    const key = await findRightsOfKey(tx, workspaceId, name)
    if (key === undefined) return null
    if (key === 'over') return `The API key “${name}”, by which it was begun, is revoked or has expired.`
    return refusalIn(key, 'publish', accountId) === null
      ? null
      : `The API key “${name}”, by which it was begun, may not publish in this account any more.`
  }
  const rights = await findRightsOf(tx, workspaceId, name)
  if (rights === undefined) return `${name}, who let it run, is not a member any more.`
  const may = refusalIn(rights, 'publish', accountId) === null
  return may ? null : `${name}, who let it run, may not publish in this account any more.`
}

/** What a refusal makes of an item; undefined where it says nothing about the campaign, and is tried again. */
function outcomeOf(error: unknown): Parameters<typeof updateBatchItem>[4] | undefined {
  if (!(error instanceof AppError)) {
    return { state: 'REFUSED', message: 'Something went wrong here: the log of this server says what.' }
  }
  const { code, message, errors, details } = error
  if (code === 'unavailable' || code === 'rate_limited') return undefined
  if (details['code'] === NOTHING_TO_PUBLISH) return { state: 'UNCHANGED', message }
  return { state: 'REFUSED', message, errors }
}
