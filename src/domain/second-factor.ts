import { AppError } from '../base/errors.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type { SecondFactorQuestion } from '../contract/sign-in.ts'
import type { Tx } from '../store/db.ts'
import {
  beginTotp as keepTotp,
  deleteRecoveryCodes,
  deleteTotp,
  findFactors,
  findTotp,
  replaceRecoveryCodes,
  takeRecoveryCode,
  takeTotpStep,
  updateTotpConfirmed,
} from '../store/second-factors.ts'
import { listPasskeys } from '../store/passkeys.ts'
import { findUser, lockUser } from '../store/users.ts'
import { auditBy } from './audit-by.ts'
import type { Context } from './context.ts'
import { hasFactor } from './factors.ts'
import { assertFresh } from './fresh.ts'
import { elsewhere } from './passkey-place.ts'
import { hashOfCode, newRecoveryCodes, plainCode } from './recovery-codes.ts'
import type { RelyingPartyFound } from './relying-party.ts'
import { endSessionsOf, type OpenedSession, openAdmitted, type SignIn } from './sessions.ts'
import { attemptOf, endAttempt } from './sign-in-attempts.ts'
import { admitAttempt, attemptSucceeded } from './sign-in-limit.ts'
import { type Owner, ownerOf } from './sign-in-methods.ts'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

const ISSUER = 'Ads Campaign Manager'

/** Begins to set an app up: the secret is asked for by nobody until a first code has come from it. */
export async function beginTotp(ctx: Context, { caller }: Owner): Promise<{ secret: string; uri: string }> {
  const user = await ownerOf(ctx, caller)
  assertFresh(caller)
  const secret = newTotpSecret()
  const sealed = ctx.secrets.seal(secret, placeOf(user.id))
  if (!(await ctx.db.transaction('system', (tx) => keepTotp(tx, user.id, sealed))))
    throw new AppError(
      'conflict',
      'An app gives you codes already. Remove it first, then set up another one.',
    )
  return { secret, uri: totpUri(secret, user.email, ISSUER) }
}

/**
 * The app is set up: its first code was right. Every other session of theirs ends, because it was opened without. Answers the
 * recovery codes, which are seen this once.
 */
export async function confirmTotp(
  ctx: Context,
  { caller, actor }: Owner,
  { code, ip, browser }: { code: string; ip: string; browser?: string | undefined },
): Promise<string[]> {
  const user = await ownerOf(ctx, caller)
  const found = await findTotp(ctx.db, user.id)
  if (found === undefined || found.confirmed)
    throw new AppError('conflict', 'Begin to set up the app again: nothing waits for its code.')
  const attempt = { userId: user.id, whose: user.email, ip, browser }
  await admitAttempt(ctx, attempt)
  const step = totpStep(ctx.secrets.open(found.sealed, placeOf(user.id)), plainCode(code), ctx.now())
  if (step === undefined) throw wrongCode()
  await attemptSucceeded(ctx, attempt)
  const codes = newRecoveryCodes()
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    await lockUser(tx, user.id)
    if (!(await updateTotpConfirmed(tx, user.id, found.sealed, step)))
      throw new AppError('conflict', 'Begin to set up the app again: it was begun somewhere else meanwhile.')
    await replaceRecoveryCodes(tx, user.id, codes.map(hashOfCode))
    await endSessionsOf(tx, user.id, caller.sessionId)
    await audit(tx, { caller, actor }, 'user.add_totp')
  })
  return codes
}

/** Asks for codes no more. Every other session of theirs ends: who removes the app may have lost the telephone. */
export async function removeTotp(ctx: Context, { caller, actor }: Owner): Promise<void> {
  const user = await ownerOf(ctx, caller)
  assertFresh(caller)
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    await lockUser(tx, user.id)
    if (!(await deleteTotp(tx, user.id))) throw new AppError('conflict', 'No app gives you codes.')
    if (!hasFactor(await findFactors(tx, user.id))) await deleteRecoveryCodes(tx, user.id)
    await endSessionsOf(tx, user.id, caller.sessionId)
    await audit(tx, { caller, actor }, 'user.remove_totp')
  })
}

