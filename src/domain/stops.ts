import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type { Stop, StopItem, StopPreview, StopRequest } from '../contract/stops.ts'
import { findAccount } from '../store/accounts.ts'
import { insertAudit } from '../store/audit.ts'
import type { Tx } from '../store/db.ts'
import {
  findStop,
  findWiderStop,
  insertStop,
  type KeptStop,
  listStopItems as listItemRows,
  listStops as listRows,
  lockStop,
  previewStop as findPreview,
  retryStopItems,
  type StopRow,
  updateStopItem,
  updateStopRestoring,
} from '../store/stops.ts'
import { lockCutItems } from '../store/stop-waits.ts'
import { findWorkspace } from '../store/users.ts'
import type { Actor, Context } from './context.ts'
import { decodeCursor, isRowId } from './cursor.ts'
import { notify } from './notify.ts'
import { type Page, pageOf, type PageQuery } from './publications.ts'
import { actingFor } from './publish-batches.ts'
import { openStop } from './publish-campaign.ts'
import { assertRoleAnywhere, scopeOf } from './role.ts'
import type { Verdict } from './people-rights.ts'
import {
  anyStopVerdicts,
  NOT_ON,
  NOTHING_TO_RETRY,
  previewAs,
  stopAs,
  stopRefusal,
  WIDER_FIRST,
  WIDER_IS_ON,
} from './stop-rights.ts'

/**
 * Stops everything that is live, in the workspace or in one account: it is written down and, from this moment on, nothing
 * is published or resumed. Workers pause what was written down, campaign by campaign.
 */
export async function createStop(ctx: Context, actor: Actor, request: StopRequest): Promise<Stop> {
  assertRoleAnywhere(actor, 'pause')
  const { workspaceId } = actor
  const { accountId, reason, leaveProtected } = request
  const id = newId()
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    await requireThing(tx, actor, request)
    if (accountId !== null && (await findWiderStop(tx, workspaceId)) !== undefined)
      throw new AppError('conflict', WIDER_IS_ON)
    const wanted = { id, accountId, reason: reason?.trim() || null, leaveProtected }
    await insertStop(tx, workspaceId, wanted, actingFor(actor))
    const stop = (await findStop(tx, workspaceId, id))!
    await notify(tx, workspaceId, {
      kind: 'EVERYTHING_STOPPED',
      ...(accountId === null ? {} : { target: { kind: 'ACCOUNT' as const, id: accountId } }),
      facts: {
        by: actor.name,
        ...(stop.accountName === null ? {} : { accountName: stop.accountName }),
        ...(reason === null ? {} : { message: reason }),
      },
      to: { may: 'pause', ...(accountId === null ? {} : { accountIds: [accountId] }) },
      except: actor.userId,
    })
    await note(tx, actor, id, 'stop.create', { accountId, reason, leaveProtected, campaigns: stop.total })
    return stopAs(actor, stop, accountId === null)
  })
}

/** Written out by whoever asks: it is one press for everything that is live. */
async function requireThing(tx: Tx, actor: Actor, { accountId, name }: StopRequest): Promise<void> {
  const { workspaceId } = actor
  const thing =
    accountId === null ? await findWorkspace(tx, workspaceId) : await findAccount(tx, workspaceId, accountId)
  if (thing === undefined) throw new AppError('not_found', 'There is no such account in this workspace.')
  assertMayStop(actor, 'pause', accountId)
  if (thing.name === name.trim()) return
  const message = `Write the name of the ${accountId === null ? 'workspace' : 'account'}: ${thing.name}.`
  throw new AppError('not_allowed', message, { errors: [{ path: 'name', code: 'not_the_name', message }] })
}

/** How many campaigns a stop would find, so that whoever presses it knows. */
export async function previewStop(ctx: Context, actor: Actor, accountId?: string): Promise<StopPreview> {
  return previewAs(actor, accountId ?? null, await findPreview(ctx.db, actor.workspaceId, accountId))
}

/** The stops of the workspace, newest first, and whether the caller may stop anything. */
export async function listStops(
  ctx: Context,
  actor: Actor,
  query: PageQuery & { active: 'true' | 'false' },
): Promise<Page<Stop> & { actions: Verdict<'create'>[] }> {
  const before = query.cursor === undefined ? undefined : decodeCursor(query.cursor, isRowId)
  const filter = { before, active: query.active === 'true', limit: query.limit + 1 }
  const rows = await listRows(ctx.db, actor.workspaceId, filter)
  const { items, nextCursor } = pageOf(rows, query.limit, ({ id }) => id)
  const stops = await ctx.db.transaction(scopeOf(actor), (tx) => withActions(tx, actor, items))
  return { items: stops, nextCursor, actions: anyStopVerdicts(actor) }
}

