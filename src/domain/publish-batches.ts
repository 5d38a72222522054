import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import {
  type Batch,
  type BatchItem,
  type BatchOutcome,
  type BatchRequest,
  RETRIED,
} from '../contract/batch.ts'
import { refusalIn } from '../contract/actions.ts'
import { insertAudit } from '../store/audit.ts'
import type { Tx } from '../store/db.ts'
import {
  type ActingFor,
  type BatchRow,
  findBatch,
  insertBatch,
  listBatches as listRows,
  listBatchItems as listItemRows,
  listBatchProgress,
  lockBatch,
  resumeStoppedItems,
  retryFailedItems,
  stopWaitingItems,
  updateBatchActing,
  updateBatchState,
} from '../store/publish-batches.ts'
import { batchAs, batchRefusal, NOTHING_LEFT } from './batch-rights.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, isRowId } from './cursor.ts'
import { BEYOND_LIMITS } from './judge-edits.ts'
import { tellOfBatch } from './publication/tell-batch.ts'
import { type Page, pageOf, type PageQuery } from './publications.ts'
import { assertRoleAnywhere, scopeOf } from './role.ts'

/**
 * Writes down that these campaigns are to be published, paused or resumed as one unit. Workers open the publications, one by one and each
 * under the checks of a single one; so the request is short, and a crash anywhere leaves the rest to the next worker.
 */
export async function createBatch(
  ctx: Context,
  actor: Actor,
  { kind = 'PUBLISH', staged, campaigns, ...request }: Omit<BatchRequest, 'kind'> & Partial<BatchRequest>,
): Promise<Batch> {
  assertRoleAnywhere(actor, 'publish')
  const { workspaceId } = actor
  const id = newId()
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const activate = kind === 'PUBLISH' ? request.activate : kind === 'RESUME'
    const found = await insertBatch(
      tx,
      workspaceId,
      { id, kind, activate, staged, campaigns },
      actingFor(actor),
    )
    const lost = campaigns.flatMap((campaign, index) =>
      found.has(campaign.id)
        ? []
        : [{ path: `campaigns[${index}].id`, code: 'not_found', message: 'There is no such campaign.' }],
    )
    if (lost.length > 0) {
      const message = `${lost.length} of the campaigns ${lost.length === 1 ? 'is' : 'are'} not in this workspace.`
      throw new AppError('not_allowed', message, { errors: lost.slice(0, 100) })
    }
    const beyond = campaigns.flatMap((campaign, index) => {
      const message = refusalIn(actor, 'publish', found.get(campaign.id)!)
      return message === null ? [] : [{ path: `campaigns[${index}].id`, code: BEYOND_LIMITS, message }]
    })
    if (beyond.length > 0) {
      const message = `${campaignsIn(beyond.length)} cannot be ${DONE_TO[kind]} by you, so nothing was begun. ${beyond[0]!.message}`
      throw new AppError('forbidden', capitalised(message), { errors: beyond.slice(0, 100) })
    }
    const what = kind === 'PUBLISH' ? { activate, staged } : { kind }
    await note(tx, actor, id, 'batch.create', { campaigns: campaigns.length, ...what })
    return batchAs(actor, (await findBatch(tx, workspaceId, id))!)
  })
}

const DONE_TO = { PUBLISH: 'published', PAUSE: 'paused', RESUME: 'resumed' } as const

/** The batches of the workspace, newest first. */
export async function listBatches(ctx: Context, actor: Actor, query: PageQuery): Promise<Page<Batch>> {
  const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor, isRowId)
  const rows = await listRows(ctx.db, actor.workspaceId, { before, limit: query.limit + 1 })
  const page = pageOf(rows, query.limit, ({ id }) => id)
  return { ...page, items: page.items.map((batch) => batchAs(actor, batch)) }
}

export async function readBatch(ctx: Context, actor: Actor, id: string): Promise<Batch> {
  const batch = await findBatch(ctx.db, actor.workspaceId, id)
  if (batch === undefined) throw noSuchBatch()
  return batchAs(actor, batch)
}

/** The campaigns of a batch in their order. */
export async function listBatchItems(
  ctx: Context,
  actor: Actor,
  id: string,
  query: PageQuery & { outcome?: BatchOutcome | undefined },
): Promise<Page<BatchItem>> {
  const after = query.cursor === undefined ? undefined : Number(decodeCursor(query.cursor, isPosition))
  await readBatch(ctx, actor, id)
  const { outcome, limit } = query
  const rows = await listItemRows(ctx.db, actor.workspaceId, id, { after, outcome, limit: limit + 1 })
  return pageOf(rows, limit, ({ position }) => position)
}

