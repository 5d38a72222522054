import { z } from 'zod'
import { isoDate, pageCursor, pageLimit, uuid } from './scalars.ts'
import { CAMPAIGN_STATUSES } from './words.ts'

/** What a campaign can need somebody for, as far as no list of campaigns can be narrowed to it. */
export const ATTENTION_KINDS = ['REFUSED_ADS', 'BUDGET_LIMITED', 'ENDING_SOON'] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

/** A campaign that ends within so many days, today counted in, ends soon. */
export const SOON_DAYS = 7

/** Of more it is only said that there are more. */
export const MOST_COUNTED = 1000

export const attentionQuery = z.strictObject({
  kind: z
    .enum(ATTENTION_KINDS)
    .describe('Ads that Google refused or limited; a budget that limits it; an end within seven days'),
  accountId: uuid.optional(),
  limit: pageLimit.default(20),
  cursor: pageCursor.optional(),
})

export const attentionSchema = z.strictObject({
  campaigns: z.int().describe(`How many from here on, up to ${MOST_COUNTED}`),
  more: z.boolean().describe('true: there are more than that'),
  items: z.array(
    z.strictObject({
      campaignId: uuid,
      name: z.string(),
      accountId: uuid,
      status: z.enum(CAMPAIGN_STATUSES),
      endDate: isoDate.nullable(),
      primaryStatusReasons: z.array(z.string()).describe("In Google's words"),
    }),
  ),
  nextCursor: z.string().nullable(),
})
export type Attention = z.infer<typeof attentionSchema>
