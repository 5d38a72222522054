import type { Database, Tx } from './db.ts'
import { statement } from './statement.ts'

const INSERT = statement(
  'password_reset_insert',
  `insert into password_resets (user_id, token_sha256, expires_at) values ($1, $2, now() + interval '1 hour')`,
)
const FIND = statement<{ user_id: string }>(
  'password_reset_find',
  'select user_id from password_resets where token_sha256 = $1 and expires_at > now()',
  { user_id: 'uuid' },
)
const TAKE = statement(
  'password_reset_take',
  'delete from password_resets where user_id = $1 and token_sha256 = $2 and expires_at > now()',
)
const DELETE_OF_USER = statement(
  'password_reset_delete_of_user',
  'delete from password_resets where user_id = $1',
)

/** Makes a link of an hour, in the place of one before. Under the lock of the person. */
export async function insertPasswordReset(tx: Tx, userId: string, tokenSha256: string): Promise<void> {
  await tx.run(DELETE_OF_USER, [userId])
  await tx.run(INSERT, [userId, tokenSha256])
}

/** Whose password the link is for. */
export async function findPasswordReset(db: Database, tokenSha256: string): Promise<string | undefined> {
  return (await db.one('system', FIND, [tokenSha256]))?.user_id
}

/** Uses the link up; false where somebody has, or it was taken back. */
export async function takePasswordReset(tx: Tx, userId: string, tokenSha256: string): Promise<boolean> {
  return (await tx.run(TAKE, [userId, tokenSha256])) > 0
}

/** Takes back what is open for a person. */
export async function deletePasswordResets(tx: Tx, userId: string): Promise<void> {
  await tx.run(DELETE_OF_USER, [userId])
}
