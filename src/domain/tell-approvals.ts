import type { NotificationFacts } from '../contract/notifications.ts'
import type { Tx } from '../store/db.ts'
import { claimReminder, listDueReminders, type RemindedRequest } from '../store/approval-reminders.ts'
import type { Actor, Context } from './context.ts'
import { type Notice, notify } from './notify.ts'

/** Requests that are due within this long, or overdue, and of which nobody was reminded. */
const AHEAD_HOURS = 24
const REMINDERS_PER_ROUND = 50

/** Tells who is to approve: those who were named, or all who may in one of these accounts. */
export async function tellReviewers(
  tx: Tx,
  { workspaceId, userId }: Pick<Actor, 'workspaceId' | 'userId'>,
  { reviewers, accountIds }: { reviewers: readonly string[]; accountIds: readonly string[] },
  notice: Omit<Notice, 'to' | 'except'>,
): Promise<void> {
  const named = [...new Set(reviewers)].map((reviewer) => ({ userId: reviewer }))
  const to: readonly Notice['to'][] =
    named.length > 0 ? named : [{ roles: ['approver', 'admin'], accountIds }]
  await notify(tx, workspaceId, ...to.map((one) => ({ ...notice, to: one, except: userId })))
}

/** Tells who asked for an approval what became of it. */
export async function tellAuthor(
  tx: Tx,
  { workspaceId, userId }: Pick<Actor, 'workspaceId' | 'userId'>,
  request: { id: string; createdBy: string; campaignName: string },
  { kind, facts }: { kind: Notice['kind']; facts: NotificationFacts },
): Promise<void> {
  await notify(tx, workspaceId, {
    kind,
    target: { kind: 'APPROVAL', id: request.id },
    facts: { campaignName: request.campaignName, ...facts },
    to: { author: request.createdBy },
    except: userId,
  })
}

/**
 * Reminds those who are to approve what is due within a day: once for each request, whoever of the workers comes first.
 * Answers how many.
 */
export async function remindReviewers(ctx: Context): Promise<number> {
  const due = await listDueReminders(ctx.db, AHEAD_HOURS, REMINDERS_PER_ROUND)
  let reminded = 0
  for (const { workspace_id: workspaceId, id } of due) {
    await ctx.db.transaction({ workspaceId }, async (tx) => {
      const request = await claimReminder(tx, workspaceId, id)
      if (request === undefined) return
      await tellReviewers(tx, { workspaceId, userId: null }, askedOf(request), {
        kind: 'APPROVAL_DUE',
        target: { kind: 'APPROVAL', id },
        facts: { by: request.created_by, campaignName: request.campaign_name },
      })
      reminded += 1
    })
  }
  return reminded
}

function askedOf({ reviewers, account_id: accountId }: RemindedRequest): {
  reviewers: readonly string[]
  accountIds: readonly string[]
} {
  return { reviewers, accountIds: [accountId] }
}
