import { z } from 'zod'
import { daysBetween } from './dates.ts'
import { isoDate, timestamp, uuid } from './scalars.ts'
import { CAMPAIGN_STATUSES } from './words.ts'

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
  firstDay: isoDate
    .nullable()
    .describe(
      'The first day that was read of all accounts concerned: before it nothing is known; null: never',
    ),
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

function checkRange({ from, to }: { from: string; to: string }, context: z.RefinementCtx, path = 'to'): void {
  // What is no date was refused already.
  if (!isoDate.safeParse(from).success || !isoDate.safeParse(to).success) return
  const refuse = (message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message, input: to })
  }
  if (to < from) refuse('Must not be before "from".')
  else if (daysBetween(from, to) >= MAX_DAYS) refuse(`At most ${MAX_DAYS} days, three years, at once.`)
}

export const campaignMetricsQuery = z
  .strictObject(range)
  .superRefine((query, context) => checkRange(query, context))
export const metricsQuery = z
  .strictObject({ ...range, accountId: uuid.optional() })
  .superRefine((query, context) => checkRange(query, context))

export const topCampaignsQuery = z
  .strictObject({
    ...range,
    compareFrom: isoDate
      .optional()
      .describe('First day of the range to compare with; together with compareTo'),
    compareTo: isoDate.optional(),
    accountId: uuid.optional().describe('Either the account,'),
    currencyCode: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional()
      .describe('or the currency of whose accounts the campaigns are: amounts of two are never compared'),
    by: z
      .enum(['cost', 'change'])
      .default('cost')
      .describe('Most cost first, or most change of cost, up or down'),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  })
  .superRefine((query, context) => checkRange(query, context))
  .superRefine(({ accountId, currencyCode, compareFrom, compareTo, by }, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message, input: undefined })
    if ((accountId === undefined) === (currencyCode === undefined))
      refuse('currencyCode', 'Name either an account or a currency.')
    if ((compareFrom === undefined) !== (compareTo === undefined))
      refuse(
        compareFrom === undefined ? 'compareFrom' : 'compareTo',
        'Give both days to compare with, or none.',
      )
    else if (by === 'change' && compareFrom === undefined)
      refuse('compareFrom', 'A change needs days to compare with.')
    if (compareFrom !== undefined && compareTo !== undefined)
      checkRange({ from: compareFrom, to: compareTo }, context, 'compareTo')
  })
export type TopCampaignsQuery = z.infer<typeof topCampaignsQuery>

export const topCampaignsSchema = z.strictObject({
  complete: z
    .boolean()
    .describe('false: looked for among those that cost most in each month, and another may belong here'),
  items: z.array(
    z.strictObject({
      campaignId: uuid,
      name: z.string(),
      accountId: uuid,
      status: z.enum(CAMPAIGN_STATUSES),
      archived: z.boolean(),
      totals: metricsTotalsSchema,
      before: metricsTotalsSchema.nullable().describe('Of the days to compare with; null: none were given'),
    }),
  ),
})
export type TopCampaigns = z.infer<typeof topCampaignsSchema>

export const MARK_KINDS = ['PUBLISH', 'PAUSE', 'RESUME', 'REMOVED_AT_GOOGLE'] as const
export type MarkKind = (typeof MARK_KINDS)[number]

/** What took effect at Google on a day, to stand beside the numbers of that day. */
export const markSchema = z.strictObject({
  date: isoDate.describe("In the account's time zone"),
  at: timestamp,
  kind: z.enum(MARK_KINDS),
  by: z.string().describe('Who did it; Google Ads, where nobody here did'),
  campaignId: uuid,
  campaignName: z.string(),
  publicationId: uuid.nullable().describe('null: not published from here'),
})
export type Mark = z.infer<typeof markSchema>

export const marksSchema = z.strictObject({
  items: z.array(markSchema).describe('Newest first'),
  complete: z.boolean().describe('false: there are more, and these are the newest'),
})
export type Marks = z.infer<typeof marksSchema>
