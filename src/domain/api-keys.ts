import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import { type ApiKey, DEFAULT_KEY_DAYS } from '../contract/people.ts'
import { line } from '../contract/scalars.ts'
import { ROLES, type Role } from '../contract/words.ts'
import {
  findApiKey,
  insertApiKey,
  listApiKeys as listRows,
  type ListedApiKey,
  touchApiKey,
  updateApiKeyRevoked,
  updateApiKeyRevokedByName,
} from '../store/api-keys.ts'
import { findWorkspaceByName } from '../store/users.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { adminVerdicts, assertAdmin, type Verdict } from './people-rights.ts'
import { type Caller, NO_STEPS } from './sessions.ts'

type WithDatabase = Pick<Context, 'db'>

export interface NewApiKey {
  name: string
  role: Role
  /** 1 to 365. */
  expiresInDays?: number | 'never' | undefined
}

/** The workspace stands in the key, so that the look-up happens inside it, behind row level security. */
const API_KEY = /^gacm_([0-9a-f]{32})_[\w-]{43}$/

const MAX_NAME_LENGTH = 100
/** How the key that commands keep for themselves begins to be called. */
export const COMMAND_KEY = 'gacm command'

/** Makes a key and answers it: the only time it can be seen. A key may not do more than who makes it. */
export async function createApiKeyAs(
  ctx: WithDatabase,
  actor: Actor,
  { name, role, expiresInDays = DEFAULT_KEY_DAYS }: NewApiKey,
): Promise<{ apiKey: ApiKey; key: string }> {
  assertAdmin(actor)
  assertName(name)
  if (ROLES.indexOf(role) > ROLES.indexOf(actor.role))
    throw new AppError('forbidden', `Your role (${actor.role}) may not make a key of the role ${role}.`)
  const { workspaceId } = actor
  const key = `gacm_${workspaceId.replaceAll('-', '')}_${newSecret()}`
  const row = await ctx.db.transaction({ workspaceId }, async (tx) => {
    const made = await insertApiKey(tx, workspaceId, {
      id: newId(),
      name,
      role,
      tokenSha256: sha256(key),
      createdBy: actor.name,
      expiresInDays: expiresInDays === 'never' ? null : expiresInDays,
    })
    const detail = { name, role, expiresAt: made.expires_at }
    await auditBy(tx, actor, { action: 'api_key.create', entityKind: 'api_key', entityId: made.id, detail })
    return made
  })
  return { apiKey: apiKeyOf(row), key }
}

/** The keys of a workspace, without the keys themselves and without what ended commands leave. */
export async function listApiKeysAs(
  ctx: WithDatabase,
  actor: Actor,
): Promise<{ items: ApiKey[]; actions: Verdict<'create' | 'revoke'>[] }> {
  const keys = (await listRows(ctx.db, actor.workspaceId)).map(apiKeyOf)
  const items = keys.filter(({ state, name }) => state === 'LIVE' || !name.startsWith(`${COMMAND_KEY} `))
  return { items, actions: adminVerdicts(actor, 'create', 'revoke') }
}

/** Ends a key at once. */
export async function revokeApiKeyAs(ctx: WithDatabase, actor: Actor, id: string): Promise<void> {
  assertAdmin(actor)
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const name = await updateApiKeyRevoked(tx, actor.workspaceId, id)
    if (name === undefined)
      throw new AppError('not_found', 'There is no such API key, or it was revoked before.')
    const detail = { name }
    await auditBy(tx, actor, { action: 'api_key.revoke', entityKind: 'api_key', entityId: id, detail })
  })
}

/** As `createApiKeyAs`, for the owner of the database, who needs nobody's leave. Answers the key alone. */
export async function createApiKey(
  ctx: WithDatabase,
  { workspaceName, ...wanted }: NewApiKey & { workspaceName: string },
): Promise<string> {
  return (await createApiKeyAs(ctx, await owner(ctx, workspaceName), wanted)).key
}

/** As `listApiKeysAs`, for the owner of the database. */
export async function listApiKeys(ctx: WithDatabase, workspaceName: string): Promise<ApiKey[]> {
  return (await listApiKeysAs(ctx, await owner(ctx, workspaceName))).items
}

/** As `revokeApiKeyAs`, by name and for the owner of the database. */
export async function revokeApiKey(
  ctx: WithDatabase,
  { workspaceName, name }: { workspaceName: string; name: string },
): Promise<void> {
  const actor = await owner(ctx, workspaceName)
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const id = await updateApiKeyRevokedByName(tx, actor.workspaceId, name)
    if (id === undefined)
      throw new AppError('not_found', `There is no living API key named ${name} in ${workspaceName}.`)
    const detail = { name }
    await auditBy(tx, actor, { action: 'api_key.revoke', entityKind: 'api_key', entityId: id, detail })
  })
}

/** Who holds this key. Throws `unauthenticated` where nobody does. */
export async function findKeyHolder(ctx: Context, key: string): Promise<Caller> {
  const hex = API_KEY.exec(key)?.[1]
  if (hex === undefined)
    throw new AppError('unauthenticated', 'This is not an API key: one begins with gacm_.')
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const row = await findApiKey(ctx.db, workspaceId, sha256(key))
  if (row === undefined) throw new AppError('unauthenticated', 'There is no such API key.')
  if (row.revoked) throw new AppError('unauthenticated', 'This API key was revoked.')
  if (row.expired) throw new AppError('unauthenticated', 'This API key has expired. Make a new one.')
  if (row.stale) await touchApiKey(ctx.db, workspaceId, row.id)
  const firstSteps = { ...NO_STEPS, away: true }
  const { workspace_name: name, role, demo, second_factor_required: secondFactorRequired } = row
  const workspace = { id: workspaceId, name, role, demo, secondFactorRequired, firstSteps }
  return {
    actorName: row.name,
    name: row.name,
    email: null,
    userId: null,
    sessionId: null,
    fresh: false,
    hasSecondFactor: false,
    workspaces: [workspace],
    apiKey: true,
  }
}

function assertName(name: string): void {
  if (name.trim() !== '' && line(MAX_NAME_LENGTH).safeParse(name).success) return
  throw new AppError(
    'invalid_request',
    `A key needs a name of 1 to ${MAX_NAME_LENGTH} characters, on one line.`,
  )
}

/** Whoever has the database's address may do everything; history calls them by the command. */
async function owner(ctx: WithDatabase, workspaceName: string): Promise<Actor> {
  const workspace = await findWorkspaceByName(ctx.db, workspaceName)
  if (workspace === undefined)
    throw new AppError('not_found', `There is no workspace named ${workspaceName}.`)
  const { id: workspaceId } = workspace
  return { workspaceId, role: 'admin', name: 'gacm api-key', userId: null, door: 'cli', requestId: null }
}

function apiKeyOf(row: ListedApiKey): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    state: row.revoked_at !== null ? 'REVOKED' : row.expired ? 'EXPIRED' : 'LIVE',
  }
}
