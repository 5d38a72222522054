import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

export interface SetUpLinkRow {
  token_sha256: string
  workspace_id: string
  expired: boolean
  used: boolean
}

const INSERT = statement(
  'setup_link_insert',
  `insert into setup_links (token_sha256, workspace_id, expires_at) values ($1, $2, now() + interval '7 days')`,
)
const FIND = statement<{ workspace_id: string }>(
  'setup_link_find',
  'select workspace_id from setup_links where token_sha256 = $1',
  { workspace_id: 'uuid' },
)
const LOCK = statement<SetUpLinkRow>(
  'setup_link_lock_of_workspace',
  `select token_sha256, workspace_id, expires_at <= now() as expired, used_at is not null as used
     from setup_links where workspace_id = $1 order by token_sha256 for update`,
  { token_sha256: 'text', workspace_id: 'uuid', expired: 'bool', used: 'bool' },
)
const USE = statement('setup_link_use', 'update setup_links set used_at = now() where token_sha256 = $1')

/** Makes a link of seven days. */
export async function insertSetUpLink(db: Database, tokenSha256: string, workspaceId: string): Promise<void> {
  await db.run('system', INSERT, [tokenSha256, workspaceId])
}

/** The workspace that the link sets up. */
export async function findSetUpLink(db: Database, tokenSha256: string): Promise<string | undefined> {
  return (await db.one('system', FIND, [tokenSha256]))?.workspace_id
}

/** Holds all links of a workspace until `tx` ends, so that two of them cannot be used at once. */
export async function lockSetUpLinks(tx: Tx, workspaceId: string): Promise<SetUpLinkRow[]> {
  return await tx.many(LOCK, [workspaceId])
}

export async function updateSetUpLinkUsed(tx: Tx, tokenSha256: string): Promise<void> {
  await tx.run(USE, [tokenSha256])
}
