import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

/** What a sign-in that is under way waits for. The word is the one of the column `kind`. */
export type AttemptKind = 'PROVIDER' | 'SECOND_FACTOR' | PasskeyAttempt
/** What waits for a passkey: a sign-in, the second half of one, or one that is to be added. */
export type PasskeyAttempt = 'PASSKEY' | 'PASSKEY_FACTOR' | 'PASSKEY_SET_UP'

export interface AttemptRow {
  user_id: string | null
}

const INSERT = statement(
  'sign_in_attempt_insert',
  `insert into sign_in_attempts (token_sha256, kind, user_id, expires_at)
   values ($1, $2, $3, now() + make_interval(mins => $4))`,
)
const FIND = statement<AttemptRow>(
  'sign_in_attempt_find',
  'select user_id from sign_in_attempts where token_sha256 = $1 and kind = $2 and expires_at > now()',
  { user_id: 'uuid' },
)
const TAKE = statement<AttemptRow>(
  'sign_in_attempt_take',
  `delete from sign_in_attempts where token_sha256 = $1 and kind = $2 and expires_at > now() returning user_id`,
  { user_id: 'uuid' },
)
const DELETE_OF_USER = statement(
  'sign_in_attempt_delete_of_user',
  'delete from sign_in_attempts where user_id = $1',
)
const DELETE_EXPIRED = statement(
  'sign_in_attempt_delete_expired',
  `delete from sign_in_attempts where token_sha256 in (
     select token_sha256 from sign_in_attempts
      where expires_at <= now() order by expires_at limit 10 for update skip locked)`,
)

/** Writes down what was begun, for some minutes, and removes some of what is over. */
export async function insertAttempt(
  tx: Tx,
  attempt: { tokenSha256: string; kind: AttemptKind; userId: string | null; minutes: number },
): Promise<void> {
  await tx.run(INSERT, [attempt.tokenSha256, attempt.kind, attempt.userId, attempt.minutes])
  await tx.run(DELETE_EXPIRED)
}

/** Ends what is under way of somebody who is known already: what was right before may not be right any more. */
export async function deleteAttemptsOfUser(tx: Tx, userId: string): Promise<void> {
  await tx.run(DELETE_OF_USER, [userId])
}

/** One that was begun and is not over; it stays. */
export async function findAttempt(
  db: Database,
  tokenSha256: string,
  kind: AttemptKind,
): Promise<AttemptRow | undefined> {
  return await db.one('system', FIND, [tokenSha256, kind])
}

/** As `findAttempt`, and ends it: of many at once one gets it. */
export async function takeAttempt(
  db: Database | Tx,
  tokenSha256: string,
  kind: AttemptKind,
): Promise<AttemptRow | undefined> {
  return 'transaction' in db
    ? await db.one('system', TAKE, [tokenSha256, kind])
    : await db.one(TAKE, [tokenSha256, kind])
}
