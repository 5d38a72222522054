import { newId } from '../src/base/ids.ts'
import type { ApprovalAsk, ApprovalRequest } from '../src/contract/approvals.ts'
import type { Role } from '../src/contract/words.ts'
import { listApprovalPolicies, setApprovalPolicy } from '../src/domain/approval-policies.ts'
import { askForApproval } from '../src/domain/ask-approval.ts'
import { planCampaign } from '../src/domain/campaign-plan.ts'
import type { Actor, Context } from '../src/domain/context.ts'
import { openSession } from '../src/domain/sessions.ts'
import { insertMember } from '../src/store/members.ts'
import { insertUser } from '../src/store/users.ts'

/** A person who is a member of the workspace, and nobody's API key. */
export async function createPerson(ctx: Context, workspaceId: string, role: Role): Promise<Actor> {
  const id = newId()
  const email = `${role}-${id.slice(-12)}@example.com`
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await insertUser(tx, { id, email, name: role, password_hash: '$argon2id$v=19$test', has_password: true })
    await insertMember(tx, workspaceId, id, { role, accounts: null })
  })
  return { workspaceId, role, accounts: null, name: email, userId: id, door: 'web', requestId: null }
}

interface PolicyOver {
  accountId?: string | null
  inherits?: boolean
  thresholdMicros?: string | null
  currencyCode?: string | null
  clientsCount?: boolean
}

/** Sets the policy of the workspace, or of an account, after whatever it is now. */
export async function setPolicy(
  ctx: Context,
  admin: Actor,
  approvals: number,
  over: PolicyOver = {},
): Promise<void> {
  const { workspace, accounts } = await listApprovalPolicies(ctx, admin)
  const accountId = over.accountId ?? null
  const { number } = [workspace, ...accounts].find((policy) => policy.accountId === accountId)!
  await setApprovalPolicy(ctx, admin, {
    accountId,
    number,
    approvals,
    inherits: false,
    thresholdMicros: null,
    currencyCode: null,
    clientsCount: false,
    ...over,
  })
}

/** Asks for approval of the plan as it stands. */
export async function ask(
  ctx: Context,
  actor: Actor,
  campaignId: string,
  over: Partial<ApprovalAsk> = {},
): Promise<ApprovalRequest> {
  const { hash } = await planCampaign(ctx, actor, campaignId)
  return await askForApproval(ctx, actor, campaignId, {
    planHash: hash,
    message: '',
    dueAt: null,
    reviewers: [],
    ...over,
  })
}

/** The headers of this person's browser. */
export async function signedIn(ctx: Context, person: Actor): Promise<Record<string, string>> {
  const device = { browser: 'Test', address: '192.0.2.*' }
  const { token } = await ctx.db.transaction(
    'system',
    async (tx) => await openSession(tx, person.userId!, device, undefined),
  )
  return { cookie: `gacm_session=${token}`, host: 'gacm.test', origin: 'http://gacm.test' }
}
