import { AppError } from '../base/errors.ts'
import type { BatchPlan, BatchPlanItem } from '../contract/batch.ts'
import { findApprovalGate } from '../store/approvals.ts'
import { assertAllowed } from './campaign-answer.ts'
import { planOf, prepare } from './campaign-plan.ts'
import type { Actor, Context } from './context.ts'
import { scopeOf } from './role.ts'
import { capOf, readQuota } from './quota.ts'
import { forecastSpend, type PlannedSpend } from './spend.ts'

/** Plans made at a time: each holds a connection for some milliseconds, and others want theirs. */
const SIDE_BY_SIDE = 4

/**
 * What publishing these campaigns would do and may cost: each with its hash, so that exactly what was shown can be
 * approved, and the sums by currency. What cannot be published says why and is left out of the sums.
 */
export async function planBatch(
  ctx: Context,
  actor: Actor,
  campaignIds: readonly string[],
): Promise<BatchPlan> {
  const items: BatchPlanItem[] = []
  const queue = campaignIds.entries()
  const workers = Array.from({ length: SIDE_BY_SIDE }, async () => {
    for (const [index, id] of queue) items[index] = await planItem(ctx, actor, id)
  })
  await Promise.all(workers)
  const ready = items.filter(({ hash, operations }) => hash !== null && operations > 0)
  const operations = ready.reduce((sum, item) => sum + item.quotaOperations, 0)
  const quota = await readQuota(ctx)
  const cap = capOf(ctx.google, 'begin')
  const fits = quota.blockedUntil === null && (cap === null || quota.used + quota.held + operations <= cap)
  return {
    items,
    publishable: ready.length,
    operations: ready.reduce((sum, item) => sum + item.operations, 0),
    exposure: sumsOf(ready),
    spend: await ctx.db.transaction(scopeOf(actor), (tx) =>
      forecastSpend(tx, actor.workspaceId, ready.flatMap(plannedOf)),
    ),
    quota: { ...quota, operations, fits },
  }
}

function plannedOf({ campaignId, accountId, exposure }: BatchPlanItem): PlannedSpend[] {
  return accountId === null || exposure === null ? [] : [{ campaignId, accountId, exposure }]
}

async function planItem(ctx: Context, actor: Actor, campaignId: string): Promise<BatchPlanItem> {
  const none = { campaignId, hash: null, operations: 0, quotaOperations: 0, exposure: null, approvals: null }
  return await ctx.db.transaction(scopeOf(actor), async (tx) => {
    const prepared = await prepare(ctx, tx, actor.workspaceId, campaignId).catch(refusal)
    if (prepared instanceof AppError) {
      return {
        ...none,
        name: null,
        accountId: null,
        errorCount: 0,
        warningCount: 0,
        ...problemOf(prepared),
      }
    }
    const { campaign, tree, findings } = prepared
    const errorCount = findings.filter(({ severity }) => severity === 'error').length
    const known = {
      name: campaign.name,
      accountId: campaign.accountId,
      errorCount,
      warningCount: findings.length - errorCount,
    }
    try {
      // Whether it can be published: whoever prepares a batch may leave it to others to publish it.
      assertAllowed('publish', tree, { ...actor, role: 'publisher' })
      const { plan, stored } = await planOf(tx, actor.workspaceId, campaignId, prepared)
      const { hash, version, operations, quota } = plan
      const asked = { hash, version, sent: stored }
      const approvals = await findApprovalGate(tx, actor.workspaceId, campaignId, asked)
      const { totalBudgetMicros: _total, ...exposure } = plan.exposure
      const counts = { operations: operations.length, quotaOperations: quota.operations }
      return { ...none, ...known, ...counts, hash, exposure, approvals, problem: null }
    } catch (error) {
      return { ...none, ...known, ...problemOf(refusal(error)) }
    }
  })
}

/** A refusal is an outcome; what says nothing about the campaign is thrown on. */
function refusal(error: unknown): AppError {
  if (error instanceof AppError && error.code !== 'unavailable') return error
  throw error
}

function problemOf({ message: problem, amounts }: AppError): Pick<BatchPlanItem, 'problem' | 'amounts'> {
  return amounts.length === 0 ? { problem } : { problem, amounts }
}

function sumsOf(items: readonly BatchPlanItem[]): BatchPlan['exposure'] {
  const sums = new Map<string, { campaigns: number; daily: bigint; day: bigint; month: bigint }>()
  for (const { exposure } of items) {
    if (exposure === null) continue
    const sum = sums.get(exposure.currencyCode) ?? { campaigns: 0, daily: 0n, day: 0n, month: 0n }
    sums.set(exposure.currencyCode, {
      campaigns: sum.campaigns + 1,
      daily: sum.daily + BigInt(exposure.dailyBudgetMicros),
      day: sum.day + BigInt(exposure.worstDayMicros),
      month: sum.month + BigInt(exposure.monthMicros),
    })
  }
  return [...sums]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([currencyCode, { campaigns, daily, day, month }]) => ({
      currencyCode,
      campaigns,
      dailyBudgetMicros: String(daily),
      worstDayMicros: String(day),
      monthMicros: String(month),
    }))
}
