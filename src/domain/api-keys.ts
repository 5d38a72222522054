import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import { line } from '../contract/scalars.ts'
import type { Role } from '../contract/words.ts'
import {
  findApiKey,
  insertApiKey,
  listApiKeys as listRows,
  type ListedApiKey,
  touchApiKey,
  updateApiKeyRevoked,
} from '../store/api-keys.ts'
import { insertAudit } from '../store/audit.ts'
import type { Tx } from '../store/db.ts'
import { findWorkspaceByName } from '../store/users.ts'
import type { Context } from './context.ts'
import type { Caller } from './sessions.ts'

type WithDatabase = Pick<Context, 'db'>

/** The workspace stands in the key, so that the look-up happens inside it, behind row level security. */
const API_KEY = /^gacm_([0-9a-f]{32})_[\w-]{43}$/

const MAX_NAME_LENGTH = 100
/** How the key that a command makes for itself begins to be called. */
export const COMMAND_KEY = 'gacm command'

/** Makes a key and answers it: the only time it can be seen. */
export async function createApiKey(
  ctx: WithDatabase,
  { workspaceName, role, name }: { workspaceName: string; role: Role; name: string },
): Promise<string> {
  assertName(name)
  const workspaceId = await requireWorkspace(ctx, workspaceName)
  const key = `gacm_${workspaceId.replaceAll('-', '')}_${newSecret()}`
  const id = newId()
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await insertApiKey(tx, workspaceId, { id, name, role, tokenSha256: sha256(key) })
    await audit(tx, workspaceId, { action: 'api_key.create', id, detail: { name, role } })
  })
  return key
}

/** The keys of a workspace, without the keys themselves and without what ended commands leave. */
export async function listApiKeys(ctx: WithDatabase, workspaceName: string): Promise<ListedApiKey[]> {
  const keys = await listRows(ctx.db, await requireWorkspace(ctx, workspaceName))
  return keys.filter(({ name, revoked_at }) => revoked_at === null || !name.startsWith(`${COMMAND_KEY} `))
}

/** Ends a key at once. */
export async function revokeApiKey(
  ctx: WithDatabase,
  { workspaceName, name }: { workspaceName: string; name: string },
): Promise<void> {
  const workspaceId = await requireWorkspace(ctx, workspaceName)
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    const id = await updateApiKeyRevoked(tx, workspaceId, name)
    if (id === undefined)
      throw new AppError('not_found', `There is no living API key named ${name} in ${workspaceName}.`)
    await audit(tx, workspaceId, { action: 'api_key.revoke', id, detail: { name } })
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
  if (row.stale) await touchApiKey(ctx.db, workspaceId, row.id)
  const workspace = { id: workspaceId, name: row.workspace_name, role: row.role }
  return {
    actorName: row.name,
    name: row.name,
    email: null,
    userId: null,
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

async function requireWorkspace(ctx: WithDatabase, name: string): Promise<string> {
  const workspace = await findWorkspaceByName(ctx.db, name)
  if (workspace === undefined) throw new AppError('not_found', `There is no workspace named ${name}.`)
  return workspace.id
}

async function audit(
  tx: Tx,
  workspaceId: string,
  { action, id, detail }: { action: string; id: string; detail: Record<string, unknown> },
): Promise<void> {
  const entry = {
    actor: 'gacm api-key',
    door: 'cli',
    action,
    entityKind: 'api_key',
    entityId: id,
    detail,
    requestId: null,
  }
  await insertAudit(tx, workspaceId, entry)
}
