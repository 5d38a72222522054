import { AppError } from '../base/errors.ts'
import { sha256 } from '../base/ids.ts'
import type { Tx } from '../store/db.ts'
import {
  countFailure,
  deleteOldLimits,
  findWaitSeconds,
  forgetFailures,
  type LimitKind,
} from '../store/sign-in-limits.ts'
import type { Context } from './context.ts'
import { networkOf } from './device.ts'

/** Somebody who says a password, answers for a second factor, or shows a passkey: whose it is to be, and from where. */
export type Attempt =
  | { email: string; ip: string }
  | { userId: string; ip: string }
  | { credentialId: string; ip: string }

/** An office shares an address; a password belongs to one person. */
const FREE: Record<LimitKind, number> = { ADDRESS: 20, EMAIL: 5 }
const LONGEST_WAIT_SECONDS = 15 * 60

/**
 * Slows down guessing: after some wrong passwords from one address, or for one e-mail from wherever, each further one
 * doubles the wait, from 30 seconds to a quarter of an hour; an hour without one forgets. Counted in the database, so
 * for all processes together, and as failed until `attemptSucceeded`, so that many at once are not looked at as one.
 * An e-mail that nobody has is treated alike. Throws `rate_limited` while the wait lasts, and counts nothing then.
 */
export async function admitAttempt(ctx: Pick<Context, 'db'>, attempt: Attempt): Promise<void> {
  const { address, email } = subjectsOf(attempt)
  await ctx.db.transaction('system', async (tx) => {
    const what = 'email' in attempt ? 'passwords' : 'userId' in attempt ? 'codes' : 'answers'
    await count(tx, { kind: 'ADDRESS', subject: address, what })
    await count(tx, { kind: 'EMAIL', subject: email, what })
    await deleteOldLimits(tx)
  })
}

/** The password was right. */
export async function attemptSucceeded(ctx: Pick<Context, 'db'>, attempt: Attempt): Promise<void> {
  const { address, email } = subjectsOf(attempt)
  await forgetFailures(ctx.db, address, email)
}

async function count(
  tx: Tx,
  { kind, subject, what }: { kind: LimitKind; subject: string; what: string },
): Promise<void> {
  const limit = { kind, sha256: subject, free: FREE[kind], longestWaitSeconds: LONGEST_WAIT_SECONDS }
  if (await countFailure(tx, limit)) return
  const seconds = await findWaitSeconds(tx, kind, subject)
  throw new AppError('rate_limited', `Too many wrong ${what}. Try again in ${seconds} seconds.`, {
    retryAfterSeconds: seconds,
  })
}

/** Codes are counted apart: whoever knows the password could else forget the wrong codes by saying it again. */
function subjectsOf(attempt: Attempt): { address: string; email: string } {
  return { address: sha256(networkOf(attempt.ip)), email: sha256(whoseOf(attempt)) }
}

function whoseOf(attempt: Attempt): string {
  if ('email' in attempt) return attempt.email.trim().toLowerCase()
  return 'userId' in attempt ? `second factor of ${attempt.userId}` : `passkey ${attempt.credentialId}`
}
