import type { AccountLimits, AskedLimits } from '../contract/people.ts'
import type { AccountRole, Role } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import { type ColumnsOf, statement } from './statement.ts'

export interface ApiKeyRow {
  id: string
  name: string
  role: Role
  /** null: not limited. */
  accounts: Readonly<Record<string, AccountRole>> | null
  workspace_name: string
  demo: boolean
  second_factor_required: boolean
  revoked: boolean
  expired: boolean
  /** Not marked as used for a minute. */
  stale: boolean
}

/** A key as its owner sees it; the key itself cannot be shown again. */
export interface ListedApiKey {
  id: string
  name: string
  role: Role
  accounts: AccountLimits
  created_by: string
  created_at: string
  expires_at: string | null
  expired: boolean
  last_used_at: string | null
  revoked_at: string | null
}

const FIND = statement<ApiKeyRow>(
  'api_key_find',
  `select k.id, k.name, k.role,
          case when k.limited then (
            select coalesce(json_object_agg(a.account_id, a.role), '{}') from api_key_accounts a
             where a.workspace_id = k.workspace_id and a.api_key_id = k.id) end as accounts, w.name as workspace_name, w.demo, w.second_factor_required, k.revoked_at is not null as revoked,
          coalesce(k.expires_at <= now(), false) as expired,
          coalesce(k.last_used_at < now() - interval '1 minute', true) as stale
     from api_keys k join workspaces w on w.id = k.workspace_id
    where k.workspace_id = $1 and k.token_sha256 = $2`,
  {
    id: 'uuid',
    name: 'text',
    role: 'text',
    accounts: 'json',
    workspace_name: 'text',
    demo: 'bool',
    second_factor_required: 'bool',
    revoked: 'bool',
    expired: 'bool',
    stale: 'bool',
  },
)
const TOUCH = statement(
  'api_key_touch',
  `update api_keys set last_used_at = now()
    where workspace_id = $1 and id = $2 and coalesce(last_used_at < now() - interval '1 minute', true)`,
)
const COLUMNS = `k.id, k.name, k.role,
          case when k.limited then (
            select coalesce(json_agg(json_build_object('accountId', a.account_id, 'name', n.name, 'role', a.role)
                                     order by n.name, n.id), '[]')
              from api_key_accounts a join accounts n on n.workspace_id = a.workspace_id and n.id = a.account_id
             where a.workspace_id = k.workspace_id and a.api_key_id = k.id) end as accounts, k.created_by, to_json(k.created_at) #>> '{}' as created_at,
          to_json(k.expires_at) #>> '{}' as expires_at, coalesce(k.expires_at <= now(), false) as expired,
          to_json(k.last_used_at) #>> '{}' as last_used_at, to_json(k.revoked_at) #>> '{}' as revoked_at`
const COLUMN_TYPES: ColumnsOf<ListedApiKey> = {
  id: 'uuid',
  name: 'text',
  role: 'text',
  accounts: 'json',
  created_by: 'text',
  created_at: 'text',
  expires_at: 'text',
  expired: 'bool',
  last_used_at: 'text',
  revoked_at: 'text',
}
const INSERT = statement(
  'api_key_insert',
  `insert into api_keys (workspace_id, id, name, role, token_sha256, created_by, expires_at, limited)
   values ($1, $2, $3, $4, $5, $6, now() + $7::integer * interval '24 hours', $8)`,
)
const INSERT_ACCOUNTS = statement(
  'api_key_account_insert',
  `insert into api_key_accounts (workspace_id, api_key_id, account_id, role)
   select $1, $2, v."accountId", v.role from jsonb_to_recordset($3::jsonb) as v("accountId" uuid, role text)`,
)
const FIND_LISTED = statement<ListedApiKey>(
  'api_key_find_listed',
  `select ${COLUMNS} from api_keys k where k.workspace_id = $1 and k.id = $2`,
  COLUMN_TYPES,
)
const LIST = statement<ListedApiKey>(
  'api_key_list',
  `select ${COLUMNS} from api_keys k
    where k.workspace_id = $1 and (k.revoked_at is null or k.revoked_at > now() - interval '90 days') order by k.id`,
  COLUMN_TYPES,
)
const REVOKE_BY_NAME = statement<{ id: string }>(
  'api_key_revoke_by_name',
  'update api_keys set revoked_at = now() where workspace_id = $1 and name = $2 and revoked_at is null returning id',
  { id: 'uuid' },
)
const REVOKE = statement<{ name: string }>(
  'api_key_revoke',
  'update api_keys set revoked_at = now() where workspace_id = $1 and id = $2 and revoked_at is null returning name',
  { name: 'text' },
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

/** Makes a key that ends after so many days; null: never. */
export async function insertApiKey(
  tx: Tx,
  workspaceId: string,
  key: {
    id: string
    name: string
    role: Role
    accounts: AskedLimits
    tokenSha256: string
    createdBy: string
    expiresInDays: number | null
  },
): Promise<ListedApiKey> {
  const { id, name, role, accounts, tokenSha256, createdBy, expiresInDays } = key
  const values = [workspaceId, id, name, role, tokenSha256, createdBy, expiresInDays, accounts !== null]
  await tx.run(INSERT, values)
  await tx.run(INSERT_ACCOUNTS, [workspaceId, id, JSON.stringify(accounts ?? [])])
  return (await tx.one(FIND_LISTED, [workspaceId, id]))!
}

/** The keys of a workspace, the oldest first. Those that were revoked are left out after 90 days. */
export async function listApiKeys(db: Database, workspaceId: string): Promise<ListedApiKey[]> {
  return await db.many({ workspaceId }, LIST, [workspaceId])
}

/** Ends the key of this name and answers its id; undefined where no such key is left to revoke. */
export async function updateApiKeyRevokedByName(
  tx: Tx,
  workspaceId: string,
  name: string,
): Promise<string | undefined> {
  return (await tx.one(REVOKE_BY_NAME, [workspaceId, name]))?.id
}

/** Ends a key and answers its name; undefined where no such key is left to revoke. */
export async function updateApiKeyRevoked(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<string | undefined> {
  return (await tx.one(REVOKE, [workspaceId, id]))?.name
}