export async function readStop(ctx: Context, actor: Actor, id: string): Promise<Stop> {
  const { workspaceId } = actor
  return await ctx.db.transaction({ workspaceId }, async (tx) => {
    const stop = await findStop(tx, workspaceId, id)
    if (stop === undefined) throw noSuchStop()
    return (await withActions(tx, actor, [stop]))[0]!
  })
}

/** Stops with what the caller may do. The stop of the whole workspace matters only to those of accounts that are on. */
async function withActions(tx: Tx, actor: Actor, stops: readonly KeptStop[]): Promise<Stop[]> {
  const asks = stops.some(({ accountId, state }) => accountId !== null && state === 'ON')
  const isWiderOn = asks && (await findWiderStop(tx, actor.workspaceId)) !== undefined
  return stops.map((stop) => stopAs(actor, stop, isWiderOn))
}

/** The campaigns of a stop, each with what became of it. */
export async function listStopItems(
  ctx: Context,
  actor: Actor,
  id: string,
  query: PageQuery,
): Promise<Page<StopItem>> {
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, isRowId)
  await readStop(ctx, actor, id)
  const rows = await listItemRows(ctx.db, actor.workspaceId, id, { after, limit: query.limit + 1 })
  return pageOf(rows, query.limit, ({ campaignId }) => campaignId)
}

/** Tries again to pause what could not be paused. */
export async function retryStop(ctx: Context, actor: Actor, id: string): Promise<Stop> {
  return await change(ctx, actor, id, 'stop.retry', async (tx) => {
    const campaigns = await retryStopItems(tx, actor.workspaceId, id)
    if (campaigns === 0) throw new AppError('conflict', NOTHING_TO_RETRY)
    return { campaigns }
  })
}

/** Lets go: what this stop has paused is resumed, and nothing else. */
export async function restoreStop(ctx: Context, actor: Actor, id: string): Promise<Stop> {
  return await change(ctx, actor, id, 'stop.restore', async (tx, stop) => {
    if (stop.account_id !== null && (await findWiderStop(tx, actor.workspaceId)) !== undefined) {
      throw new AppError('conflict', WIDER_FIRST)
    }
    await pauseWhatWasCut(ctx, tx, actor, id)
    await updateStopRestoring(tx, actor.workspaceId, id, actingFor(actor))
    return {}
  })
}

/** What was about to be enabled has its pause before it is restored, also where no worker has come to it. */
async function pauseWhatWasCut(ctx: Context, tx: Tx, actor: Actor, id: string): Promise<void> {
  for (const campaignId of await lockCutItems(tx, actor.workspaceId, id)) {
    const opened = await openStop(ctx, tx, actor, campaignId, { stopId: id, leavesProtected: false })
    if (opened === undefined || opened === 'LEFT') continue
    await updateStopItem(tx, actor.workspaceId, id, campaignId, { state: 'OPENED', ...opened })
  }
}

async function change(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (tx: Tx, stop: StopRow) => Promise<Record<string, unknown>>,
): Promise<Stop> {
  assertRoleAnywhere(actor, 'resume')
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const stop = await lockStop(tx, actor.workspaceId, id)
    if (stop === undefined) throw noSuchStop()
    assertMayStop(actor, 'resume', stop.account_id)
    if (stop.state !== 'ON') throw new AppError('conflict', NOT_ON)
    const detail = await work(tx, stop)
    await note(tx, actor, id, action, detail)
    return (await withActions(tx, actor, [(await findStop(tx, actor.workspaceId, id))!]))[0]!
  })
}

async function note(
  tx: Tx,
  { name, door, requestId, workspaceId }: Actor,
  id: string,
  action: AuditAction,
  detail: Record<string, unknown>,
): Promise<void> {
  const entry = { actor: name, door, action, entityKind: 'stop', entityId: id, detail, requestId }
  await insertAudit(tx, workspaceId, entry)
}

function assertMayStop(actor: Actor, action: 'pause' | 'resume', accountId: string | null): void {
  const reason = stopRefusal(actor, action, accountId)
  if (reason !== null) throw new AppError('forbidden', reason)
}

function noSuchStop(): AppError {
  return new AppError('not_found', 'There is no such stop in this workspace.')
}
