import { AppError } from '../base/errors.ts'
import { newId, newSecret, sha256 } from '../base/ids.ts'
import type { AuditAction } from '../contract/audit-actions.ts'
import type { AskedLimits, Invitation, OpenedInvitation } from '../contract/people.ts'
import type { Role } from '../contract/words.ts'
import type { Tx } from '../store/db.ts'
import {
  findInvitation,
  type FoundInvitation,
  insertInvitation,
  type InvitationRow,
  listInvitations as listRows,
  lockInvitation,
  revokeExpiredInvitation,
  updateInvitationRevoked,
} from '../store/invitations.ts'
import { memberExists } from '../store/members.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { adminVerdicts, assertAdmin, assertLimits, type Verdict } from './people-rights.ts'
import { lockAdminsAs } from './still-admin.ts'

/** The workspace stands in the token, so that the look-up happens inside it, behind row level security. */
const TOKEN = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})[\w-]{43}$/

/** Who is invited and has not joined. */
export async function listInvitations(
  ctx: Context,
  actor: Actor,
): Promise<{ items: Invitation[]; actions: Verdict<'revoke'>[] }> {
  const rows = await listRows(ctx.db, actor.workspaceId)
  return { items: rows.map(invitationOf), actions: adminVerdicts(actor, 'revoke') }
}

/** Invites somebody for seven days. The link is in the answer and kept nowhere: no mail is sent. */
export async function invite(
  ctx: Context,
  actor: Actor,
  { email, role, accounts }: { email: string; role: Role; accounts: AskedLimits },
): Promise<{ invitation: Invitation; link: string }> {
  assertAdmin(actor)
  assertLimits(role, accounts)
  const { workspaceId } = actor
  const token = `${workspaceId.replaceAll('-', '')}${newSecret()}`
  const row = await ctx.db.transaction({ workspaceId }, async (tx) => {
    await lockAdminsAs(tx, actor)
    if (await memberExists(tx, workspaceId, email)) {
      const message = `${email} is a member of this workspace already.`
      throw new AppError('conflict', message, { errors: [{ path: 'email', code: 'is_member', message }] })
    }
    await revokeExpiredInvitation(tx, workspaceId, email)
    const made = await insertInvitation(tx, workspaceId, {
      id: newId(),
      email,
      role,
      accounts,
      tokenSha256: sha256(token),
      invitedBy: actor.name,
    })
    await audit(tx, actor, 'invitation.create', made)
    return made
  })
  return { invitation: invitationOf(row), link: `/invite#token=${token}` }
}

/** Makes the link of an invitation worthless. */
export async function revokeInvitation(ctx: Context, actor: Actor, id: string): Promise<void> {
  assertAdmin(actor)
  await ctx.db.transaction({ workspaceId: actor.workspaceId }, async (tx) => {
    const email = await updateInvitationRevoked(tx, actor.workspaceId, id)
    if (email === undefined) throw new AppError('not_found', 'There is no such open invitation.')
    const detail = { email }
    await auditBy(tx, actor, { action: 'invitation.revoke', entityKind: 'invitation', entityId: id, detail })
  })
}

/** What a link invites to, and nothing of whether its person has an account here. Throws `not_allowed` with the reason where it opens nothing. */
export async function openInvitation(ctx: Context, token: string): Promise<OpenedInvitation> {
  const { invitation } = await findUsable(ctx, token)
  return {
    workspace: invitation.workspace_name,
    email: invitation.email,
    role: invitation.role,
    invitedBy: invitation.invited_by,
    expiresAt: invitation.expires_at,
  }
}

/** The invitation of a link that still opens something, and whose it is. */
export async function findUsable(
  ctx: Context,
  token: string,
): Promise<{ workspaceId: string; invitation: FoundInvitation }> {
  const workspaceId = workspaceOf(token)
  return { workspaceId, invitation: usable(await findInvitation(ctx.db, workspaceId, sha256(token))) }
}

/** As `findUsable`, and nobody else can use it until `tx` ends. */
export async function lockUsable(tx: Tx, workspaceId: string, token: string): Promise<FoundInvitation> {
  return usable(await lockInvitation(tx, workspaceId, sha256(token)))
}

function usable(invitation: FoundInvitation | undefined): FoundInvitation {
  if (invitation === undefined) throw unknown()
  if (invitation.accepted) throw unusable('This invitation was accepted already. Sign in instead.')
  if (invitation.revoked) throw unusable('This invitation was taken back. Ask for a new one.')
  if (invitation.expired) throw unusable('This invitation has expired. Ask for a new one.')
  return invitation
}

function workspaceOf(token: string): string {
  const parts = TOKEN.exec(token)
  if (parts === null) throw unknown()
  return parts.slice(1).join('-')
}

function unknown(): AppError {
  return unusable('This is not the link of an invitation. Copy the whole link.')
}

function unusable(message: string): AppError {
  return new AppError('not_allowed', message, { errors: [{ path: 'token', code: 'unusable_link', message }] })
}

async function audit(
  tx: Tx,
  actor: Actor,
  action: AuditAction,
  { id, email, role, accounts }: InvitationRow,
): Promise<void> {
  await auditBy(tx, actor, {
    action,
    entityKind: 'invitation',
    entityId: id,
    detail: { email, role, accounts },
  })
}

function invitationOf(row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    accounts: row.accounts,
    invitedBy: row.invited_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    expired: row.expired,
  }
}
