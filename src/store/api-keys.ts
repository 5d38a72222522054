import type { Role } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

export interface ApiKeyRow {
  id: string
  name: string
  role: Role
  workspace_name: string
  revoked: boolean
  /** Not marked as used for a minute. */
  stale: boolean
}

/** A key as its owner sees it; the key itself cannot be shown again. */
export interface ListedApiKey {
  id: string
  name: string
  role: Role
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}

const FIND = statement<ApiKeyRow>(
  'api_key_find',
  `select k.id, k.name, k.role, w.name as workspace_name, k.revoked_at is not null as revoked,
          coalesce(k.last_used_at < now() - interval '1 minute', true) as stale
     from api_keys k join workspaces w on w.id = k.workspace_id
    where k.workspace_id = $1 and k.token_sha256 = $2`,
  { id: 'uuid', name: 'text', role: 'text', workspace_name: 'text', revoked: 'bool', stale: 'bool' },
)
const TOUCH = statement(
  'api_key_touch',
  `update api_keys set last_used_at = now()
    where workspace_id = $1 and id = $2 and coalesce(last_used_at < now() - interval '1 minute', true)`,
)
const INSERT = statement(
  'api_key_insert',
  'insert into api_keys (workspace_id, id, name, role, token_sha256) values ($1, $2, $3, $4, $5)',
)
const LIST = statement<ListedApiKey>(
  'api_key_list',
  `select id, name, role, to_json(created_at) #>> '{}' as created_at, to_json(last_used_at) #>> '{}' as last_used_at,
          to_json(revoked_at) #>> '{}' as revoked_at
     from api_keys where workspace_id = $1 order by id`,
  { id: 'uuid', name: 'text', role: 'text', created_at: 'text', last_used_at: 'text', revoked_at: 'text' },
)
const REVOKE = statement<{ id: string }>(
  'api_key_revoke',
  'update api_keys set revoked_at = now() where workspace_id = $1 and name = $2 and revoked_at is null returning id',
  { id: 'uuid' },
)

export async function findApiKey(
  db: Database,
  workspaceId: string,
  tokenSha256: string,
): Promise<ApiKeyRow | undefined> {
  return await db.one({ workspaceId }, FIND, [workspaceId, tokenSha256])
}

/** Notes that the key was used, at most once a minute. */
export async function touchApiKey(db: Database, workspaceId: string, id: string): Promise<void> {
  await db.run({ workspaceId }, TOUCH, [workspaceId, id])
}

export async function insertApiKey(
  tx: Tx,
  workspaceId: string,
  key: { id: string; name: string; role: Role; tokenSha256: string },
): Promise<void> {
  await tx.run(INSERT, [workspaceId, key.id, key.name, key.role, key.tokenSha256])
}

/** Every key of a workspace, the oldest first. */
export async function listApiKeys(db: Database, workspaceId: string): Promise<ListedApiKey[]> {
  return await db.many({ workspaceId }, LIST, [workspaceId])
}

/** Ends a key; undefined where no living key has this name. */
export async function updateApiKeyRevoked(
  tx: Tx,
  workspaceId: string,
  name: string,
): Promise<string | undefined> {
  return (await tx.one(REVOKE, [workspaceId, name]))?.id
}
