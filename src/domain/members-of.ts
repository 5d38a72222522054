import { AppError } from '../base/errors.ts'
import type { Member } from '../contract/people.ts'
import { type MemberRow, listMembers } from '../store/members.ts'
import { findUserByEmail } from '../store/users.ts'
import { limitsNamed, type NamedLimit } from './account-limits.ts'
import type { Context } from './context.ts'
import { changeMember } from './members.ts'
import { ownerOf } from './owner.ts'

/** Everybody in a workspace, for the owner of the database. */
export async function listMembersOf(
  ctx: Pick<Context, 'db'>,
  workspaceName: string,
): Promise<Pick<MemberRow, 'email' | 'name' | 'role' | 'accounts' | 'version'>[]> {
  const { workspaceId } = await ownerOf(ctx, workspaceName, 'gacm member')
  const rows = await listMembers(ctx.db, workspaceId)
  return rows.map(({ email, name, role, accounts, version }) => ({ email, name, role, accounts, version }))
}

/**
 * As `changeMember`, for the owner of the database: limits a member to these accounts, or (null) lifts the limits. Without a version,
 * whatever they were limited to before.
 */
export async function limitMemberOf(
  ctx: Pick<Context, 'db'>,
  {
    workspaceName,
    email,
    named,
    version,
  }: { workspaceName: string; email: string; named: NamedLimit[] | null; version?: number | undefined },
): Promise<Member> {
  const actor = await ownerOf(ctx, workspaceName, 'gacm member')
  const accounts = await limitsNamed(ctx, actor.workspaceId, named)
  const user = await findUserByEmail(ctx.db, email.trim())
  if (user === undefined) throw new AppError('not_found', `Nobody signs in as ${email}.`)
  return await changeMember(ctx, actor, user.id, { accounts, version })
}
