import { z } from 'zod'
import { CAMPAIGN_PUBLICATION_STATES, CAMPAIGN_SORTS } from './campaign-list.ts'
import { MAX_FILTER_ACCOUNTS } from './limits.ts'
import { line, uuid } from './scalars.ts'
import { CAMPAIGN_STATUSES, CAMPAIGN_TYPES } from './words.ts'

/** Whether a campaign has to fit every filter, or one of them. The archived ones are a list of their own either way. */
export const FILTER_MATCHES = ['all', 'any'] as const
export type FilterMatch = (typeof FILTER_MATCHES)[number]

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const noMoreThan = (most: number): string => `At most ${most} at once.`

/** Values of a query's parameter, joined by commas or as the parameter repeated. `several` tells OpenAPI what one of them is. */
export const listParameter = z.union([z.string(), z.array(z.string())], {
  error: 'Must be values joined by commas.',
})
export const partsOf = (input: string | string[]): string[] => {
  const parts = (Array.isArray(input) ? input : [input]).flatMap((text) => text.split(','))
  return [...new Set(parts.map((part) => part.trim()))]
}

function someWords<Word extends string>(words: readonly Word[]) {
  return listParameter
    .transform((input, context): Word[] => {
      const parts = partsOf(input)
      if (parts.every((part): part is Word => (words as readonly string[]).includes(part))) return parts
      context.issues.push({ code: 'invalid_value', values: [...words], input })
      return z.NEVER
    })
    .meta({ several: { type: 'string', enum: [...words] } })
}

const someAccounts = listParameter
  .transform((input, context): string[] => {
    const parts = partsOf(input)
    if (!parts.every((part) => UUID.test(part))) {
      const message = 'Must be a UUID; several are joined by commas.'
      context.issues.push({ code: 'invalid_format', format: 'guid', message, input: String(input) })
    } else if (parts.length > MAX_FILTER_ACCOUNTS) {
      const message = `${noMoreThan(MAX_FILTER_ACCOUNTS)} Name fewer accounts, or none to see all of them.`
      context.issues.push({ code: 'too_big', origin: 'array', maximum: MAX_FILTER_ACCOUNTS, message, input })
    }
    return parts.map((part) => part.toLowerCase())
  })
  .meta({ several: { type: 'string', format: 'uuid' } })

const text = line(256).optional().describe('Text that the name contains; pages may be short, up to none')
const archived = z.enum(['true', 'false']).default('false')
const ABOUT_STATE = 'How the last publication stands; NONE: there was none'
const ABOUT_MATCH =
  'all (the default): a campaign fits every filter; any: it fits one of them, archived or not still holds for all. Several values of one filter always mean: one of these'

/** What a list of campaigns is narrowed by: in its query, and in that of its totals. */
export const campaignFilterFields = {
  status: someWords(CAMPAIGN_STATUSES).optional(),
  type: someWords(CAMPAIGN_TYPES).optional(),
  q: text,
  accountId: someAccounts.optional().describe(`At most ${MAX_FILTER_ACCOUNTS}`),
  publicationState: someWords(CAMPAIGN_PUBLICATION_STATES).optional().describe(ABOUT_STATE),
  match: z.enum(FILTER_MATCHES).optional().describe(ABOUT_MATCH),
  archived,
}

/** One value by itself, or a list of several. */
const oneOrMore = <Value extends z.ZodType<string>>(value: Value, most: number) =>
  z.union([
    value,
    z
      .array(value)
      .min(1)
      .max(most, { error: noMoreThan(most) }),
  ])

/** The same as a view keeps it. */
export const keptFilterFields = {
  status: oneOrMore(z.enum(CAMPAIGN_STATUSES), CAMPAIGN_STATUSES.length).optional(),
  type: oneOrMore(z.enum(CAMPAIGN_TYPES), CAMPAIGN_TYPES.length).optional(),
  q: text,
  accountId: oneOrMore(uuid, MAX_FILTER_ACCOUNTS).optional(),
  publicationState: oneOrMore(z.enum(CAMPAIGN_PUBLICATION_STATES), CAMPAIGN_PUBLICATION_STATES.length)
    .optional()
    .describe(ABOUT_STATE),
  match: z.enum(FILTER_MATCHES).optional().describe(ABOUT_MATCH),
  archived,
}

export const campaignSort = z
  .enum(CAMPAIGN_SORTS)
  .default('-createdAt')
  .describe(
    'A field, with a minus in front: descending. A budget that is not decided is the least, no date is the last. status: as people read it, drafts, published, paused, under way, then what needs somebody; account: by its name. Equal ones are ordered by when they were made',
  )

/** What the numbers at the statuses are narrowed by: the filter of the list without its status, where all of it has to fit. */
const { status: _status, match: _match, ...countedFields } = campaignFilterFields
export const campaignCountsQuery = z.strictObject(countedFields)

const counted = z.int().describe('Where not exact: at least so many')
export const campaignCountsSchema = z.strictObject({
  all: counted,
  byStatus: z.strictObject(
    Object.fromEntries(CAMPAIGN_STATUSES.map((status) => [status, counted])) as Record<
      (typeof CAMPAIGN_STATUSES)[number],
      z.ZodInt
    >,
  ),
  problems: counted.describe(
    'Those whose last publication failed or needs attention, whatever publication state is asked for',
  ),
  exact: z.boolean().describe('false: there are more than were looked at'),
})
export type CampaignCounts = z.infer<typeof campaignCountsSchema>

const sums = z.array(z.strictObject({ currencyCode: z.string(), micros: z.string() }))

export const campaignTotalsSchema = z.strictObject({
  campaigns: z.int().describe('How many fit; where not exact and no kept counter knows, at least so many'),
  exact: z
    .boolean()
    .describe(
      'false: more than 100,000 would have to be looked at, and the budgets are those of so many alone',
    ),
  dailyBudgetMicros: sums.describe(
    'The sum of the daily budgets by currency: amounts of two currencies are never added',
  ),
  totalBudgetMicros: sums.describe('The same of the budgets that are for the whole run'),
})
export type CampaignTotals = z.infer<typeof campaignTotalsSchema>
