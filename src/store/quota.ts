import type { Environment } from '../contract/words.ts'
import type { Database, Tx } from './db.ts'
import type { Claim } from './publications.ts'
import { type Statement, statement } from './statement.ts'

/**
 * Google's daily operations. Who takes some locks the environment's row first, in a statement of its own: the next one
 * then sees what everybody before has taken.
 */
const LOCK = statement('quota_lock', 'select from google_quotas where environment = $1 for no key update')

/** Five minutes of operations count until their end is 24 hours old. */
const WINDOW = `interval '24 hours 5 minutes'`
const USED = `(select coalesce(sum(operations), 0) as n from google_quota_uses
                where environment = $1 and starts_at > clock_timestamp() - ${WINDOW})`
const HELD = `(select coalesce(sum(operations) filter (where publication_id <> $2), 0) as others,
                      coalesce(sum(operations) filter (where publication_id = $2), 0) as own
                 from google_quota_holds where environment = $1)`
const OPEN = 'coalesce(q.blocked_until <= clock_timestamp(), true)'

/** Whether the operations were given, and how the meter stands. */
export interface QuotaVerdict {
  fits: boolean
  used: number
  /** Kept for other publications. */
  held: number
  /** Until when Google itself wants nothing; null: it wants. */
  blocked_until: string | null
  /** Seconds until there may be room; null: not by waiting for what was used. */
  seconds: number | null
}

/** Seconds until so many operations are older than a day: a sum over the five-minute rows of the window. */
const secondsUntil = (excess: string): string => `case
    when q.blocked_until > clock_timestamp() then extract(epoch from q.blocked_until - clock_timestamp())::float8
    else (select extract(epoch from w.starts_at + ${WINDOW} - clock_timestamp())::float8
            from (select starts_at, sum(operations) over (order by starts_at) as freed from google_quota_uses
                   where environment = $1 and starts_at > clock_timestamp() - ${WINDOW}) w
           where w.freed >= ${excess} order by w.starts_at limit 1) end`

const VERDICT_COLUMNS = {
  fits: 'bool',
  used: 'float8',
  held: 'float8',
  blocked_until: 'text',
  seconds: 'float8',
} as const

const HOLD = statement<QuotaVerdict>(
  'quota_hold',
  `with verdict as (
     select ${OPEN} and ($4::bigint is null or u.n + h.others + $3::bigint <= $4) as fits, u.n as used, h.others as held,
            to_json(q.blocked_until) #>> '{}' as blocked_until,
            ${secondsUntil('u.n + h.others + $3::bigint - $4::bigint')} as seconds
       from google_quotas q, ${USED} u, ${HELD} h where q.environment = $1),
   kept as (
     insert into google_quota_holds as k (environment, publication_id, operations)
     select $1, $2, $3 from verdict where fits
     on conflict (environment, publication_id) do update set operations = excluded.operations)
   select fits, used::float8 as used, held::float8 as held, blocked_until, seconds from verdict`,
  VERDICT_COLUMNS,
)

/** What is asked of the meter. */
export interface QuotaRequest {
  environment: Environment
  /** On whose account; null: nothing was kept for it. */
  publicationId: string | null
  operations: number
  /** Up to how many of the day's operations; null: as many as wanted. */
  cap: number | null
}

/** Keeps operations for a publication, instead of what was kept for it before. */
export async function holdQuota(tx: Tx, request: QuotaRequest): Promise<QuotaVerdict> {
  return await ask(tx, HOLD, request)
}

const SPEND = statement<QuotaVerdict>(
  'quota_spend',
  `with verdict as (
     select ${OPEN} and ($4::bigint is null or $3::bigint <= h.own or u.n + h.others + $3 <= $4) as fits, u.n as used,
            h.others as held, to_json(q.blocked_until) #>> '{}' as blocked_until,
            ${secondsUntil('u.n + h.others + $3::bigint - $4::bigint')} as seconds
       from google_quotas q, ${USED} u, ${HELD} h where q.environment = $1),
   spent as (
     insert into google_quota_uses as t (environment, starts_at, operations)
     select $1, to_timestamp(floor(extract(epoch from clock_timestamp()) / 300) * 300), $3 from verdict where fits
     on conflict (environment, starts_at) do update set operations = t.operations + excluded.operations),
   taken as (
     update google_quota_holds k set operations = greatest(k.operations - $3, 0)
       from verdict where verdict.fits and k.environment = $1 and k.publication_id = $2)
   select fits, used::float8 as used, held::float8 as held, blocked_until, seconds from verdict`,
  VERDICT_COLUMNS,
)

/** Counts operations that are about to be sent: first those that are kept for the publication. */
export async function spendQuota(tx: Tx, request: QuotaRequest): Promise<QuotaVerdict> {
  return await ask(tx, SPEND, request)
}

