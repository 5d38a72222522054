import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

export interface SessionRow {
  id: string
  user_id: string
  name: string
  email: string
  /** Not marked as seen for five minutes. */
  stale: boolean
  /** Signed in within the last quarter of an hour. */
  fresh: boolean
  has_second_factor: boolean
}

/** A session as its person sees it in a list. */
export interface ListedSession {
  id: string
  browser: string
  address: string
  created_at: string
  last_seen_at: string
  expires_at: string
}

/** What a browser says of itself and of where it is, in words. */
export interface Device {
  browser: string
  address: string
}

// Two ends: 30 days after sign-in whatever the use, and 7 days without any.
const LIVE = `s.expires_at > now() and s.last_seen_at > now() - interval '168 hours'`

const FIND = statement<SessionRow>(
  'session_find',
  `select s.id, u.id as user_id, u.name, u.email, s.last_seen_at < now() - interval '5 minutes' as stale,
          s.created_at > now() - interval '15 minutes' as fresh,
          coalesce((select t.confirmed_at is not null from totp_secrets t where t.user_id = u.id), false)
            or (select count(*) from passkeys p where p.user_id = u.id) > 0 as has_second_factor
     from sessions s join users u on u.id = s.user_id
    where s.token_sha256 = $1 and ${LIVE}`,
  {
    id: 'uuid',
    user_id: 'uuid',
    name: 'text',
    email: 'text',
    stale: 'bool',
    fresh: 'bool',
    has_second_factor: 'bool',
  },
)
// Marking at most every five minutes keeps reads free of writes.
const TOUCH = statement(
  'session_touch',
  `update sessions set last_seen_at = now() where id = $1 and last_seen_at < now() - interval '5 minutes'`,
)
const INSERT = statement(
  'session_insert',
  `insert into sessions (token_sha256, id, user_id, browser, address, expires_at)
   values ($1, $2, $3, $4, $5, now() + interval '720 hours')`,
)
const LIST = statement<ListedSession>(
  'session_list',
  `select s.id, s.browser, s.address, to_json(s.created_at) #>> '{}' as created_at,
          to_json(s.last_seen_at) #>> '{}' as last_seen_at,
          to_json(least(s.expires_at, s.last_seen_at + interval '168 hours')) #>> '{}' as expires_at
     from sessions s where s.user_id = $1 and ${LIVE} order by s.last_seen_at desc, s.id desc limit 200`,
  {
    id: 'uuid',
    browser: 'text',
    address: 'text',
    created_at: 'text',
    last_seen_at: 'text',
    expires_at: 'text',
  },
)
const DELETE = statement('session_delete', 'delete from sessions where token_sha256 = $1')
const DELETE_OF_USER = statement(
  'session_delete_of_user',
  'delete from sessions where user_id = $1 and id = $2',
)
const DELETE_OTHERS = statement(
  'session_delete_others',
  'delete from sessions where user_id = $1 and id is distinct from $2',
)
const DELETE_EXPIRED = statement(
  'session_delete_expired',
  `delete from sessions where token_sha256 in (
     select token_sha256 from sessions where expires_at <= now() order by expires_at limit 100 for update skip locked)`,
)

/** A session that has not ended, with its person. */
export async function findSession(db: Database, tokenSha256: string): Promise<SessionRow | undefined> {
  return await db.one('system', FIND, [tokenSha256])
}

/** Notes that the session is in use, to five minutes. */
export async function touchSession(tx: Tx, id: string): Promise<void> {
  await tx.run(TOUCH, [id])
}

/** Opens a session, which ends 30 days later at the latest. */
export async function insertSession(
  tx: Tx,
  session: Device & { tokenSha256: string; id: string; userId: string },
): Promise<void> {
  const { tokenSha256, id, userId, browser, address } = session
  await tx.run(INSERT, [tokenSha256, id, userId, browser, address])
}

/** The sessions of a person that have not ended, the one used last first; at most 200. */
export async function listSessions(db: Database, userId: string): Promise<ListedSession[]> {
  return await db.many('system', LIST, [userId])
}

export async function deleteSession(tx: Tx, tokenSha256: string): Promise<void> {
  await tx.run(DELETE, [tokenSha256])
}

/** Ends one session of a person; false where they have none of this id. */
export async function deleteSessionOfUser(db: Database, userId: string, id: string): Promise<boolean> {
  return (await db.run('system', DELETE_OF_USER, [userId, id])) > 0
}

/** Ends all sessions of a person but one, or all of them. Answers how many. */
export async function deleteOtherSessions(tx: Tx, userId: string, keptId: string | null): Promise<number> {
  return await tx.run(DELETE_OTHERS, [userId, keptId])
}

/** Removes some sessions that ended by themselves. */
export async function deleteExpiredSessions(tx: Tx): Promise<void> {
  await tx.run(DELETE_EXPIRED)
}
