import { AppError } from '../base/errors.ts'
import type { PasskeyAnswer, RequestOptions } from '../contract/passkeys.ts'
import {
  findPasskey,
  listPasskeys,
  notePasskeyRefused,
  type PasskeyRow,
  usePasskey,
} from '../store/passkeys.ts'
import { findUser } from '../store/users.ts'
import type { Context } from './context.ts'
import { bytesOf, requestOptions, signedCount } from './passkey-proof.ts'
import { elsewhere } from './passkey-place.ts'
import { partyOf, refusedPasskey } from './passkeys.ts'
import type { RelyingPartyFound } from './relying-party.ts'
import { type OpenedSession, openAdmitted, type SignIn } from './sessions.ts'
import { attemptOf, beginAttempt, endAttempt } from './sign-in-attempts.ts'
import { type Attempt, admitAttempt, attemptSucceeded } from './sign-in-limit.ts'

/** What to hand to the browser, and what it has to keep until the device has answered. */
export interface Question {
  options: RequestOptions
  token: string
}

type From = Pick<SignIn, 'replaces' | 'ip' | 'browser' | 'device'> & {
  found: RelyingPartyFound
  /** Of the question to the device; it is over whatever comes of the answer. */
  challenge: string | undefined
}

/** Begins to sign in by a passkey, whosever. */
export async function beginPasskeySignIn(ctx: Context, found: RelyingPartyFound): Promise<Question> {
  const party = partyOf(found)
  const token = await beginAttempt(ctx, 'PASSKEY')
  return { options: requestOptions({ party, token }, []), token }
}

/**
 * Signs in whoever's passkey answered. The device has asked who sits there, so nothing more is asked for. Refused answers are
 * counted for the passkey and for the address, as wrong passwords are.
 */
export async function finishPasskeySignIn(
  ctx: Context,
  answer: PasskeyAnswer,
  from: From,
): Promise<OpenedSession> {
  await endAttempt(ctx.db, 'PASSKEY', from.challenge)
  const attempt = { credentialId: answer.id, ip: from.ip }
  await admitAttempt(ctx, attempt)
  const passkey = await findPasskey(ctx.db, bytesOf(answer.id))
  if (passkey === undefined)
    throw refusedPasskey(
      'unauthenticated',
      'This passkey is not known here. It may have been removed: remove it from your device too, and sign in in another way.',
    )
  // A device that does not say whose the passkey is was not asked by this sign-in.
  const count = answer.userHandle === null ? undefined : await countOf(passkey, answer, from)
  if (count === undefined)
    throw refusedPasskey(
      'unauthenticated',
      'What your device answered does not belong to this sign-in. Try again.',
    )
  return await open(ctx, { passkey, count, attempt }, from)
}

/** Begins to answer by a passkey, for whose password was right in this browser. */
export async function beginPasskeyFactor(
  ctx: Context,
  attempt: string | undefined,
  found: RelyingPartyFound,
): Promise<Question> {
  const { user_id } = await attemptOf(ctx, 'SECOND_FACTOR', attempt)
  const party = partyOf(found)
  const all = await listPasskeys(ctx.db, user_id!)
  if (all.length === 0) throw new AppError('conflict', 'You have no passkey. Answer by a code.')
  const passkeys = all.filter((one) => elsewhere(one, found) === null)
  if (passkeys.length === 0) {
    const message = `Your passkeys were made for ${elsewhere(all[0]!, found)!}, and cannot answer at ${party.id}. Answer by a code, then add one here.`
    throw new AppError('conflict', message, { details: { code: 'passkeys_elsewhere' } })
  }
  const token = await beginAttempt(ctx, 'PASSKEY_FACTOR', user_id)
  return { options: requestOptions({ party, token }, passkeys), token }
}

/** The second half of a sign-in: a passkey of the person whose password was right. Counted as wrong codes are. */
export async function finishPasskeyFactor(
  ctx: Context,
  answer: PasskeyAnswer,
  { attempt, ...from }: From & { attempt: string | undefined },
): Promise<OpenedSession> {
  const { user_id } = await attemptOf(ctx, 'SECOND_FACTOR', attempt)
  const begun = await endAttempt(ctx.db, 'PASSKEY_FACTOR', from.challenge)
  const { email: whose } = (await findUser(ctx.db, user_id!))!
  const counted = { userId: user_id!, whose, ip: from.ip, browser: from.browser }
  await admitAttempt(ctx, counted)
  const passkey = await findPasskey(ctx.db, bytesOf(answer.id))
  const isTheirs = passkey?.user_id === user_id && begun.user_id === user_id
  const count = passkey !== undefined && isTheirs ? await countOf(passkey, answer, from) : undefined
  if (passkey === undefined || count === undefined)
    throw refusedPasskey(
      'not_allowed',
      'What your device answered does not belong to this sign-in. Try again.',
    )
  return await open(ctx, { passkey, count, attempt: counted, question: attempt }, from)
}

async function countOf(passkey: PasskeyRow, answer: PasskeyAnswer, from: From): Promise<number | undefined> {
  return await signedCount({ party: partyOf(from.found), token: from.challenge! }, passkey, answer)
}

interface Proven {
  passkey: PasskeyRow
  count: number
  attempt: Attempt
  /** Of the second factor, which this answers. */
  question?: string | undefined
}

async function open(
  ctx: Context,
  { passkey, count, attempt, question }: Proven,
  { replaces, device, found }: From,
): Promise<OpenedSession> {
  const user = (await findUser(ctx.db, passkey.user_id))!
  const behind = new AppError(
    'forbidden',
    'This passkey has signed less often than it did before, so somebody may have a copy of it. It was refused; remove it under Settings, How you sign in.',
    { details: { code: 'passkey_counter' } },
  )
  try {
    const opened = await openAdmitted(ctx, user, { replaces, device, hasSecondFactor: true }, async (tx) => {
      if (!(await usePasskey(tx, passkey.id, count, partyOf(found).id))) throw behind
      if (question !== undefined) await endAttempt(tx, 'SECOND_FACTOR', question)
    })
    await attemptSucceeded(ctx, attempt)
    return opened
  } catch (error) {
    if (error === behind) await notePasskeyRefused(ctx.db, passkey.id)
    throw error
  }
}
