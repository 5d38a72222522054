import { z } from 'zod'
import { daysBetween } from './dates.ts'
import { isoDate, timestamp, uuid } from './scalars.ts'

const MAX_DAYS = 1096

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)

const numbers = {
  impressions: z.int(),
  clicks: z.int(),
  costMicros: z.string().describe("Spent, in micros of the account's currency"),
  conversions: decimal.describe('A decimal: parts of a conversion count. Changes for weeks after the day'),
  conversionsValue: decimal.describe("A decimal in units of the account's currency"),
}

export const metricsTotalsSchema = z.strictObject(numbers)
export type MetricsTotals = z.infer<typeof metricsTotalsSchema>

export const dayMetricsSchema = z.strictObject({ date: isoDate, ...numbers })
export type DayMetrics = z.infer<typeof dayMetricsSchema>

const days = z
  .array(dayMetricsSchema)
  .describe('Days with numbers, oldest first; a day that is missing had none')
const freshness = {
  syncedAt: timestamp
    .nullable()
    .describe('When Google was last asked, of several accounts the longest ago; null: never'),
  problem: z.string().nullable().describe('Why the last reading failed; null: it did not'),
}

export const campaignMetricsSchema = z.strictObject({
  campaignId: uuid,
  currencyCode: z.string(),
  timeZone: z.string().describe('Whose days they are'),
  from: isoDate,
  to: isoDate,
  ...freshness,
  days,
  totals: metricsTotalsSchema,
})
export type CampaignMetrics = z.infer<typeof campaignMetricsSchema>

export const metricsSchema = z.strictObject({
  from: isoDate,
  to: isoDate,
  ...freshness,
  currencies: z
    .array(z.strictObject({ currencyCode: z.string(), days, totals: metricsTotalsSchema }))
    .describe('Amounts of different currencies are never added'),
})
export type MetricsAnswer = z.infer<typeof metricsSchema>

const range = {
  from: isoDate.describe("First day, in the accounts' time zones"),
  to: isoDate.describe('Last day, counted in; at most three years after the first'),
}

function checkRange({ from, to }: { from: string; to: string }, context: z.RefinementCtx): void {
  // What is no date was refused already.
  if (!isoDate.safeParse(from).success || !isoDate.safeParse(to).success) return
  const refuse = (message: string): void => {
    context.addIssue({ code: 'custom', path: ['to'], message, input: to })
  }
  if (to < from) refuse('Must not be before "from".')
  else if (daysBetween(from, to) >= MAX_DAYS) refuse(`At most ${MAX_DAYS} days, three years, at once.`)
}

export const campaignMetricsQuery = z.strictObject(range).superRefine(checkRange)
export const metricsQuery = z.strictObject({ ...range, accountId: uuid.optional() }).superRefine(checkRange)
