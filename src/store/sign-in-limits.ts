import type { Tx } from './db.ts'
import { statement } from './statement.ts'

/** What attempts are counted by. The word is the one of the column `kind`. */
export type LimitKind = 'ADDRESS' | 'EMAIL' | 'BROWSER'

// Parameters: kind, subject, failures that are free, longest wait in seconds. A subject that has to wait keeps its row
// as it is, and no row comes back. The row stays locked either way, so attempts at the same moment are counted one by one.
const COUNT = statement<{ failures: number }>(
  'sign_in_limit_count',
  `insert into sign_in_limits as l (kind, subject_sha256, failures) values ($1, $2, 1)
   on conflict (kind, subject_sha256) do update set
     failures = case when l.last_at < now() - interval '1 hour' then 1 else l.failures + 1 end,
     last_at = now(),
     blocked_until = case
       when l.last_at < now() - interval '1 hour' or l.failures + 1 < $3::integer then null
       else now() + least($4::integer, 30 * 2 ^ least(l.failures + 1 - $3::integer, 10)) * interval '1 second' end
   where l.blocked_until is null or l.blocked_until <= now()
   returning failures`,
  { failures: 'int4' },
)
const WAIT = statement<{ seconds: number }>(
  'sign_in_limit_wait',
  `select greatest(1, ceil(extract(epoch from blocked_until - now())))::integer as seconds
     from sign_in_limits where kind = $1 and subject_sha256 = $2`,
  { seconds: 'int4' },
)
const FORGET = statement(
  'sign_in_limit_delete',
  'delete from sign_in_limits where kind = $1 and subject_sha256 = $2',
)
const TAKE_BACK = statement(
  'sign_in_limit_take_back',
  `update sign_in_limits set failures = greatest(failures - 1, 0), blocked_until = null
    where kind = $1 and subject_sha256 = $2`,
)
const FORGET_BROWSERS = statement(
  'sign_in_limit_delete_browsers',
  `delete from sign_in_limits
    where kind = 'BROWSER' and subject_sha256 between $1 || repeat('0', 32) and $1 || repeat('f', 32)`,
)
const DELETE_OLD = statement(
  'sign_in_limit_delete_old',
  `delete from sign_in_limits where (kind, subject_sha256) in (
     select kind, subject_sha256 from sign_in_limits
      where last_at < now() - interval '1 hour' order by last_at limit 10 for update skip locked)`,
)

/** Counts one failure of this subject; false where it has to wait, and nothing is counted. */
export async function countFailure(
  tx: Tx,
  subject: { kind: LimitKind; sha256: string; free: number; longestWaitSeconds: number },
): Promise<boolean> {
  const { kind, sha256, free, longestWaitSeconds } = subject
  return (await tx.one(COUNT, [kind, sha256, free, longestWaitSeconds])) !== undefined
}

/** Seconds that this subject still has to wait; at least 1. */
export async function findWaitSeconds(tx: Tx, kind: LimitKind, sha256: string): Promise<number> {
  return (await tx.one(WAIT, [kind, sha256]))?.seconds ?? 1
}

/** This subject starts anew. */
export async function forgetFailures(tx: Tx, kind: LimitKind, sha256: string): Promise<void> {
  await tx.run(FORGET, [kind, sha256])
}

/** All browsers whose subjects begin with this half start anew. */
export async function forgetBrowsers(tx: Tx, half: string): Promise<void> {
  await tx.run(FORGET_BROWSERS, [half])
}

/** The last failure was none. */
export async function takeBackFailure(tx: Tx, kind: LimitKind, sha256: string): Promise<void> {
  await tx.run(TAKE_BACK, [kind, sha256])
}

/** Removes some counts that are over: ten, while each attempt adds at most two. */
export async function deleteOldLimits(tx: Tx): Promise<void> {
  await tx.run(DELETE_OLD)
}
