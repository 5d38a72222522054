import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import { roleMay } from '../contract/actions.ts'
import {
  MAX_SAVED_VIEWS,
  type SavedView,
  type SavedViewCreate,
  type SavedViewPatch,
} from '../contract/saved-views.ts'
import { insertAudit } from '../store/audit.ts'
import type { Scope, Tx } from '../store/db.ts'
import {
  clearDefaultView,
  deleteSavedView as deleteRow,
  findSavedView,
  insertSavedView,
  type KeptView,
  listSavedViews as listRows,
  lockSavedView,
  updateSavedView,
} from '../store/saved-views.ts'
import { changesOf, noted } from './audit-changes.ts'
import type { Actor, Context } from './context.ts'
import { type Verdict, verdictsOf } from './people-rights.ts'

const NO_OWNER = 'An API key has no views of its own. Keep it for the team.'
const FIELDS = ['name', 'definition', 'position', 'isDefault'] as const

/** The caller's own views, and the team's; and of whom they may keep more. */
export async function listSavedViews(
  ctx: Context,
  actor: Actor,
): Promise<{ items: SavedView[]; actions: Verdict<'create' | 'createForTeam'>[] }> {
  const rows = await listRows(ctx.db, actor.workspaceId, actor.userId)
  const actions = verdictsOf({
    create: actor.userId === null ? NO_OWNER : null,
    createForTeam: teamRefusal(actor),
  })
  return { items: rows.map((view) => asSeenBy(actor, view)), actions }
}

/** Keeps a view for the caller, or for the team. */
export async function createSavedView(
  ctx: Context,
  actor: Actor,
  { team, ...view }: SavedViewCreate,
): Promise<SavedView> {
  const { workspaceId } = actor
  if (team) assertMayEditTeam(actor)
  else if (actor.userId === null) throw noOwner()
  const userId = team ? null : actor.userId
  const id = newId()
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    if (view.isDefault) await clearDefaultView(tx, workspaceId, userId, id)
    const made = { ...view, id, userId, position: view.position, createdBy: actor.name }
    if (!(await insertSavedView(tx, workspaceId, made, MAX_SAVED_VIEWS))) throw tooMany(team)
    const kept = (await findSavedView(tx, workspaceId, actor.userId, id))!
    if (team) await audit(tx, actor, 'view.create', kept)
    return asSeenBy(actor, kept)
  })
}

/** Changes a view. `version` is the one that the caller has seen. */
export async function editSavedView(
  ctx: Context,
  actor: Actor,
  id: string,
  version: number,
  { team, ...patch }: SavedViewPatch,
): Promise<SavedView> {
  const { workspaceId } = actor
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const { user_id: userId } = await lockVersion(tx, actor, id, version)
    if (team !== undefined && team !== (userId === null)) return await move(tx, actor, id, { team, ...patch })
    const isEmpty = Object.values(patch).every((value) => value === undefined)
    const before = (await findSavedView(tx, workspaceId, actor.userId, id))!
    if (isEmpty) return asSeenBy(actor, before)
    if (patch.isDefault === true) await clearDefaultView(tx, workspaceId, userId, id)
    await updateSavedView(tx, workspaceId, id, patch)
    const kept = (await findSavedView(tx, workspaceId, actor.userId, id))!
    if (userId === null) await audit(tx, actor, 'view.edit', kept, noted(changesOf(before, kept, FIELDS)))
    return asSeenBy(actor, kept)
  })
}

/**
 * Gives a view that is locked to the team, or takes it back. Whose it is belongs to what it is, so another one takes its place. It is
 * not the one that the team's table opens with, unless that is said.
 */
async function move(
  tx: Tx,
  actor: Actor,
  id: string,
  { team, ...patch }: SavedViewPatch & { team: boolean },
): Promise<SavedView> {
  if (team) assertMayEditTeam(actor)
  else if (actor.userId === null) throw noOwner()
  const { workspaceId } = actor
  const before = (await findSavedView(tx, workspaceId, actor.userId, id))!
  const userId = team ? null : actor.userId
  const moved = {
    id: newId(),
    userId,
    name: patch.name ?? before.name,
    definition: patch.definition ?? before.definition,
    position: patch.position,
    isDefault: patch.isDefault ?? (before.isDefault && !team),
    createdBy: before.createdBy,
  }
  await deleteRow(tx, workspaceId, id)
  if (moved.isDefault) await clearDefaultView(tx, workspaceId, userId, moved.id)
  if (!(await insertSavedView(tx, workspaceId, moved, MAX_SAVED_VIEWS))) throw tooMany(team)
  const kept = (await findSavedView(tx, workspaceId, actor.userId, moved.id))!
  if (team) await audit(tx, actor, 'view.create', kept)
  else await audit(tx, actor, 'view.delete', before)
  return asSeenBy(actor, kept)
}

export async function deleteSavedView(
  ctx: Context,
  actor: Actor,
  id: string,
  version: number,
): Promise<void> {
  await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const { user_id: userId, name } = await lockVersion(tx, actor, id, version)
    await deleteRow(tx, actor.workspaceId, id)
    if (userId === null) await audit(tx, actor, 'view.delete', { id, name })
  })
}

/** Row level security asks for the person too. An API key is nobody, and sees the team's views alone. */
function scopeOf({ workspaceId, userId }: Actor): Scope {
  return userId === null ? { workspaceId } : { workspaceId, userId }
}

async function lockVersion(
  tx: Tx,
  actor: Actor,
  id: string,
  version: number,
): Promise<{ user_id: string | null; name: string }> {
  const locked = await lockSavedView(tx, actor.workspaceId, actor.userId, id)
  if (locked === undefined) throw new AppError('not_found', 'There is no such view that you can see.')
  if (locked.user_id === null) assertMayEditTeam(actor)
  if (locked.version === version) return locked
  const message = `Somebody saved version ${locked.version} meanwhile; you have ${version}. Read it again.`
  throw new AppError('stale', message, { details: { currentVersion: locked.version } })
}

function asSeenBy(actor: Actor, view: KeptView): SavedView {
  const mayNot = view.team ? teamRefusal(actor) : null
  return { ...view, actions: verdictsOf({ edit: mayNot, delete: mayNot }) }
}

function teamRefusal({ role }: Actor): string | null {
  if (roleMay(role, 'edit')) return null
  return `Your role (${role}) may not change the views of the team. Keep one of your own.`
}

function assertMayEditTeam(actor: Actor): void {
  const reason = teamRefusal(actor)
  if (reason !== null) throw new AppError('forbidden', reason)
}

function noOwner(): AppError {
  const errors = [{ path: 'team', code: 'no_owner', message: NO_OWNER }]
  return new AppError('not_allowed', NO_OWNER, { errors })
}

function tooMany(team: boolean): AppError {
  const message = `${team ? 'The team has' : 'You have'} ${MAX_SAVED_VIEWS} views already. Delete one first.`
  return new AppError('not_allowed', message, { errors: [{ path: 'name', code: 'too_many_views', message }] })
}

/** What the team sees is written down; what somebody keeps for themselves is nobody's business. */
async function audit(
  tx: Tx,
  { workspaceId, name: actor, door, requestId }: Actor,
  action: AuditAction,
  { id, name }: Pick<KeptView, 'id' | 'name'>,
  changes: object = {},
): Promise<void> {
  const detail = { name, ...changes }
  await insertAudit(tx, workspaceId, {
    actor,
    door,
    action,
    entityKind: 'view',
    entityId: id,
    detail,
    requestId,
  })
}