/** Begins the refused and failed ones anew, and no others. */
export async function retryBatch(
  ctx: Context,
  actor: Actor,
  id: string,
  campaigns: BatchRequest['campaigns'] | undefined,
): Promise<Batch> {
  return await change(ctx, actor, id, 'batch.retry', async (tx, { kind }) => {
    if (kind !== 'PUBLISH' && campaigns?.some(({ planHash }) => planHash !== undefined) === true)
      throw new AppError('not_allowed', 'A plan has its hash, and this batch publishes none.')
    const retried = await retryFailedItems(tx, actor.workspaceId, id, campaigns)
    if (retried === 0) throw new AppError('conflict', NOTHING_LEFT.retry)
    await goOn(tx, actor, id)
    return { campaigns: retried }
  })
}

/** Stops what has not begun. What is under way ends by itself. */
export async function cancelBatch(ctx: Context, actor: Actor, id: string): Promise<Batch> {
  return await change(ctx, actor, id, 'batch.cancel', async (tx, batch) => {
    const progress = await listBatchProgress(tx, actor.workspaceId, id)
    const stopped = await stopWaitingItems(tx, actor.workspaceId, id)
    if (stopped === 0) throw new AppError('conflict', NOTHING_LEFT.cancel)
    const message = `Stopped by ${actor.name} before ${campaignsIn(stopped)} had begun.`
    await updateBatchState(tx, actor.workspaceId, id, 'STOPPED', message)
    const end = { ...batch, state: 'STOPPED', message, progress, except: actor.userId } as const
    await tellOfBatch(tx, actor.workspaceId, id, end)
    return { campaigns: stopped }
  })
}

/** Goes on with what was stopped, by a failure or by a person. */
export async function resumeBatch(ctx: Context, actor: Actor, id: string): Promise<Batch> {
  return await change(ctx, actor, id, 'batch.resume', async (tx) => {
    const resumed = await resumeStoppedItems(tx, actor.workspaceId, id)
    if (resumed === 0) throw new AppError('conflict', NOTHING_LEFT.resume)
    await goOn(tx, actor, id)
    return { campaigns: resumed }
  })
}

/** In this person's name from here on; the failures that there are have been seen. */
async function goOn(tx: Tx, actor: Actor, id: string): Promise<void> {
  const progress = await listBatchProgress(tx, actor.workspaceId, id)
  const failures = progress.filter(({ outcome }) => isFailure(outcome)).length
  await updateBatchActing(tx, actor.workspaceId, id, actingFor(actor), failures)
  await updateBatchState(tx, actor.workspaceId, id, 'RUNNING', null)
}

async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, batch: BatchRow) => Promise<Record<string, unknown>>,
): Promise<Batch> {
  assertRoleAnywhere(actor, 'publish')
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const batch = await lockBatch(tx, actor.workspaceId, id)
    if (batch === undefined) throw noSuchBatch()
    const mayNot = batchRefusal(actor, (await findBatch(tx, actor.workspaceId, id))!.accountIds)
    if (mayNot !== null) throw new AppError('forbidden', mayNot)
    const detail = await work(tx, batch)
    await note(tx, actor, id, action, detail)
    return batchAs(actor, (await findBatch(tx, actor.workspaceId, id))!)
  })
}

async function note(
  tx: Tx,
  actor: Actor,
  id: string,
  action: AuditAction,
  detail: Record<string, unknown>,
): Promise<void> {
  const { name, door, requestId, workspaceId } = actor
  await insertAudit(tx, workspaceId, {
    actor: name,
    door,
    action,
    entityKind: 'batch',
    entityId: id,
    detail,
    requestId,
  })
}

/** In whose name what a worker does later is done. */
export function actingFor({ name, role, accounts, door }: Actor): ActingFor {
  return { acting_name: name, acting_role: role, acting_accounts: accounts, acting_door: door }
}

/** The actor whom a worker acts for: with the rights that they had then. */
export function actorFor(workspaceId: string, acting: ActingFor): Actor {
  const { acting_name: name, acting_role: role, acting_accounts: accounts, acting_door: door } = acting
  return { workspaceId, role, accounts, name, userId: null, door, requestId: null }
}

/** What stops a staged batch. */
export function isFailure(outcome: BatchOutcome): boolean {
  return RETRIED.includes(outcome) || outcome === 'NEEDS_ATTENTION'
}

export function campaignsIn(count: number): string {
  return count === 1 ? 'one campaign' : `${count} campaigns`
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function isPosition(key: string): boolean {
  return /^(0|[1-9]\d{0,2})$/.test(key)
}

function noSuchBatch(): AppError {
  return new AppError('not_found', 'There is no such batch in this workspace.')
}
