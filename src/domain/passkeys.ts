import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import { type CreationOptions, MOST_PASSKEYS, type NewPasskey, type Passkey } from '../contract/passkeys.ts'
import type { Tx } from '../store/db.ts'
import {
  deletePasskey,
  insertPasskey,
  listPasskeys,
  type PasskeyRow,
  renamePasskey as keepName,
} from '../store/passkeys.ts'
import { deleteRecoveryCodes, findFactors, replaceRecoveryCodes } from '../store/second-factors.ts'
import { lockUser, type UserRow } from '../store/users.ts'
import { auditBy } from './audit-by.ts'
import type { Context } from './context.ts'
import { hasFactor } from './factors.ts'
import { assertFresh } from './fresh.ts'
import { creationOptions, type MadePasskey, madeFor } from './passkey-proof.ts'
import { hashOfCode, newRecoveryCodes } from './recovery-codes.ts'
import { elsewhere } from './passkey-place.ts'
import type { RelyingPartyFound } from './relying-party.ts'
import { endSessionsOf } from './sessions.ts'
import { beginAttempt, endAttempt } from './sign-in-attempts.ts'
import { assertOtherWay, type Owner, ownerOf, passkeyOf, TOO_MANY } from './sign-in-methods.ts'

/** A passkey that was just added, and recovery codes where it is the person's first second factor. */
export interface Added {
  passkey: Passkey
  recoveryCodes: string[] | null
}

/** Begins to add a passkey: what to hand to the browser, and what the browser has to keep until the device has answered. */
export async function beginPasskey(
  ctx: Context,
  { caller }: Owner,
  found: RelyingPartyFound,
): Promise<{ options: CreationOptions; token: string }> {
  const user = await ownerOf(ctx, caller)
  assertFresh(caller)
  const party = partyOf(found)
  const known = await listPasskeys(ctx.db, user.id)
  if (known.length >= MOST_PASSKEYS) throw new AppError('conflict', TOO_MANY)
  const token = await beginAttempt(ctx, 'PASSKEY_SET_UP', user.id)
  return { options: creationOptions({ party, token }, user, known), token }
}

/**
 * Adds the passkey that the device made. Every other session of theirs ends, as it was opened without. With a first second
 * factor come recovery codes, which are seen this once.
 */
export async function addPasskey(
  ctx: Context,
  { caller, actor }: Owner,
  made: NewPasskey,
  { found, attempt, browser }: { found: RelyingPartyFound; attempt: string | undefined; browser: string },
): Promise<Added> {
  const user = await ownerOf(ctx, caller)
  const party = partyOf(found)
  const begun = await endAttempt(ctx.db, 'PASSKEY_SET_UP', attempt)
  const proof = begun.user_id === user.id ? await madeFor({ party, token: attempt! }, made) : undefined
  if (proof === undefined)
    throw refusedPasskey('not_allowed', 'What your device made is not what was asked for. Begin again.')
  const name = made.name?.trim() ?? browser
  const id = newId()
  return await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    await lockUser(tx, user.id)
    const isFirst = !hasFactor(await findFactors(tx, user.id))
    const passkey = await insert(tx, user, { id, name, proof })
    const codes = isFirst ? newRecoveryCodes() : null
    if (codes !== null) await replaceRecoveryCodes(tx, user.id, codes.map(hashOfCode))
    await endSessionsOf(tx, user.id, caller.sessionId)
    await audit(tx, { caller, actor }, 'user.add_passkey', { passkey: id, name })
    return { passkey: passkeyOf(passkey, found), recoveryCodes: codes }
  })
}

/** Calls a passkey something else. */
export async function renamePasskey(
  ctx: Context,
  { caller, actor }: Owner,
  id: string,
  typed: string,
): Promise<void> {
  const name = typed.trim()
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const { passkey } = await lockPasskey(tx, caller.userId, id)
    await keepName(tx, passkey.user_id, id, name)
    await audit(tx, { caller, actor }, 'user.rename_passkey', { passkey: id, from: passkey.name, to: name })
  })
}

/**
 * Signs in by this passkey no more. Every other session of theirs ends: who removes one may have lost the device. Throws
 * `conflict` where they could not sign in any more.
 */
export async function removePasskey(
  ctx: Context,
  { caller, actor }: Owner,
  id: string,
  found: RelyingPartyFound,
): Promise<void> {
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const { user, passkey, all } = await lockPasskey(tx, caller.userId, id)
    assertFresh(caller)
    // One that does not work here is no way to sign in, and can always go.
    const works = all.filter((one) => elsewhere(one, found) === null)
    if (works.includes(passkey)) await assertOtherWay(ctx, tx, user, works.length - 1)
    await deletePasskey(tx, user.id, id)
    if (!hasFactor(await findFactors(tx, user.id))) await deleteRecoveryCodes(tx, user.id)
    await endSessionsOf(tx, user.id, caller.sessionId)
    await audit(tx, { caller, actor }, 'user.remove_passkey', { passkey: id, name: passkey.name })
  })
}

/** Throws `conflict` where this server can have no passkeys. */
export function partyOf({ party, reason }: RelyingPartyFound) {
  if (party === undefined) throw new AppError('conflict', reason)
  return party
}

/** A refusal of what a device answered. */
export function refusedPasskey(code: 'unauthenticated' | 'not_allowed', message: string): AppError {
  return new AppError(code, message, { details: { code: 'passkey_refused' } })
}

async function insert(
  tx: Tx,
  user: UserRow,
  { id, name, proof }: { id: string; name: string; proof: MadePasskey },
): Promise<PasskeyRow> {
  if ((await listPasskeys(tx, user.id)).length >= MOST_PASSKEYS) throw new AppError('conflict', TOO_MANY)
  if (!(await insertPasskey(tx, { id, user_id: user.id, name, ...proof })))
    throw new AppError('conflict', 'This passkey is known here already.')
  return (await listPasskeys(tx, user.id)).find((one) => one.id === id)!
}

/** Holds the person, and reads theirs. Throws `not_found` where they have none of this id. */
async function lockPasskey(
  tx: Tx,
  userId: string | null,
  id: string,
): Promise<{ user: UserRow; passkey: PasskeyRow; all: PasskeyRow[] }> {
  const user = userId === null ? undefined : await lockUser(tx, userId)
  const all = user === undefined ? [] : await listPasskeys(tx, user.id)
  const passkey = all.find((one) => one.id === id)
  if (user === undefined || passkey === undefined)
    throw new AppError('not_found', 'You have no such passkey.')
  return { user, passkey, all }
}

async function audit(tx: Tx, { caller, actor }: Owner, action: AuditAction, detail: object): Promise<void> {
  await auditBy(tx, actor, { action, entityKind: 'user', entityId: caller.userId!, detail: { ...detail } })
}
