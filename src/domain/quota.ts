import type { PlanQuota, Quota } from '../contract/quota.ts'
import type { Answer } from '../google/answer.ts'
import type { GoogleAds } from '../google/google-ads.ts'
import type { Tx } from '../store/db.ts'
import {
  blockQuota,
  deleteOldQuotaUses,
  findQuota,
  holdQuota,
  type QuotaVerdict,
  refundQuota,
  spendHeldQuota,
  spendQuota,
} from '../store/quota.ts'
import type { Context } from './context.ts'

/**
 * Who may take how much of the day. What any member asks Google to show stops first, then reading status and metrics, then no new
 * plan is begun. The next part is for finishing, looking up and reading back what was begun, and for resuming; the last one is for
 * pausing alone, so that whatever was asked for before, what spends can be stopped.
 */
const SHARE = { look: 0.6, read: 0.75, begin: 0.95, finish: 0.98, pause: 1 } as const
export type Purpose = keyof typeof SHARE

/** The code of an answer that we give ourselves, before anything is sent. */
export const QUOTA_WAIT = 'quota.WAIT'
/** Google's word for a day that is used up; a short rush is RESOURCE_TEMPORARILY_EXHAUSTED, and concerns one account. */
const EXHAUSTED = 'quotaError.RESOURCE_EXHAUSTED'
/** Where nothing tells when there will be room: operations that are kept for others come free when those end. */
const UNTOLD_SECONDS = 60

type MeterContext = Pick<Context, 'db' | 'google'>
type NotApplied = Extract<Answer<never>, { kind: 'not_applied' }>

/** Up to how many of the day's operations this may go; null: as many as wanted. */
export function capOf({ dailyOperations }: GoogleAds, purpose: Purpose): number | null {
  return dailyOperations === null ? null : Math.floor(dailyOperations * SHARE[purpose])
}

/**
 * The client of Google Ads with a meter: every read is counted before it leaves, and not sent where the day has no room for
 * it. A search costs one operation, whatever number of pages it has.
 */
