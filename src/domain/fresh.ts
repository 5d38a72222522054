import { AppError } from '../base/errors.ts'
import type { Verdict } from './people-rights.ts'
import type { Caller } from './sessions.ts'

export const SIGN_IN_AGAIN =
  'Sign in again first: how you sign in can be changed in the quarter of an hour after it, so that nobody does it on a computer that you left.'

const LET_IN_AGAIN =
  'Sign in again first: who comes in, and with which rights, is changed in the quarter of an hour after it, so that nobody does it on a computer that you left.'

/** Throws `forbidden` where somebody may have come to a computer that was left. */
export function assertFresh({ fresh }: Pick<Caller, 'fresh'>): void {
  if (!fresh) throw signInAgain(SIGN_IN_AGAIN)
}

/** As `assertFresh`, for what lets others in or gives them rights. An API key lies on no desk. */
export function assertMayLetIn(caller: Pick<Caller, 'fresh' | 'apiKey'>): void {
  if (!mayLetIn(caller)) throw signInAgain(LET_IN_AGAIN)
}

export function mayLetIn({ fresh, apiKey }: Pick<Caller, 'fresh' | 'apiKey'>): boolean {
  return fresh || apiKey
}

/** As it stands, unless it is allowed and the caller has to sign in again first. */
export function freshly<Action extends string>(
  caller: Pick<Caller, 'fresh' | 'apiKey'>,
  verdict: Verdict<Action>,
): Verdict<Action> {
  return verdict.allowed && !mayLetIn(caller) ? { ...verdict, allowed: false, reason: LET_IN_AGAIN } : verdict
}

function signInAgain(message: string): AppError {
  return new AppError('forbidden', message, { details: { code: 'sign_in_again' } })
}
