import { AppError } from '../base/errors.ts'
import { derive, newSecret, sha256 } from '../base/ids.ts'
import type { Tx } from '../store/db.ts'
import {
  type AttemptKind,
  type AttemptRow,
  findAttempt,
  insertAttempt,
  takeAttempt,
} from '../store/sign-in-attempts.ts'
import type { Context } from './context.ts'
import type { RoundTrip } from './identity-provider.ts'

/** How long an answer may take. People look for a telephone in ten; a challenge for a device is short-lived. */
const MINUTES: Readonly<Record<AttemptKind, number>> = {
  PROVIDER: 10,
  SECOND_FACTOR: 10,
  PASSKEY: 5,
  PASSKEY_FACTOR: 5,
  PASSKEY_SET_UP: 5,
}

/**
 * Begins a sign-in that comes back with an answer. The token goes into a cookie of this browser, so that nobody can be
 * made to end a sign-in that another one began.
 */
export async function beginAttempt(
  ctx: Pick<Context, 'db'>,
  kind: AttemptKind,
  userId: string | null = null,
): Promise<string> {
  return await ctx.db.transaction('system', (tx) => writeAttempt(tx, kind, userId))
}

/** As `beginAttempt`, together with something else. */
export async function writeAttempt(tx: Tx, kind: AttemptKind, userId: string | null): Promise<string> {
  const token = newSecret()
  await insertAttempt(tx, { tokenSha256: sha256(token), kind, userId, minutes: MINUTES[kind] })
  return token
}

/** What this browser began and has not ended. Throws `unauthenticated` where there is nothing of the kind. */
export async function attemptOf(
  ctx: Pick<Context, 'db'>,
  kind: AttemptKind,
  token: string | undefined,
): Promise<AttemptRow> {
  const row = token === undefined ? undefined : await findAttempt(ctx.db, sha256(token), kind)
  return row ?? gone(kind)
}

/** As `attemptOf`, and ends it: of many at once, one goes on. */
export async function endAttempt(
  db: Context['db'] | Tx,
  kind: AttemptKind,
  token: string | undefined,
): Promise<AttemptRow> {
  const row = token === undefined ? undefined : await takeAttempt(db, sha256(token), kind)
  return row ?? gone(kind)
}

/** All that goes to the provider and comes back is made of the token, so that the database keeps none of it. */
export function roundTripOf(token: string): RoundTrip {
  return {
    state: derive(token, 'state'),
    nonce: derive(token, 'nonce'),
    codeVerifier: derive(token, 'code verifier'),
  }
}

/** What a passkey signs, as base64url. Also made of the token, and like it for one answer. */
export function challengeOf(token: string): string {
  return derive(token, 'passkey challenge')
}

function gone(kind: AttemptKind): never {
  const message = `This ${kind === 'PASSKEY_SET_UP' ? '' : 'sign-in '}was not begun in this browser, or it took longer than ${MINUTES[kind] === 5 ? 'five' : 'ten'} minutes. Begin again.`
  throw new AppError('unauthenticated', message, { details: { code: 'attempt_gone' } })
}
