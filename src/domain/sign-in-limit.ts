import { AppError } from '../base/errors.ts'
import { sha256 } from '../base/ids.ts'
import type { Tx } from '../store/db.ts'
import {
  countFailure,
  deleteOldLimits,
  findWaitSeconds,
  forgetFailures,
  type LimitKind,
  takeBackFailure,
} from '../store/sign-in-limits.ts'
import type { Context } from './context.ts'
import { networkOf } from './device.ts'
import { knownBrowser } from './known-browser.ts'

interface From {
  ip: string
  /** The cookie by which the browser may be known. */
  browser?: string | undefined
}

/** Somebody who says a password, answers for a second factor, or shows a passkey: whose it is to be, and from where. */
export type Attempt = From & Whose
/** With the e-mail address of who answers for a second factor. */
export type Whose = { email: string } | { userId: string; whose: string } | { credentialId: string }

interface Subject {
  kind: LimitKind
  sha256: string
}

/** An office shares an address; a password belongs to one person. */
const FREE: Record<LimitKind, number> = { ADDRESS: 20, EMAIL: 5, BROWSER: 5 }
const LONGEST_WAIT_SECONDS = 15 * 60

/**
 * Slows down guessing: after some wrong passwords from one address, or for one e-mail from wherever, each further one
 * doubles the wait, from 30 seconds to a quarter of an hour; an hour without one forgets. Counted in the database, so
 * for all processes together, and as failed until `attemptSucceeded`, so that many at once are not looked at as one.
 * An e-mail that nobody has is treated alike. A browser in which that person signed in before has a count of its own and
 * meets no other: strangers who fail their password on purpose do not keep them out of it. Throws `rate_limited` while
 * the wait lasts, and counts nothing then.
 */
export async function admitAttempt(
  ctx: Pick<Context, 'db' | 'secrets' | 'now'>,
  attempt: Attempt,
): Promise<void> {
  await ctx.db.transaction('system', async (tx) => {
    const what = 'email' in attempt ? 'passwords' : 'userId' in attempt ? 'codes' : 'answers'
    for (const subject of subjectsOf(ctx, attempt)) await count(tx, subject, what)
    await deleteOldLimits(tx)
  })
}

/** The password was right: whose it is starts anew, and the address takes back the attempt that was counted before. */
export async function attemptSucceeded(
  ctx: Pick<Context, 'db' | 'secrets' | 'now'>,
  attempt: Attempt,
): Promise<void> {
  await ctx.db.transaction('system', async (tx) => {
    for (const { kind, sha256: subject } of subjectsOf(ctx, attempt)) {
      if (kind === 'ADDRESS') await takeBackFailure(tx, kind, subject)
      else await forgetFailures(tx, kind, subject)
    }
  })
}

async function count(tx: Tx, { kind, sha256: subject }: Subject, what: string): Promise<void> {
  const limit = { kind, sha256: subject, free: FREE[kind], longestWaitSeconds: LONGEST_WAIT_SECONDS }
  if (await countFailure(tx, limit)) return
  const seconds = await findWaitSeconds(tx, kind, subject)
  throw new AppError('rate_limited', `Too many wrong ${what}. Try again in ${seconds} seconds.`, {
    retryAfterSeconds: seconds,
  })
}

/** A browser that is known is counted, and nothing else; else the address and whose it is to be. */
function subjectsOf(ctx: Pick<Context, 'secrets' | 'now'>, attempt: Attempt): Subject[] {
  const whose = whoseOf(attempt)
  const email = 'email' in attempt ? attempt.email : 'userId' in attempt ? attempt.whose : undefined
  const browser = email === undefined ? undefined : knownBrowser(ctx, email, attempt.browser)
  if (browser !== undefined) return [{ kind: 'BROWSER', sha256: `${browsersOf(whose)}${browser}` }]
  return [
    { kind: 'ADDRESS', sha256: sha256(networkOf(attempt.ip)) },
    { kind: 'EMAIL', sha256: sha256(whose) },
  ]
}

/** Codes are counted apart: whoever knows the password could else forget the wrong codes by saying it again. */
export function whoseOf(attempt: Whose): string {
  if ('email' in attempt) return attempt.email.trim().toLowerCase()
  return 'userId' in attempt ? `second factor of ${attempt.userId}` : `passkey ${attempt.credentialId}`
}

/** What the counts of all browsers that are known as theirs begin with. */
export function browsersOf(whose: string): string {
  return sha256(whose).slice(0, 32)
}
