import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import { type ApiKey, type AskedLimits, DEFAULT_KEY_DAYS, keyName } from '../contract/people.ts'
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
import { limitsNamed, type NamedLimit } from './account-limits.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { freshly, mayLetIn } from './fresh.ts'
import { ownerOf } from './owner.ts'
import { adminVerdicts, assertAdmin, assertLimits, type Verdict } from './people-rights.ts'
import { type Caller, NO_STEPS } from './sessions.ts'
import { lockAdminsAs } from './still-admin.ts'

type WithDatabase = Pick<Context, 'db'>

export interface NewApiKey {
  name: string
  role: Role
  /** Without it, or null: the role holds in every account. */
  accounts?: AskedLimits
  /** 1 to 365. */
  expiresInDays?: number | 'never' | undefined
}

/** The workspace stands in the key, so that the look-up happens inside it, behind row level security. */
const API_KEY = /^gacm_([0-9a-f]{32})_[\w-]{43}$/

/** How the key that commands keep for themselves begins to be called. */
export const COMMAND_KEY = 'gacm command'

/** Makes a key and answers it: the only time it can be seen. A key may not do more than who makes it. */
export async function createApiKeyAs(
  ctx: WithDatabase,
  actor: Actor,
  { name, role, accounts = null, expiresInDays = DEFAULT_KEY_DAYS }: NewApiKey,
): Promise<{ apiKey: ApiKey; key: string }> {
  assertAdmin(actor)
  assertName(name)
  assertLimits(role, accounts)
  if (ROLES.indexOf(role) > ROLES.indexOf(actor.role))
    throw new AppError('forbidden', `Your role (${actor.role}) may not make a key of the role ${role}.`)
  const { workspaceId } = actor
  const key = `gacm_${workspaceId.replaceAll('-', '')}_${newSecret()}`
  const row = await ctx.db.transaction({ workspaceId }, async (tx) => {
    await lockAdminsAs(tx, actor)
    const made = await insertApiKey(tx, workspaceId, {
      id: newId(),
      name,
      role,
      accounts,
      tokenSha256: sha256(key),
      createdBy: actor.name,
      expiresInDays: expiresInDays === 'never' ? null : expiresInDays,
    })
    const detail = { name, role, accounts: made.accounts, expiresAt: made.expires_at }
    await auditBy(tx, actor, { action: 'api_key.create', entityKind: 'api_key', entityId: made.id, detail })
    return made
  })
  return { apiKey: apiKeyOf(row), key }
}

/** The keys of a workspace, without the keys themselves and without what ended commands leave. */
export async function listApiKeysAs(
  ctx: WithDatabase,
  actor: Actor,
  caller: Pick<Caller, 'fresh' | 'apiKey'>,
): Promise<{ items: ApiKey[]; fresh: boolean; actions: Verdict<'create' | 'revoke'>[] }> {
  const keys = (await listRows(ctx.db, actor.workspaceId)).map(apiKeyOf)
  const items = keys.filter(({ state, name }) => state === 'LIVE' || !name.startsWith(`${COMMAND_KEY} `))
  const [create, revoke] = adminVerdicts(actor, 'create', 'revoke')
  return { items, fresh: mayLetIn(caller), actions: [freshly(caller, create!), revoke!] }
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
  {
    workspaceName,
    named,
    ...wanted
  }: NewApiKey & { workspaceName: string; named?: NamedLimit[] | undefined },
): Promise<string> {
  const owner = await ownerOf(ctx, workspaceName, 'gacm api-key')
  const accounts = named === undefined ? null : await limitsNamed(ctx, owner.workspaceId, named)
  return (await createApiKeyAs(ctx, owner, { accounts, ...wanted })).key
}

/** As `listApiKeysAs`, for the owner of the database. */
export async function listApiKeys(ctx: WithDatabase, workspaceName: string): Promise<ApiKey[]> {
  const owner = await ownerOf(ctx, workspaceName, 'gacm api-key')
  return (await listApiKeysAs(ctx, owner, { fresh: true, apiKey: false })).items
}

/** As `revokeApiKeyAs`, by name and for the owner of the database. */
export async function revokeApiKey(
  ctx: WithDatabase,
  { workspaceName, name }: { workspaceName: string; name: string },
): Promise<void> {
  const actor = await ownerOf(ctx, workspaceName, 'gacm api-key')
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
  const { workspace_name: name, role, accounts, demo, second_factor_required: secondFactorRequired } = row
  const workspace = { id: workspaceId, name, role, accounts, demo, secondFactorRequired, firstSteps }
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
  const problem = keyName.safeParse(name).error?.issues[0]?.message
  if (problem === undefined) return
  const message = `A key needs a name of 1 to 100 characters, on one line. ${problem}`
  throw new AppError('invalid_request', message, {
    errors: [{ path: 'name', code: 'invalid_name', message }],
  })
}

function apiKeyOf(row: ListedApiKey): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    accounts: row.accounts,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    state: row.revoked_at !== null ? 'REVOKED' : row.expired ? 'EXPIRED' : 'LIVE',
  }
}