export function meteredGoogle(
  { db, google }: MeterContext,
  purpose: Purpose,
  publicationId: string | null = null,
): GoogleAds {
  const metered =
    <Args extends unknown[], Value>(read: (...args: Args) => Promise<Answer<Value>>) =>
    async (...args: Args): Promise<Answer<Value>> => {
      const isHeld =
        publicationId !== null && (await spendHeldQuota(db, google.environment, publicationId, 1))
      const refused = isHeld
        ? undefined
        : await db.transaction('system', (tx) => spend(tx, google, purpose, publicationId, 1))
      if (refused !== undefined) return refused
      const answer = await read(...args)
      await noteAnswer({ db, google }, db, answer, 1)
      return answer
    }
  const reads = {
    search: metered(google.search.bind(google)),
    listAccessibleCustomers: metered(google.listAccessibleCustomers.bind(google)),
    tryChange: metered(google.tryChange.bind(google)),
    suggestGeoTargets: metered(google.suggestGeoTargets.bind(google)),
  }
  const isRead = (property: string | symbol): property is keyof typeof reads => property in reads
  return new Proxy(google, {
    get(target, property) {
      if (isRead(property)) return reads[property]
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Counts operations that are about to be sent; what is answered instead where they may not be. */
export async function spend(
  tx: Tx,
  google: GoogleAds,
  purpose: Purpose,
  publicationId: string | null,
  operations: number,
): Promise<NotApplied | undefined> {
  const { environment } = google
  const cap = capOf(google, purpose)
  const verdict = await spendQuota(tx, { environment, publicationId, operations, cap })
  return verdict.fits ? undefined : refusal(google, operations, verdict)
}

/** Keeps operations for a publication; undefined where there is room, else why not and for how long. */
export async function hold(
  { db, google }: MeterContext,
  purpose: Purpose,
  publicationId: string,
  operations: number,
): Promise<{ message: string; seconds: number } | undefined> {
  const { environment } = google
  const cap = capOf(google, purpose)
  const verdict = await db.transaction('system', (tx) =>
    holdQuota(tx, { environment, publicationId, operations, cap }),
  )
  if (verdict.fits) return undefined
  return { message: inWords(google, operations, verdict), seconds: verdict.seconds ?? UNTOLD_SECONDS }
}

/**
 * What an answer means for the meter. What never left is taken back; where the day's operations are used up at Google, the
 * whole project waits, whoever asked.
 */
export async function noteAnswer(
  { google }: MeterContext,
  db: Parameters<typeof blockQuota>[0],
  answer: Answer<unknown>,
  operations: number,
): Promise<void> {
  if (answer.kind === 'applied') return
  const { environment } = google
  const neverLeft = answer.kind !== 'unknown' && answer.httpStatus === null
  if (neverLeft) await refundQuota(db, environment, operations)
  const exhausted = answer.errors.find(({ code }) => code === EXHAUSTED)
  if (answer.kind !== 'not_applied' || exhausted === undefined) return
  await blockQuota(db, environment, (answer.retryAfterMs ?? 0) / 1000, exhausted.message)
}

/** How the meter stands. */
export async function readQuota({ db, google }: MeterContext): Promise<Quota> {
  const { environment, accessLevel, dailyOperations: limit } = google
  const { used, held, blocked_until, blocked_reason, frees_at } = await findQuota(db, environment)
  return {
    environment,
    accessLevel,
    limit,
    used,
    held,
    left: limit === null ? null : Math.max(0, limit - used - held),
    resetsAt: frees_at,
    blockedUntil: blocked_until,
    blockedReason: blocked_reason,
  }
}

/** Whether background reading may go on; it is the first that stops. */
export async function mayRead({ db, google }: MeterContext): Promise<boolean> {
  const { used, held, blocked_until } = await findQuota(db, google.environment)
  const cap = capOf(google, 'read')
  return blocked_until === null && (cap === null || used + held < cap)
}

/** Forgets counts that are long over. */
export async function forgetOldQuotaUses({ db, google }: MeterContext): Promise<void> {
  await deleteOldQuotaUses(db, google.environment)
}

/** What so many operations mean beside what is left. */
export async function quotaOf(ctx: MeterContext, operations: number): Promise<PlanQuota> {
  const { used, held, limit, left, resetsAt, blockedUntil } = await readQuota(ctx)
  const cap = capOf(ctx.google, 'begin')
  const fits = blockedUntil === null && (cap === null || used + held + operations <= cap)
  return { operations, used, limit, left, fits: fits || operations === 0, resetsAt, blockedUntil }
}

function refusal(google: GoogleAds, operations: number, verdict: QuotaVerdict): NotApplied {
  const message = inWords(google, operations, verdict)
  const error = { code: QUOTA_WAIT, message, operationIndex: null, field: null, trigger: null, details: {} }
  const retryAfterMs = Math.ceil((verdict.seconds ?? UNTOLD_SECONDS) * 1000)
  return { kind: 'not_applied', httpStatus: null, requestId: null, errors: [error], retryAfterMs }
}

function inWords(google: GoogleAds, operations: number, verdict: QuotaVerdict): string {
  const { used, held, blocked_until: blockedUntil, seconds } = verdict
  if (blockedUntil !== null && Date.parse(blockedUntil) > Date.now()) {
    return `Google says that the day’s operations of the Cloud project are used up. Nothing is sent until ${minute(blockedUntil)}.`
  }
  const kept = held === 0 ? '' : `, and ${held} are kept for what is under way`
  const until = new Date(Date.now() + (seconds ?? UNTOLD_SECONDS) * 1000).toISOString()
  // Kept as text and read in every country: 14,990 is not the same number everywhere.
  return `Waits for Google’s quota: this needs ${operations} operations, ${used} of ${google.dailyOperations ?? 0} were used in the last 24 hours${kept}. Next try ${minute(until)}.`
}

/** Like 2026-11-25 14:05 UTC: messages are kept as text, and read in any time zone. */
function minute(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
