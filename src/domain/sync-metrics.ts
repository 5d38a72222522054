import { AppError } from '../base/errors.ts'
import { addDays, todayIn } from '../contract/dates.ts'
import { readDailyMetrics } from '../google/daily-metrics.ts'
import { type AccountRow, findAccount } from '../store/accounts.ts'
import { listMetricsGoogleIds, replaceMetrics } from '../store/metrics.ts'
import { dropOldMetricsMonths, makeMetricsMonths } from '../store/metrics-months.ts'
import {
  claimMetrics,
  failMetrics,
  finishMetrics,
  listDueMetrics,
  lockMetrics,
  type MetricsClaim,
} from '../store/metrics-syncs.ts'
import type { Context } from './context.ts'
import { through } from './google-client.ts'
import { googleFailure } from './google-failure.ts'
import { mayRead, meteredGoogle } from './quota.ts'

/** Google restates conversions for weeks: the window is as long as its usual longest delay. */
const RESTATED_DAYS = 30
/** An account that was never read is read this far back: a year, and a month so that the last one has its year before. */
const FIRST_DAYS = 396
/** Google keeps days for 37 months, and so do we, unless told otherwise. */
export const KEEP_MONTHS = 37
const MONTHS_AHEAD_DAYS = 92

const ACCOUNTS_PER_ROUND = 20
/** One request and one transaction: at most 31,000 rows. */
const IDS_PER_QUERY = 1000
const DAYS_PER_QUERY = 31
/** How often an account is read. A reading costs one operation of Google's quota per 1,000 campaigns and month. */
const AGAIN_SECONDS = { GOOGLE: 3600, EMULATOR: 60 } as const
/** A reading that is not done by then may be taken over. */
const LEASE_SECONDS = 900
const FIRST_RETRY_SECONDS = 60

/** Makes the months of the next quarter and drops those that are no longer kept. Harmless when two do it at once. */
export async function keepMetricsMonths(ctx: Context, keepMonths: number = KEEP_MONTHS): Promise<void> {
  const today = todayIn('Etc/UTC', ctx.now())
  const made = await makeMetricsMonths(
    ctx.db,
    addDays(today, -RESTATED_DAYS),
    addDays(today, MONTHS_AHEAD_DAYS),
  )
  const dropped = await dropOldMetricsMonths(ctx.db, keepMonths)
  if (made.length + dropped.length > 0) ctx.log.info({ made, dropped }, 'The months of metrics changed.')
}

/**
 * Reads the metrics of every account that is due, one account after the other. What fails is noted with the account, in
 * words, and tried again later: a failing account stops no other. Answers how many were read or failed. Where the day's
 * operations are short, nothing is read: publishing comes first.
 */
export async function syncDueMetrics(ctx: Context, signal?: AbortSignal): Promise<number> {
  if (!(await mayRead(ctx))) return 0
  const due = await listDueMetrics(ctx.db, ctx.google.environment, ACCOUNTS_PER_ROUND)
  let done = 0
  for (const { workspace_id: workspaceId, id } of due) {
    if (signal?.aborted === true) break
    const claim = await claimMetrics(ctx.db, workspaceId, id, LEASE_SECONDS)
    if (claim === undefined) continue
    await syncOrNote(ctx, workspaceId, id, claim)
    done += 1
  }
  return done
}

async function syncOrNote(
  ctx: Context,
  workspaceId: string,
  accountId: string,
  claim: MetricsClaim,
): Promise<void> {
  try {
    await syncAccountMetrics(ctx, workspaceId, accountId, claim)
  } catch (error) {
    const known = error instanceof AppError
    const message = known ? error.message : 'The metrics could not be read: the log of this server says why.'
    const longest = AGAIN_SECONDS.GOOGLE
    const againSeconds = Math.min(FIRST_RETRY_SECONDS * 2 ** Math.min(claim.failures, 10), longest)
    ctx.log.warn(
      { err: error, workspaceId, accountId, againSeconds },
      'The metrics of an account were not read.',
    )
    await failMetrics(ctx.db, workspaceId, accountId, claim, { message, againSeconds })
  }
}

async function syncAccountMetrics(
  context: Context,
  workspaceId: string,
  accountId: string,
  claim: MetricsClaim,
): Promise<void> {
  const account = await context.db.transaction({ workspaceId }, (tx) =>
    findAccount(tx, workspaceId, accountId),
  )
  if (account === undefined) throw new Error(`Account ${accountId} is gone.`)
  const acting = await through(context, workspaceId, account.connection_id)
  const ctx = { ...acting, google: meteredGoogle(acting, 'read') }
  const to = todayIn(account.time_zone, ctx.now())
  const from = windowStart(claim.read_through, to)
  await makeMetricsMonths(ctx.db, from, to)
  for (let after = '0'; ; ) {
    const ids = await listMetricsGoogleIds(ctx.db, workspaceId, accountId, after, IDS_PER_QUERY)
    for (let start = from; ids.length > 0 && start <= to; start = addDays(start, DAYS_PER_QUERY)) {
      const last = addDays(start, DAYS_PER_QUERY - 1)
      const window = { ids, from: start, to: last < to ? last : to }
      if (!(await syncWindow(ctx, workspaceId, account, claim, window))) return
    }
    if (ids.length < IDS_PER_QUERY) break
    after = ids.at(-1)!
  }
  const againSeconds = AGAIN_SECONDS[ctx.google.environment]
  await finishMetrics(ctx.db, workspaceId, accountId, claim, { from, to, againSeconds })
}

/** False where another worker has taken the account over meanwhile: its reading is the newer one. */
async function syncWindow(
  { google, db }: Context,
  workspaceId: string,
  account: AccountRow,
  claim: MetricsClaim,
  { ids, from, to }: { ids: string[]; from: string; to: string },
): Promise<boolean> {
  const customer = { customerId: account.customer_id, loginCustomerId: account.login_customer_id }
  const answer = await readDailyMetrics(google, customer, ids, from, to)
  if (answer.kind !== 'applied') throw googleFailure(answer)
  return await db.transaction({ workspaceId }, async (tx) => {
    if (!(await lockMetrics(tx, workspaceId, account.id, claim))) return false
    await replaceMetrics(tx, workspaceId, account.id, {
      googleCampaignIds: ids,
      from,
      to,
      days: answer.value,
    })
    return true
  })
}

/** The first day to read. After a pause, the days that were still moving when it began are read again too. */
function windowStart(readThrough: string | null, today: string): string {
  if (readThrough === null) return addDays(today, -FIRST_DAYS)
  return addDays(readThrough < today ? readThrough : today, -RESTATED_DAYS)
}
