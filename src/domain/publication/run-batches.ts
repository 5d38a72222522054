import { AppError } from '../../base/errors.ts'
import type { BatchOutcome } from '../../contract/batch.ts'
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
import type { Context } from '../context.ts'
import { actorFor, campaignsIn, isFailure } from '../publish-batches.ts'
import { NOTHING_TO_PUBLISH, openPublish } from '../publish-campaign.ts'
import { tellOfBatch } from './tell-batch.ts'

const BATCHES_PER_ROUND = 200
/** Publications of one account that are open at a time: one is worked on, one waits behind it. What is not open can be stopped. */
const AHEAD = 2
/** In one go; then the others have their turn. */
const OPENED_PER_ROUND = 50

/** Opens the next publications of every batch that is under way. Answers whether it opened or ended anything. */
export async function runBatches(ctx: Context, stopping?: AbortSignal): Promise<boolean> {
  const isOver = (): boolean => stopping?.aborted === true
  let busy = false
  for (const { workspace_id: workspaceId, id } of await listRunningBatches(ctx.db, BATCHES_PER_ROUND)) {
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

/** Which items are to be opened now. Ends the batch where nothing is left, and stops it where it is to be stopped. */
async function decide(ctx: Context, workspaceId: string, id: string): Promise<number[]> {
  return await ctx.db.transaction({ workspaceId }, async (tx) => {
    const batch = await lockBatch(tx, workspaceId, id)
    if (batch?.state !== 'RUNNING') return []
    const progress = await listBatchProgress(tx, workspaceId, id)
    const verdict = verdictOn(batch, progress)
    if (verdict.kind === 'open') return verdict.positions
    if (verdict.kind === 'stop') {
      await stopWaitingItems(tx, workspaceId, id)
      await updateBatchState(tx, workspaceId, id, 'STOPPED', verdict.message)
      await tellOfBatch(tx, workspaceId, id, { ...batch, ...verdict, state: 'STOPPED', progress })
    }
    if (verdict.kind === 'finish') {
      await updateBatchState(tx, workspaceId, id, verdict.state, verdict.message)
      await tellOfBatch(tx, workspaceId, id, { ...batch, ...verdict, progress })
    }
    return []
  })
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
    return await ctx.db.transaction(scope, async (tx) => {
      const batch = await lockBatchShared(tx, workspaceId, id)
      if (batch?.state !== 'RUNNING') return false
      const item = await lockWaitingItem(tx, workspaceId, id, position)
      if (item === undefined) return true
      const { publicationId } = await openPublish(ctx, tx, actorFor(workspaceId, batch), item.campaign_id, {
        activate: batch.activate,
        planHash: item.plan_hash ?? undefined,
      })
      await updateBatchItem(tx, workspaceId, id, position, { state: 'OPENED', publicationId })
      return true
    })
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
