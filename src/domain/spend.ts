import { AppError } from '../base/errors.ts'
import type { Amount } from '../contract/problem.ts'
import type { Plan } from '../contract/publication.ts'
import { amountOf } from '../contract/rules/finding.ts'
import type { SpendAction, SpendCaps, SpendLedger, SpendLine, SpendRefusal } from '../contract/spend.ts'
import { insertAudit } from '../store/audit.ts'
import type { Tx } from '../store/db.ts'
import {
  findSpendLedger,
  listSpendLedgers,
  listSpendLedgersIn,
  listSpendShares,
  lockSpendLedger,
  recountPage,
  spendRefusalOf,
  updateSpendCaps,
} from '../store/spend.ts'
import type { Actor, Context } from './context.ts'
import { adminVerdicts, assertAdmin, type Verdict } from './people-rights.ts'

/** The code of a refusal by a cap; its numbers stand in the answer as `spend`. */
const SPEND_CAP = 'spend_cap'
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const RECOUNTED_AT_ONCE = 500

/** Caps and what is in use, of the workspace by currency and of every account; and what the caller may do with them. */
export async function listSpend(
  ctx: Context,
  actor: Actor,
): Promise<{ items: SpendLedger[]; actions: Verdict<SpendAction>[] }> {
  const items = await listSpendLedgers(ctx.db, actor.workspaceId)
  return { items, actions: adminVerdicts(actor, 'setCaps', 'recount') }
}

/** Sets caps. A cap below what is in use stops nothing that runs: it lets nothing more begin. */
export async function setSpendCaps(
  ctx: Context,
  actor: Actor,
  { scopeId, currencyCode }: { scopeId: string; currencyCode: string },
  version: number,
  caps: SpendCaps,
): Promise<SpendLedger> {
  assertAdmin(actor)
  const { workspaceId } = actor
  return await ctx.db.transaction({ workspaceId }, async (tx) => {
    const locked = await lockSpendLedger(tx, workspaceId, scopeId, currencyCode)
    if (locked === undefined) {
      const message = `There is no account ${currencyCode} here that this could be the cap of.`
      throw new AppError('not_found', message)
    }
    if (locked.version !== version) {
      throw new AppError('stale', 'Somebody changed these caps meanwhile. Read them again.', {
        details: { currentVersion: locked.version },
      })
    }
    const before = (await findSpendLedger(tx, workspaceId, scopeId, currencyCode))!
    const { dayCapMicros = before.dayCapMicros, monthCapMicros = before.monthCapMicros } = caps
    await updateSpendCaps(tx, workspaceId, { ...before, dayCapMicros, monthCapMicros }, actor.name)
    const was = { dayCapMicros: before.dayCapMicros, monthCapMicros: before.monthCapMicros }
    await insertAudit(tx, workspaceId, {
      actor: actor.name,
      door: actor.door,
      action: 'spend.set_caps',
      entityKind: before.accountId === null ? 'workspace' : 'account',
      entityId: scopeId,
      detail: { currencyCode, before: was, after: { dayCapMicros, monthCapMicros } },
      requestId: actor.requestId,
    })
    return (await findSpendLedger(tx, workspaceId, scopeId, currencyCode))!
  })
}

/** Works every share out anew. Nothing is found wrong, unless somebody wrote into the tables past their triggers. */
export async function recountSpend(
  ctx: Context,
  actor: Actor,
): Promise<{ campaigns: number; corrected: number }> {
  assertAdmin(actor)
  const sum = { campaigns: 0, corrected: 0 }
  for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
    const page = await recountPage(ctx.db, actor.workspaceId, after, RECOUNTED_AT_ONCE)
    sum.campaigns += page.campaigns
    sum.corrected += page.corrected
    after = page.campaigns < RECOUNTED_AT_ONCE ? undefined : page.last
  }
  return sum
}

/** Opens what spends: the caps hold it as it is written, and their refusal is told with its numbers. */
export async function withinCaps(
  account: { id: string; name: string },
  open: () => Promise<void>,
): Promise<void> {
  try {
    await open()
  } catch (error) {
    const refusal = spendRefusalOf(error)
    if (refusal === undefined) throw error
    const { message, amounts } = refusalWords(refusal, account.name)
    throw new AppError('not_allowed', message, {
      errors: [{ path: 'dailyBudgetMicros', code: SPEND_CAP, message, amounts }],
      details: { code: SPEND_CAP, spend: refusal },
      cause: error,
    })
  }
}

function refusalWords(
  { accountId, currencyCode, period, capMicros, usedMicros, askedMicros }: SpendRefusal,
  accountName: string,
): { message: string; amounts: Amount[] } {
  const more = BigInt(usedMicros) + BigInt(askedMicros) - BigInt(capMicros)
  const amounts = [BigInt(askedMicros), BigInt(capMicros), BigInt(usedMicros), more].map((each) =>
    amountOf(each, currencyCode),
  )
  const [asked, cap, used, over] = amounts.map(({ text }) => text)
  const whose = accountId === null ? `all accounts in ${currencyCode}` : `the account “${accountName}”`
  const worst = period === 'day' ? 'on the worst day' : 'in a month'
  const message = `It may cost ${asked} more ${worst}, and the cap of ${whose} is ${cap} a ${period}, of which ${used} are in use: ${over} too much. Lower the budget, pause another campaign, or ask an administrator to raise the cap.`
  return { message, amounts }
}

/** What is to be live, and what a day and a month of it may cost at worst. */
export interface PlannedSpend {
  campaignId: string
  accountId: string
  exposure: Pick<Plan['exposure'], 'currencyCode' | 'worstDayMicros' | 'monthMicros'>
}

/** How the caps of these accounts and their currencies would stand with all of this live. */
export async function forecastSpend(
  tx: Tx,
  workspaceId: string,
  planned: readonly PlannedSpend[],
): Promise<SpendLine[]> {
  const [ledgers, shares] = await Promise.all([
    listSpendLedgersIn(tx, workspaceId),
    listSpendShares(
      tx,
      workspaceId,
      planned.map(({ campaignId }) => campaignId),
    ),
  ])
  const shareOf = new Map(shares.map((share) => [share.campaign_id, share]))
  return ledgers.flatMap((ledger) => {
    const { accountId, accountName, currencyCode } = ledger
    const own = planned.filter(
      (one) =>
        one.exposure.currencyCode === currencyCode && (accountId === null || accountId === one.accountId),
    )
    if (own.length === 0) return []
    const line = (
      period: SpendLine['period'],
      capMicros: string | null,
      usedMicros: string,
      moreOf: (one: PlannedSpend) => bigint,
    ): SpendLine => {
      const after = own.reduce((sum, one) => sum + moreOf(one), BigInt(usedMicros))
      const fits = capMicros === null || after <= BigInt(usedMicros) || after <= BigInt(capMicros)
      const who = { accountId, accountName, currencyCode }
      return { ...who, period, capMicros, usedMicros, afterMicros: after.toString(), fits }
    }
    return [
      line('day', ledger.dayCapMicros, ledger.dayMicros, ({ campaignId, exposure }) => {
        return BigInt(exposure.worstDayMicros) - BigInt(shareOf.get(campaignId)?.day_micros ?? 0)
      }),
      line('month', ledger.monthCapMicros, ledger.monthMicros, ({ campaignId, exposure }) => {
        return BigInt(exposure.monthMicros) - BigInt(shareOf.get(campaignId)?.month_micros ?? 0)
      }),
    ]
  })
}
