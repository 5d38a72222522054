import type { Database } from './db.ts'
import { statement } from './statement.ts'

const MAKE = statement<{ made: boolean }>(
  'metrics_make_month',
  'select metrics_make_month($1::date) as made',
  {
    made: 'bool',
  },
)
const DROP = statement<{ dropped: string | null }>(
  'metrics_drop_month',
  'select metrics_drop_month($1) as dropped',
  { dropped: 'text' },
)
const MISSING = statement<{ month: string }>(
  'metrics_list_missing_months',
  `select m.month::date::text as month
     from generate_series(date_trunc('month', $1::date), date_trunc('month', $2::date), interval '1 month') as m (month)
    where to_regclass('public.campaign_metrics_' || to_char(m.month, 'YYYY_MM')) is null order by 1`,
  { month: 'text' },
)

/**
 * Makes the months of metrics that these days lie in, where they are missing; answers those made. Each is a transaction
 * of its own, which gives up after half a second of waiting for writers of campaigns (AppError `unavailable`).
 */
export async function makeMetricsMonths(db: Database, from: string, to: string): Promise<string[]> {
  const made: string[] = []
  for (const { month } of await db.many('worker', MISSING, [from, to])) {
    if ((await db.one('worker', MAKE, [month]))?.made === true) made.push(month)
  }
  return made
}

/** Drops the months that lie more than so many (1 to 120) back, oldest first; answers the partitions dropped. */
export async function dropOldMetricsMonths(db: Database, keepMonths: number): Promise<string[]> {
  const dropped: string[] = []
  for (;;) {
    const name = (await db.one('worker', DROP, [keepMonths]))?.dropped ?? null
    if (name === null) return dropped
    dropped.push(name)
  }
}
