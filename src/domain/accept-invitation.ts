import type { z } from 'zod'
import { AppError, type FieldError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { newPassword, personName } from '../contract/people.ts'
import type { Session } from '../contract/session.ts'
import type { Tx } from '../store/db.ts'
import { updateInvitationAccepted } from '../store/invitations.ts'
import { insertMember, memberExists } from '../store/members.ts'
import { deletePasswordResets } from '../store/password-resets.ts'
import { findFactors } from '../store/second-factors.ts'
import { findUserByEmail, insertUser, listMemberships, lockUser, type UserRow } from '../store/users.ts'
import { auditBy, auditByHolder } from './audit-by.ts'
import type { Context } from './context.ts'
import type { Device } from './device.ts'
import { hasFactor } from './factors.ts'
import { findUsable, lockUsable } from './invitations.ts'
import { notify } from './notify.ts'
import { EASY_PASSWORD, hashPassword, isEasyToGuess, verifyPassword } from './passwords.ts'
import { type Admission, openSession, personOf, sessionOf, workspaceOf } from './sessions.ts'
import { writeAttempt } from './sign-in-attempts.ts'
import { admitAttempt, attemptSucceeded } from './sign-in-limit.ts'

export interface Acceptance {
  token: string
  /** Of somebody who is new; what a person who is known is called does not change. */
  name?: string | undefined
  password: string
}

/** How the person came to be one: known before, or made by this very acceptance. */
export interface Guest {
  user: UserRow
  isNew: boolean
}

/** Where an acceptance comes from. */
export interface Sender {
  ip: string
  /** The cookie by which the browser may be known. */
  browser?: string | undefined
  /** The token of the session that the browser has: a new one takes its place. */
  replaces: string | undefined
  device: Device
  requestId: string
}

/**
 * Makes the invited person a member, with the role of the invitation, and signs them in. Who is known says their
 * password; who is not chooses one. Of many at once with one link exactly one succeeds. What is refused is an entry of the log:
 * whoever invites has the link too, and nobody is to try passwords or addresses by it unseen.
 */
export async function acceptInvitation(
  ctx: Context,
  acceptance: Acceptance,
  sender: Sender,
): Promise<Admission> {
  const { workspaceId, invitation } = await findUsable(ctx, acceptance.token)
  const guest = await guestOf(ctx, invitation.email, acceptance, sender)
  if ('errors' in guest) {
    const { id, email } = invitation
    const deed = {
      action: 'invitation.refuse',
      entityKind: 'invitation',
      entityId: id,
      detail: { email },
    } as const
    await ctx.db.transaction({ workspaceId }, (tx) => auditByHolder(tx, workspaceId, sender.requestId, deed))
    throw refused(guest.errors)
  }
  return await joinAs(ctx, acceptance.token, guest, sender)
}

/** Joins as somebody who proved to be the invited person. `also` is done together with it, once they exist. */
export async function joinAs(
  ctx: Context,
  token: string,
  { user, isNew }: Guest,
  { device, requestId, replaces }: Sender,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<Admission> {
  const asksMore = !isNew && hasFactor(await findFactors(ctx.db, user.id))
  const { workspaceId } = await findUsable(ctx, token)
  const opened = await ctx.db.transaction({ workspaceId }, async (tx) => {
    const { id, email, role, accounts } = await lockUsable(tx, workspaceId, token)
    if (await memberExists(tx, workspaceId, email))
      throw new AppError('conflict', 'You are a member of this workspace already. Sign in instead.')
    if (isNew) await insertUser(tx, user)
    else await leaveAlone(tx, user.id)
    await also(tx)
    await insertMember(tx, workspaceId, user.id, { role, accounts })
    await updateInvitationAccepted(tx, workspaceId, id)
    const session = asksMore
      ? { attempt: await writeAttempt(tx, 'SECOND_FACTOR', user.id) }
      : await openSession(tx, user.id, device, replaces)
    await notify(tx, workspaceId, {
      kind: 'MEMBER_JOINED',
      target: { kind: 'MEMBER', id: user.id },
      facts: { by: `${user.name} (${email})`, role },
      to: { roles: ['admin'] },
      except: user.id,
    })
    const actor = { workspaceId, name: email, userId: user.id, door: 'web', requestId } as const
    const detail = { email, role, accounts, user: user.id }
    await auditBy(tx, actor, { action: 'invitation.accept', entityKind: 'invitation', entityId: id, detail })
    return { ...session, workspaceId }
  })
  if ('attempt' in opened) return { attempt: opened.attempt }
  return { token: opened.token, session: await sessionIn(ctx, user, opened) }
}

/** What an administrator of one workspace began about a person opens nothing in the next one that they join. */
export async function leaveAlone(tx: Tx, userId: string): Promise<void> {
  await lockUser(tx, userId)
  await deletePasswordResets(tx, userId)
}

/**
 * Who is known says their password; who is not chooses a name and a password. Which of the two it is shows in no answer to a
 * password that nobody could choose: it is counted, compared and judged the same for both. One that could be chosen makes an
 * account where there is none, so there, and there alone, who is known is told so.
 */
export async function guestOf(
  ctx: Context,
  email: string,
  { name, password }: Pick<Acceptance, 'name' | 'password'>,
  { ip, browser }: Pick<Sender, 'ip' | 'browser'>,
): Promise<Guest | { errors: FieldError[] }> {
  const wrong = [
    ...wrongOf('name', personName.safeParse(name ?? '')),
    ...wrongOf('password', newPassword.safeParse(password)),
  ]
  // No account has a password of such a length: there is nothing to compare it with.
  if (wrong.some(({ path }) => path === 'password')) throw refused(wrong)
  await admitAttempt(ctx, { email, ip, browser })
  const known = await findUserByEmail(ctx.db, email)
  const hash = known?.has_password === true ? known.password_hash : undefined
  if ((await verifyPassword(hash, password)) && known !== undefined) {
    await attemptSucceeded(ctx, { email, ip, browser })
    return { user: known, isNew: false }
  }
  if (wrong.length > 0) return { errors: [...wrong, atPassword('wrong_password', `${IF_KNOWN}.`)] }
  const user = { id: newId(), email: email.toLowerCase(), name: personName.parse(name) }
  if (await isEasyToGuess(password, user))
    return { errors: [atPassword('easy_password', `${IF_KNOWN}. ${EASY_PASSWORD}`)] }
  if (known !== undefined) return { errors: [atPassword('wrong_password', IS_KNOWN)] }
  await attemptSucceeded(ctx, { email, ip, browser })
  return { user: { ...user, password_hash: await hashPassword(password), has_password: true }, isNew: true }
}

const IF_KNOWN = 'If this address has an account on this server, this is not its password'
const IS_KNOWN = 'This address has an account on this server, and this is not its password.'

function atPassword(code: string, message: string): FieldError {
  return { path: 'password', code, message }
}

/** What the contract cannot ask of everybody, because only somebody new chooses a name and a password. */
function wrongOf(path: string, { error }: { error?: z.ZodError | undefined }): FieldError[] {
  return (error?.issues ?? []).map(({ message }) => ({ path, code: 'too_small', message }))
}

/** The refusal of what somebody said to come in. */
export function refused(errors: FieldError[]): AppError {
  return new AppError('not_allowed', errors[0]!.message, { errors })
}

/** The session of somebody who has just become a member there. */
export async function sessionIn(
  ctx: Context,
  user: UserRow,
  { sessionId, workspaceId }: { sessionId: string; workspaceId: string },
): Promise<Session> {
  const memberships = (await listMemberships(ctx.db, user.id)).map(workspaceOf)
  const joined = memberships.find(({ id }) => id === workspaceId)
  if (joined === undefined) throw new AppError('forbidden', 'You were removed from this workspace again.')
  const others = memberships.filter(({ id }) => id !== workspaceId)
  const { id: user_id, name, email } = user
  const person = { user_id, name, email, has_second_factor: false }
  return sessionOf(ctx, personOf(person, sessionId, [joined, ...others]), joined)
}
