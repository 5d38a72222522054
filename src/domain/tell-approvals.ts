import type { NotificationFacts } from '../contract/notifications.ts'
import { RULE_PACK_VERSION } from '../contract/preflight.ts'
import type { Tx } from '../store/db.ts'
import { claimReminder, listDueReminders, listOutdated, voidOutdated } from '../store/approval-reminders.ts'
import type { Actor, Context } from './context.ts'
import { type Notice, notify } from './notify.ts'

/** How long ahead reviewers are reminded, and of requests under which rules. */
const WHEN = { hours: 24, rulePackVersion: RULE_PACK_VERSION }
const REMINDERS_PER_ROUND = 50
const ENDED_PER_ROUND = 500

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
 * Reminds those who can still approve: a day before it is due, and once when it is overdue, whoever of the workers comes first.
 * Answers of how many requests.
 */
export async function remindReviewers(ctx: Context): Promise<number> {
  const due = await listDueReminders(ctx.db, WHEN, REMINDERS_PER_ROUND)
  let reminded = 0
  for (const { workspace_id: workspaceId, id } of due) {
    await ctx.db.transaction({ workspaceId }, async (tx) => {
      const request = await claimReminder(tx, workspaceId, id, WHEN)
      if (request === undefined) return
      const notice = {
        kind: 'APPROVAL_DUE' as const,
        target: { kind: 'APPROVAL' as const, id },
        facts: { by: request.created_by, campaignName: request.campaign_name },
      }
      await notify(tx, workspaceId, ...request.user_ids.map((userId) => ({ ...notice, to: { userId } })))
      reminded += 1
    })
  }
  return reminded
}

/**
 * Ends what was asked for under earlier rules, which nobody can approve or publish any more; the database tells whom it concerns.
 * Answers how many requests.
 */
export async function endOutdatedRequests(ctx: Context): Promise<number> {
  let ended = 0
  for (const { workspace_id: workspaceId } of await listOutdated(
    ctx.db,
    RULE_PACK_VERSION,
    ENDED_PER_ROUND,
  )) {
    ended += await ctx.db.transaction({ workspaceId }, (tx) =>
      voidOutdated(tx, workspaceId, RULE_PACK_VERSION, ENDED_PER_ROUND),
    )
  }
  return ended
}