/** Ten new recovery codes; those before work no more. */
export async function renewRecoveryCodes(ctx: Context, { caller, actor }: Owner): Promise<string[]> {
  const user = await ownerOf(ctx, caller)
  assertFresh(caller)
  const codes = newRecoveryCodes()
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    await lockUser(tx, user.id)
    if (!hasFactor(await findFactors(tx, user.id)))
      throw new AppError('conflict', 'Recovery codes stand in for a second factor: set one up first.')
    await replaceRecoveryCodes(tx, user.id, codes.map(hashOfCode))
    await audit(tx, { caller, actor }, 'user.renew_recovery_codes')
  })
  return codes
}

/** By what the sign-in that is under way in this browser can go on. */
export async function readQuestion(
  ctx: Context,
  attempt: string | undefined,
  found: RelyingPartyFound,
): Promise<SecondFactorQuestion> {
  const { user_id } = await attemptOf(ctx, 'SECOND_FACTOR', attempt)
  const { totp, recovery_codes } = await findFactors(ctx.db, user_id!)
  const places = (await listPasskeys(ctx.db, user_id!)).map((one) => elsewhere(one, found))
  return {
    code: totp,
    recoveryCode: recovery_codes > 0,
    passkey: places.includes(null),
    passkeysElsewhere: places.find((place) => place !== null) ?? null,
  }
}

/**
 * The second half of a sign-in: a code of the app, or a recovery code. Wrong ones are counted for the person and for the address,
 * as wrong passwords are; a right one works once.
 */
export async function answerByCode(
  ctx: Context,
  code: string,
  {
    attempt,
    ip,
    browser,
    ...sign
  }: Pick<SignIn, 'replaces' | 'ip' | 'browser' | 'device'> & { attempt: string | undefined },
): Promise<OpenedSession> {
  const { user_id } = await attemptOf(ctx, 'SECOND_FACTOR', attempt)
  const user = (await findUser(ctx.db, user_id!))!
  const counted = { userId: user.id, whose: user.email, ip, browser }
  await admitAttempt(ctx, counted)
  const take = await takerOf(ctx, user.id, plainCode(code))
  const opened = await openAdmitted(ctx, user, { ...sign, hasSecondFactor: true }, async (tx) => {
    if (!(await take(tx))) throw wrongCode()
    await endAttempt(tx, 'SECOND_FACTOR', attempt)
  })
  await attemptSucceeded(ctx, counted)
  return opened
}

/** Takes the code in a transaction; it answers false where it is wrong or was taken before. */
async function takerOf(ctx: Context, userId: string, code: string): Promise<(tx: Tx) => Promise<boolean>> {
  if (!/^\d{6}$/.test(code)) return async (tx) => await takeRecoveryCode(tx, userId, hashOfCode(code))
  const found = await findTotp(ctx.db, userId)
  const secret = found?.confirmed === true ? ctx.secrets.open(found.sealed, placeOf(userId)) : undefined
  const step = secret === undefined ? undefined : totpStep(secret, code, ctx.now())
  return async (tx) => step !== undefined && (await takeTotpStep(tx, userId, step))
}

function placeOf(userId: string): string {
  return `totp_secrets.sealed:${userId}`
}

function wrongCode(): AppError {
  const message = 'This code is wrong, or it was used before. Wait for the next one.'
  return new AppError('not_allowed', message, { errors: [{ path: 'code', code: 'wrong_code', message }] })
}

async function audit(tx: Tx, { caller, actor }: Owner, action: AuditAction): Promise<void> {
  await auditBy(tx, actor, { action, entityKind: 'user', entityId: caller.userId!, detail: {} })
}
