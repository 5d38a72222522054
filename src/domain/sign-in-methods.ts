import { AppError } from '../base/errors.ts'
import { MOST_PASSKEYS, type Passkey } from '../contract/passkeys.ts'
import type { SignInMethods, WaysIn } from '../contract/sign-in.ts'
import type { Tx } from '../store/db.ts'
import { deleteIdentity, listIdentities } from '../store/identities.ts'
import { listPasskeys, type PasskeyRow } from '../store/passkeys.ts'
import { findFactors } from '../store/second-factors.ts'
import { findUser, lockUser, type UserRow } from '../store/users.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { hasFactor } from './factors.ts'
import { assertFresh, SIGN_IN_AGAIN } from './fresh.ts'
import { elsewhere } from './passkey-place.ts'
import type { RelyingPartyFound } from './relying-party.ts'
import { type Caller, endSessionsOf } from './sessions.ts'

/** Who changes how they sign in. */
export interface Owner {
  caller: Caller
  actor: Actor
}

/** Which ways to sign in the page offers. */
export function waysIn(ctx: Context, found: RelyingPartyFound): WaysIn {
  return {
    provider: ctx.provider === undefined ? null : { name: ctx.provider.name },
    passkeys: placeOf(found),
  }
}

/** How the caller can sign in, and what they may change about it. */
export async function listSignInMethods(
  ctx: Context,
  { caller }: Owner,
  found: RelyingPartyFound,
): Promise<SignInMethods> {
  const user = await ownerOf(ctx, caller)
  const identities = await listIdentities(ctx.db, user.id)
  const passkeys = await listPasskeys(ctx.db, user.id)
  const reason = caller.fresh ? null : SIGN_IN_AGAIN
  const factors = await findFactors(ctx.db, user.id)
  const { totp, recovery_codes: recoveryCodes } = factors
  const last = waysOf(user, identities.length) === 1 ? LAST_WAY : null
  const lastPasskey =
    passkeys.length === 1 &&
    elsewhere(passkeys[0]!, found) === null &&
    !hasOtherWay(ctx, user, identities.length)
      ? LAST_PASSKEY
      : null
  const full = passkeys.length >= MOST_PASSKEYS ? TOO_MANY : null
  return {
    hasPassword: user.has_password,
    fresh: caller.fresh,
    identities: identities.map(({ id, issuer, email, created_at, last_used_at }) => ({
      id,
      issuer,
      email,
      createdAt: created_at,
      lastUsedAt: last_used_at,
    })),
    passkeys: passkeys.map((one) => passkeyOf(one, found)),
    passkeyPlace: placeOf(found),
    totp,
    recoveryCodes,
    actions: [
      verdict('setPassword', user.has_password ? 'You have a password: change it below.' : reason),
      verdict('link', linkReason(ctx, identities) ?? reason),
      verdict('unlink', reason ?? last),
      verdict('addPasskey', found.reason ?? full ?? reason),
      verdict('removePasskey', reason ?? lastPasskey),
      verdict('addTotp', totp ? 'An app gives you codes already.' : reason),
      verdict('removeTotp', totp ? reason : 'No app gives you codes.'),
      verdict('renewRecoveryCodes', hasFactor(factors) ? reason : 'Set up a second factor first.'),
    ],
  }
}

/**
 * Forgets who the caller is at a provider. Every other session of theirs ends: it may have been opened by that account. Throws
 * `conflict` where they could not sign in any more.
 */
export async function unlinkIdentity(ctx: Context, { caller, actor }: Owner, id: string): Promise<void> {
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const user = caller.userId === null ? undefined : await lockUser(tx, caller.userId)
    const identities = user === undefined ? [] : await listIdentities(tx, user.id)
    const identity = identities.find((one) => one.id === id)
    if (user === undefined || identity === undefined)
      throw new AppError('not_found', 'You have no such way to sign in.')
    assertFresh(caller)
    if (waysOf(user, identities.length) === 1) throw new AppError('conflict', LAST_WAY)
    await deleteIdentity(tx, user.id, id)
    await endSessionsOf(tx, user.id, caller.sessionId)
    const detail = { issuer: identity.issuer, email: identity.email }
    await auditBy(tx, actor, {
      action: 'user.unlink_identity',
      entityKind: 'user',
      entityId: user.id,
      detail,
    })
  })
}

/** The person who asks. Throws `forbidden` for an API key. */
export async function ownerOf(ctx: Context, caller: Caller): Promise<UserRow> {
  const user = caller.userId === null ? undefined : await findUser(ctx.db, caller.userId)
  return user ?? noPerson()
}

/** A passkey as its owner sees it. */
export function passkeyOf(row: PasskeyRow, found: RelyingPartyFound): Passkey {
  const { id, name, created_at, last_used_at, counter_refused_at } = row
  return {
    id,
    name,
    createdAt: created_at,
    lastUsedAt: last_used_at,
    counterRefusedAt: counter_refused_at,
    elsewhere: elsewhere(row, found),
  }
}

/** Throws `conflict` where, but for these passkeys, they have no way to sign in. */
export async function assertOtherWay(
  ctx: Context,
  tx: Tx,
  user: UserRow,
  passkeysLeft: number,
): Promise<void> {
  if (passkeysLeft > 0) return
  const identities = await listIdentities(tx, user.id)
  if (!hasOtherWay(ctx, user, identities.length)) throw new AppError('conflict', LAST_PASSKEY)
}

export const TOO_MANY = `You have ${MOST_PASSKEYS} passkeys, which is as many as there may be. Remove one first.`
// A passkey goes with its device, and recovery codes only stand in for one after something else: so there is always something else.
const LAST_WAY =
  'This is your only way to sign in that no lost device takes along. Set a password, or add another way, before you remove it.'
const LAST_PASSKEY =
  'This is your only way to sign in. Add another passkey, or set a password, before you remove it.'

/** Why no account of the identity provider can be added. */
function linkReason(ctx: Context, identities: readonly { issuer: string }[]): string | null {
  const { provider } = ctx
  if (provider === undefined) return 'No identity provider is set up on this server.'
  const has = identities.some(({ issuer }) => provider.isIssuer(issuer))
  return has ? `An account of ${provider.name} signs you in already.` : null
}

/** Beside passkeys. An account of an identity provider opens nothing where the server has none any more. */
function hasOtherWay(ctx: Context, user: UserRow, identities: number): boolean {
  return user.has_password || (identities > 0 && ctx.provider !== undefined)
}

function placeOf({ party, reason }: RelyingPartyFound): WaysIn['passkeys'] {
  return { origin: party?.origin ?? null, reason }
}

function waysOf(user: UserRow, identities: number): number {
  return (user.has_password ? 1 : 0) + identities
}

function noPerson(): never {
  throw new AppError('forbidden', 'An API key does not sign in: this is for people.')
}

function verdict<Action extends string>(action: Action, reason: string | null) {
  return { action, allowed: reason === null, reason }
}
