import { AppError } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import type { ApprovalPolicies, ApprovalPolicy, ApprovalPolicySet } from '../contract/approvals.ts'
import { findAccount, listAccounts } from '../store/accounts.ts'
import { insertApprovalPolicy, listApprovalPolicies as listRows } from '../store/approval-policies.ts'
import type { Tx } from '../store/db.ts'
import { auditBy } from './audit-by.ts'
import type { Actor, Context } from './context.ts'
import { adminVerdicts, assertAdmin } from './people-rights.ts'
import { lockAdminsAs } from './still-admin.ts'

/** How many approvals a publication needs: in the workspace, and in each account. */
export async function listApprovalPolicies(ctx: Context, actor: Actor): Promise<ApprovalPolicies> {
  const { workspaceId } = actor
  const [rows, accounts] = await Promise.all([
    listRows(ctx.db, workspaceId),
    listAccounts(ctx.db, workspaceId),
  ])
  const of = (accountId: string | null): ApprovalPolicy =>
    rows.find((row) => row.accountId === accountId) ?? unset(accountId)
  return {
    workspace: of(null),
    accounts: accounts.map(({ id }) => of(id)),
    actions: adminVerdicts(actor, 'change'),
  }
}

/** Sets the policy of the workspace or of an account, from the next publication on. Open requests follow it at once. */
export async function setApprovalPolicy(
  ctx: Context,
  actor: Actor,
  policy: ApprovalPolicySet,
): Promise<ApprovalPolicies> {
  assertAdmin(actor)
  const { workspaceId } = actor
  const rows = await listRows(ctx.db, workspaceId)
  await ctx.db.transaction({ workspaceId }, async (tx) => {
    await lockAdminsAs(tx, actor)
    const id = newId()
    const set = await completed(tx, workspaceId, policy)
    if (!(await insertApprovalPolicy(tx, workspaceId, { ...set, id, setBy: actor.name }))) {
      const message = 'Somebody changed this policy meanwhile. Read it again.'
      throw new AppError('stale', message)
    }
    const { accountId } = set
    // It is the one before: whoever saw another is refused above.
    const before = rows.find((row) => row.accountId === accountId) ?? unset(accountId)
    const detail = { accountId, before: termsOf(before), after: termsOf(set) }
    await auditBy(tx, actor, {
      action: 'approval.policy',
      entityKind: 'approval_policy',
      entityId: id,
      detail,
    })
  })
  return await listApprovalPolicies(ctx, actor)
}

/** What a policy asks for. */
function termsOf({ inherits, approvals, thresholdMicros, currencyCode, clientsCount }: ApprovalPolicySet) {
  return { inherits, approvals, thresholdMicros, currencyCode, clientsCount }
}

/** With the currency of the amount: an account's own, or the one that is named. */
async function completed(tx: Tx, workspaceId: string, policy: ApprovalPolicySet): Promise<ApprovalPolicySet> {
  const { accountId, inherits, thresholdMicros, currencyCode } = policy
  if (accountId === null) {
    if (thresholdMicros !== null && currencyCode === null)
      throw wrong(
        'currencyCode',
        'Say in which currency the amount is: a workspace may have accounts in several.',
      )
    return { ...policy, currencyCode: thresholdMicros === null ? null : currencyCode }
  }
  const account = await findAccount(tx, workspaceId, accountId)
  if (account === undefined) throw wrong('accountId', 'There is no such account in this workspace.')
  if (inherits) {
    return { ...policy, approvals: 0, thresholdMicros: null, currencyCode: null, clientsCount: false }
  }
  return { ...policy, currencyCode: thresholdMicros === null ? null : account.currency_code }
}

function wrong(path: string, message: string): AppError {
  return new AppError('not_allowed', message, { errors: [{ path, code: 'invalid', message }] })
}

/** What counts where nobody has set anything: a workspace asks for none, and an account does as its workspace. */
function unset(accountId: string | null): ApprovalPolicy {
  return {
    accountId,
    approvals: 0,
    thresholdMicros: null,
    currencyCode: null,
    clientsCount: false,
    number: 0,
    inherits: accountId !== null,
    setBy: null,
    setAt: null,
  }
}
