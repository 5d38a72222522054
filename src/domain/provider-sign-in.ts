import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import type { Tx } from '../store/db.ts'
import { findIdentity, insertIdentity, listIdentities, touchIdentity } from '../store/identities.ts'
import { listPasskeys } from '../store/passkeys.ts'
import { findSession } from '../store/sessions.ts'
import { findUser, findUserByEmail, type UserRow } from '../store/users.ts'
import { type Guest, joinAs, type Sender } from './accept-invitation.ts'
import type { Context } from './context.ts'
import { assertFresh } from './fresh.ts'
import type { IdentityProvider, ProviderAnswer, ProviderPerson } from './identity-provider.ts'
import { findUsable } from './invitations.ts'
import { hashPassword } from './passwords.ts'
import { type Admission, admit } from './sessions.ts'
import { beginAttempt, endAttempt, roundTripOf } from './sign-in-attempts.ts'

export interface ProviderReturn extends ProviderAnswer {
  /** The token of an invitation that is to be accepted by it. */
  invitation?: string | undefined
}

/** Where to send the browser, and what it has to keep until it is back. */
export async function beginProviderSignIn(ctx: Context): Promise<{ url: string; attempt: string }> {
  const provider = providerOf(ctx)
  const attempt = await beginAttempt(ctx, 'PROVIDER')
  return { url: await provider.addressFor(roundTripOf(attempt)), attempt }
}

/**
 * Signs in whoever the provider says it is: by their identity where they came this way before, else by an address that
 * the provider has verified. Accounts are made by invitations alone. The attempt is over whatever comes of it.
 */
export async function finishProviderSignIn(
  ctx: Context,
  { invitation, ...answer }: ProviderReturn,
  { attempt, ...sender }: Sender & { attempt: string | undefined },
): Promise<Admission> {
  const provider = providerOf(ctx)
  await endAttempt(ctx.db, 'PROVIDER', attempt)
  const person = await provider.personOf(answer, roundTripOf(attempt!))
  const known = await findKnown(ctx, provider, person)
  if (known !== undefined && known.identityId === undefined)
    await assertTheirs(ctx, provider, known.user, sender.replaces)
  const note = (userId: string) => async (tx: Tx) => await noteIdentity(tx, person, known, userId)
  if (invitation !== undefined) {
    const guest = await guestOf(ctx, provider, { person, known: known?.user, invitation })
    return await joinAs(ctx, invitation, guest, sender, note(guest.user.id))
  }
  if (known === undefined) {
    const address = person.verifiedEmail ?? 'that person'
    throw new AppError('forbidden', `Nobody here is ${address}. Ask an administrator for an invitation.`)
  }
  const { user } = known
  return await admit(ctx, user, sender, note(user.id))
}

/** Somebody who is known here, and by which identity; none where it is the first time that they come this way. */
interface Known {
  user: UserRow
  identityId: string | undefined
}

async function findKnown(
  ctx: Context,
  provider: IdentityProvider,
  { issuer, subject, verifiedEmail }: ProviderPerson,
): Promise<Known | undefined> {
  const identity = await findIdentity(ctx.db, issuer, subject)
  if (identity !== undefined)
    return { user: (await findUser(ctx.db, identity.user_id))!, identityId: identity.id }
  if (verifiedEmail === undefined) {
    const message = `${provider.name} has not verified your e-mail address, so nobody knows whether it is yours. Verify it there first.`
    throw new AppError('forbidden', message, { details: { code: 'email_not_verified' } })
  }
  const user = await findUserByEmail(ctx.db, verifiedEmail)
  if (user === undefined) return undefined
  // The address may have gone to somebody else since: a subject never does.
  if ((await listIdentities(ctx.db, user.id)).some((other) => other.issuer === issuer)) {
    const message = `${verifiedEmail} signs in here with another account of ${provider.name}. Sign in in another way and remove that one first.`
    throw new AppError('forbidden', message, { details: { code: 'other_identity' } })
  }
  return { user, identityId: undefined }
}

/**
 * The first time that an address leads to an account. The address is proven; that a password or a passkey there was chosen by its owner
 * is not, for whoever had the link of an invitation could choose one: who is signed in in this browser has shown that it is theirs.
 */
async function assertTheirs(
  ctx: Context,
  provider: IdentityProvider,
  user: UserRow,
  token: string | undefined,
): Promise<void> {
  if (!user.has_password && (await listPasskeys(ctx.db, user.id)).length === 0) return
  const session = token === undefined ? undefined : await findSession(ctx.db, sha256(token))
  if (session?.user_id === user.id) return assertFresh(session)
  const message = `${user.email} has a password or a passkey here, and ${provider.name} cannot tell whether it is yours. Sign in by it once, then add ${provider.name} under Settings, How you sign in. If you never chose one, have whoever runs the server take it away: gacm member remove-password.`
  throw new AppError('forbidden', message, { details: { code: 'password_first' } })
}

/** The invited person, who is the one that the provider speaks of, by a verified address or an identity of before. */
async function guestOf(
  ctx: Context,
  provider: IdentityProvider,
  { person, known, invitation }: { person: ProviderPerson; known: UserRow | undefined; invitation: string },
): Promise<Guest> {
  const { email } = (await findUsable(ctx, invitation)).invitation
  const proven = known?.email ?? person.verifiedEmail
  if (proven !== email) {
    const message = `This invitation is for ${email}, and ${provider.name} says that you are ${proven}.`
    throw new AppError('forbidden', message, { details: { code: 'other_email' } })
  }
  if (known !== undefined) return { user: known, isNew: false }
  const password_hash = await hashPassword(newSecret())
  const name = nameOf(person, email)
  return { user: { id: newId(), email, name, password_hash, has_password: false }, isNew: true }
}

/** As the provider calls them, on one line; the first part of their address where it does not. */
function nameOf({ name }: ProviderPerson, email: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what a name must not have
  const line = (name ?? '').replace(/[\u0000-\u001f\u007f]/g, ' ').trim()
  return Array.from(line === '' ? email.split('@')[0]! : line)
    .slice(0, 100)
    .join('')
}

async function noteIdentity(
  tx: Tx,
  { issuer, subject, verifiedEmail }: ProviderPerson,
  known: Known | undefined,
  userId: string,
): Promise<void> {
  if (known?.identityId !== undefined) {
    if (verifiedEmail !== undefined) await touchIdentity(tx, known.identityId, verifiedEmail)
    return
  }
  await insertIdentity(tx, { id: newId(), userId, issuer, subject, email: verifiedEmail! })
}

function providerOf(ctx: Context): IdentityProvider {
  if (ctx.provider !== undefined) return ctx.provider
  throw new AppError('not_found', 'No identity provider is set up on this server.')
}