const SPEND_HELD = statement<{ taken: boolean }>(
  'quota_spend_held',
  `with taken as (
     update google_quota_holds k set operations = k.operations - $3::bigint
       from google_quotas q
      where q.environment = $1 and ${OPEN} and k.environment = $1 and k.publication_id = $2 and k.operations >= $3
     returning k.environment),
   spent as (
     insert into google_quota_uses as t (environment, starts_at, operations)
     select environment, to_timestamp(floor(extract(epoch from clock_timestamp()) / 300) * 300), $3 from taken
     on conflict (environment, starts_at) do update set operations = t.operations + excluded.operations)
   select exists (select from taken) as taken`,
  { taken: 'bool' },
)

/**
 * As `spendQuota`, for operations that are kept already: nothing has to be added up, so nobody has to wait. False where too
 * few are left, or Google wants nothing.
 */
export async function spendHeldQuota(
  db: Database,
  environment: Environment,
  publicationId: string,
  operations: number,
): Promise<boolean> {
  return (await db.one('system', SPEND_HELD, [environment, publicationId, operations]))?.taken ?? false
}

async function ask(
  tx: Tx,
  statement: typeof HOLD,
  { environment, publicationId, operations, cap }: QuotaRequest,
): Promise<QuotaVerdict> {
  const holder = publicationId ?? '00000000-0000-0000-0000-000000000000'
  const [, verdict] = await Promise.all([
    tx.run(LOCK, [environment]),
    tx.one(statement, [environment, holder, operations, cap]),
  ])
  return verdict!
}

const REFUND = statement(
  'quota_refund',
  `update google_quota_uses set operations = greatest(operations - $2, 0)
    where environment = $1 and starts_at = (select max(starts_at) from google_quota_uses where environment = $1)`,
)

/** Takes back what was counted and never left this machine. */
export async function refundQuota(
  db: Database | Tx,
  environment: Environment,
  operations: number,
): Promise<void> {
  await runOn(db, REFUND, [environment, operations])
}

const RELEASE = statement(
  'quota_release',
  'delete from google_quota_holds where environment = $1 and publication_id = $2',
)

/** Gives back what was kept for a publication that has ended. */
export async function releaseQuota(tx: Tx, environment: Environment, publicationId: string): Promise<void> {
  await tx.run(RELEASE, [environment, publicationId])
}

const BLOCK = statement(
  'quota_block',
  `update google_quotas
      set blocked_until = greatest(blocked_until, clock_timestamp() + make_interval(secs => $2)), blocked_reason = left($3, 1000)
    where environment = $1`,
)

/** Google says that the day's operations are used up: nothing of the project is sent for so long. */
export async function blockQuota(
  db: Database | Tx,
  environment: Environment,
  seconds: number,
  reason: string,
): Promise<void> {
  const values = [environment, seconds, reason === '' ? 'No reason was given.' : reason]
  await runOn(db, BLOCK, values)
}

async function runOn(db: Database | Tx, one: Statement<never>, values: readonly unknown[]): Promise<void> {
  if ('transaction' in db) await db.run('system', one, values)
  else await db.run(one, values)
}

export interface QuotaStanding {
  used: number
  held: number
  blocked_until: string | null
  blocked_reason: string | null
  /** When the oldest operations of the window are over; null: there are none. */
  frees_at: string | null
}

const FIND = statement<QuotaStanding>(
  'quota_find',
  `select u.n::float8 as used, (h.others + h.own)::float8 as held,
          case when q.blocked_until > clock_timestamp() then to_json(q.blocked_until) #>> '{}' end as blocked_until,
          case when q.blocked_until > clock_timestamp() then q.blocked_reason end as blocked_reason,
          (select to_json(w.starts_at + ${WINDOW}) #>> '{}' from google_quota_uses w
            where w.environment = $1 and w.starts_at > clock_timestamp() - ${WINDOW} order by w.starts_at limit 1) as frees_at
     from google_quotas q, ${USED} u, ${HELD} h where q.environment = $1 and $2::uuid is not null`,
  { used: 'float8', held: 'float8', blocked_until: 'text', blocked_reason: 'text', frees_at: 'text' },
)

/** How the meter of an environment stands. */
export async function findQuota(db: Database, environment: Environment): Promise<QuotaStanding> {
  const row = await db.one('system', FIND, [environment, '00000000-0000-0000-0000-000000000000'])
  return row!
}

const DELETE_OLD = statement(
  'quota_delete_old',
  `delete from google_quota_uses where environment = $1 and starts_at < clock_timestamp() - interval '2 days'`,
)

/** Forgets operations that have long stopped counting. */
export async function deleteOldQuotaUses(db: Database, environment: Environment): Promise<void> {
  await db.run('system', DELETE_OLD, [environment])
}

const WAIT = statement(
  'publication_wait_for_quota',
  `update publications
      set state = $3, lease_until = null, message = left($4, 5000), quota_waits = quota_waits + 1,
          next_attempt_at = clock_timestamp() + make_interval(secs => $5)
    where workspace_id = $1 and id = $2`,
)

/** Gives a publication back until there are operations for it. */
export async function waitForQuota(
  tx: Tx,
  claim: Claim,
  { state, message, seconds }: { state: 'QUEUED' | 'UNKNOWN'; message: string; seconds: number },
): Promise<void> {
  await tx.run(WAIT, [claim.workspace_id, claim.id, state, message, seconds])
}
