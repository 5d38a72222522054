import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

export interface SessionRow {
  user_id: string
  name: string
  email: string
  /** Old enough to be prolonged. */
  stale: boolean
}

// Prolonging at most once a day keeps reads free of writes.
const FIND = statement<SessionRow>(
  'session_find',
  `select u.id as user_id, u.name, u.email, s.expires_at < now() + interval '29 days' as stale
     from sessions s join users u on u.id = s.user_id
    where s.token_sha256 = $1 and s.expires_at > now()`,
  { user_id: 'uuid', name: 'text', email: 'text', stale: 'bool' },
)
const PROLONG = statement(
  'session_prolong',
  `update sessions set expires_at = now() + interval '30 days' where token_sha256 = $1`,
)
const INSERT = statement(
  'session_insert',
  `insert into sessions (token_sha256, user_id, expires_at) values ($1, $2, now() + interval '30 days')`,
)
const DELETE = statement('session_delete', 'delete from sessions where token_sha256 = $1')
const DELETE_EXPIRED = statement(
  'session_delete_expired',
  `delete from sessions where token_sha256 in (
     select token_sha256 from sessions where expires_at <= now() order by expires_at limit 100 for update skip locked)`,
)

/** A session that has not ended, with its person. */
export async function findSession(db: Database, tokenSha256: string): Promise<SessionRow | undefined> {
  return await db.one('system', FIND, [tokenSha256])
}

export async function prolongSession(db: Database, tokenSha256: string): Promise<void> {
  await db.run('system', PROLONG, [tokenSha256])
}

/** Opens a session of 30 days. */
export async function insertSession(tx: Tx, tokenSha256: string, userId: string): Promise<void> {
  await tx.run(INSERT, [tokenSha256, userId])
}

export async function deleteSession(tx: Tx, tokenSha256: string): Promise<void> {
  await tx.run(DELETE, [tokenSha256])
}

/** Removes some sessions that ended by themselves. */
export async function deleteExpiredSessions(tx: Tx): Promise<void> {
  await tx.run(DELETE_EXPIRED)
}
