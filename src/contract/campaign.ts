import { z } from 'zod'
import { assetSchema } from './asset.ts'
import {
  adGroup,
  adGroupInput,
  adGroupName,
  negativeKeywords,
  targetFields,
  withDefaults,
} from './campaign-parts.ts'
import { EMPTY_CAMPAIGN } from './empty-campaign.ts'
import { colour, googleId, isoDate, line, micros, text, timestamp, uuid } from './scalars.ts'
import {
  BIDDING_STRATEGIES,
  CAMPAIGN_ASSET_AUTOMATIONS,
  CAMPAIGN_STATUSES,
  CAMPAIGN_TYPES,
  FONT_FAMILIES,
  IMPRESSION_SHARE_LOCATIONS,
  PUBLICATION_KINDS,
  PUBLICATION_STATES,
} from './words.ts'

/**
 * The campaign as people and programs write it. These schemas hold types and the bounds that the database holds too;
 * what Google would refuse is preflight's business, so that an incomplete draft can always be saved.
 */

/** Spaces alone are no name: nobody would find the campaign again. */
export const campaignName = line(256)
  .min(1, { error: 'A campaign needs a name.' })
  .refine((value) => value === '' || value.trim() !== '', { error: 'A campaign needs a name.' })

/** What lists show too. */
const headFields = {
  name: campaignName,
  objective: line(100)
    .nullable()
    .describe("The team's word for the aim, e.g. SALES; Google's API has no such field"),
  campaignGoal: line(255).nullable().describe("The goal in the team's words, e.g. 500 sign-ups in March"),
  dailyBudgetMicros: micros.nullable().describe("Per day, in micros of the account's currency"),
  totalBudgetMicros: micros
    .nullable()
    .describe('For the whole run instead, which then needs an end; only one of the two budgets can be set'),
  startDate: isoDate
    .nullable()
    .describe("First day, in the account's time zone; null: as soon as it is live"),
  endDate: isoDate.nullable().describe("Last day, in the account's time zone; null: no end"),
  biddingStrategy: z.enum(BIDDING_STRATEGIES),
  targetCpaMicros: micros.nullable(),
  targetCpcMicros: micros.nullable(),
  targetRoas: z.number().min(0.01).max(1000).nullable().describe('A ratio: 3.5 is 350 %'),
  containsEuPoliticalAdvertising: z
    .boolean()
    .nullable()
    .describe("The advertiser's legal declaration; null: not declared yet. Never filled in for you"),
  trackingUrlTemplate: text(2084).nullable(),
  finalUrlSuffix: text(2084).nullable(),
}

const logos = (what: string) => z.array(uuid).max(20).describe(`${what} of the brand: asset ids, in order`)

/** What only the campaign itself shows. */
const settingFields = {
  cpcBidCeilingMicros: micros
    .nullable()
    .describe('The most that a click may cost: with TARGET_SPEND, and needed by TARGET_IMPRESSION_SHARE'),
  impressionShareLocation: z
    .enum(IMPRESSION_SHARE_LOCATIONS)
    .nullable()
    .describe('TARGET_IMPRESSION_SHARE: where on the page'),
  impressionShareFraction: z
    .number()
    .min(0.0001)
    .max(1)
    .nullable()
    .describe('TARGET_IMPRESSION_SHARE: how often; 0.65 is 65 %'),
  targetSearchNetwork: z.boolean().describe("Search: Google's search partners too"),
  targetContentNetwork: z.boolean().describe('Search: the Display Network too'),
  merchantId: googleId
    .nullable()
    .describe('Merchant Center account of the products: Demand Gen product ads need it, Performance Max may'),
  feedLabel: line(20).nullable().describe('Which of its feeds, e.g. US; null: all'),
  brandGuidelines: z
    .boolean()
    .describe(
      'Performance Max: name and logos belong to the campaign, not to each asset group; fixed once published',
    ),
  brandBusinessName: line(500).nullable(),
  brandLogoImages: logos('Square logos'),
  brandLandscapeLogoImages: logos('Landscape logos'),
  brandMainColor: colour.nullable().describe('Together with brandAccentColor'),
  brandAccentColor: colour.nullable(),
  brandFontFamily: z.enum(FONT_FAMILIES).nullable(),
  assetAutomationOptOuts: z
    .array(z.enum(CAMPAIGN_ASSET_AUTOMATIONS))
    .max(CAMPAIGN_ASSET_AUTOMATIONS.length)
    .describe('Performance Max: what Google may not make by itself'),
  ...targetFields,
  negativeKeywords,
}

const campaignFields = { ...headFields, ...settingFields }

const { name: _name, ...optionalFields } = campaignFields

/** Google's API reads video campaigns and makes none, so this type is refused with what to do instead. */
const NO_VIDEO =
  "Google's API cannot create campaigns of type VIDEO. For YouTube, use DEMAND_GEN with ads of type DEMAND_GEN_VIDEO_RESPONSIVE."

const onCreate = {
  accountId: uuid.optional().describe('May be left out where the workspace has one account'),
  name: campaignFields.name,
  campaignType: z
    .enum(CAMPAIGN_TYPES, { error: ({ input }) => (input === 'VIDEO' ? NO_VIDEO : undefined) })
    .default('DEMAND_GEN'),
  ...withDefaults(optionalFields, EMPTY_CAMPAIGN),
}

/** The simple form: one ad group with one ad, flat. `assetUrl` and `logoUrl` name an asset of ours or a public https image. */
const simpleFields = {
  adGroupName,
  adHeadline: line(500),
  adDescription: line(500),
  assetUrl: text(2084).min(1),
  businessName: line(500),
  finalUrl: text(2084),
  logoUrl: text(2084).min(1),
}
const simpleOptional = {
  adGroupName: simpleFields.adGroupName.nullish(),
  adHeadline: simpleFields.adHeadline.nullish(),
  adDescription: simpleFields.adDescription.nullish(),
  assetUrl: simpleFields.assetUrl.nullish(),
  businessName: simpleFields.businessName.nullish(),
  finalUrl: simpleFields.finalUrl.nullish(),
  logoUrl: simpleFields.logoUrl.nullish(),
}
export const SIMPLE_FIELDS = Object.keys(simpleFields) as (keyof typeof simpleFields)[]

const notBothForms = (body: Record<string, unknown>): boolean =>
  !(
    'adGroups' in body &&
    body['adGroups'] !== undefined &&
    SIMPLE_FIELDS.some((field) => body[field] != null)
  )
const bothForms = {
  path: ['adGroups'],
  error: 'Send either adGroups or the simple fields (adHeadline, assetUrl, ...), not both.',
}

export const campaignCreateSchema = z
  .strictObject({ ...onCreate, adGroups: z.array(adGroupInput).max(100).optional(), ...simpleOptional })
  .refine(notBothForms, bothForms)
export type CampaignCreate = z.infer<typeof campaignCreateSchema>

/** A partial edit: a field that is absent stays; `adGroups`, where present, is the whole new list. */
export const campaignPatchSchema = z
  .strictObject({
    ...z.strictObject(campaignFields).partial().shape,
    adGroups: z.array(adGroupInput).max(100).optional(),
    ...simpleOptional,
  })
  .refine(notBothForms, bothForms)
export type CampaignPatch = z.infer<typeof campaignPatchSchema>

/** The whole of what a person can edit; what a revision keeps, preflight judges and a plan is made from. */
export const campaignDocumentSchema = z.strictObject({
  accountId: uuid,
  campaignType: z.enum(CAMPAIGN_TYPES),
  ...campaignFields,
  adGroups: z.array(adGroup),
})
export type CampaignDocument = z.infer<typeof campaignDocumentSchema>

/** What Google says. Enum values are Google's names and may be newer than this program. */
const googleSide = z.strictObject({
  status: z.string().nullable().describe('ENABLED, PAUSED or REMOVED'),
  primaryStatus: z.string().nullable(),
  primaryStatusReasons: z.array(z.string()),
  servingStatus: z.string().nullable(),
  syncedAt: timestamp.nullable(),
  removedAt: timestamp.nullable().describe('When we first saw that it is gone at Google'),
  adGroups: z.array(z.strictObject({ id: uuid, googleAdGroupId: googleId })),
  ads: z.array(
    z.strictObject({
      id: uuid,
      googleAdId: googleId,
      reviewStatus: z.string().nullable(),
      approvalStatus: z.string().nullable(),
      policyTopics: z
        .array(
          z.strictObject({
            topic: z.string().describe("Google's name of the policy, e.g. ALCOHOL"),
            type: z.string().describe('PROHIBITED, LIMITED or a newer word'),
            texts: z.array(z.string()).describe('What of the ad it was found in, where Google tells'),
          }),
        )
        .describe('What the review found; empty: nothing, or it is not over'),
    }),
  ),
})

const publicationSummary = z.strictObject({
  id: uuid,
  kind: z.enum(PUBLICATION_KINDS),
  state: z.enum(PUBLICATION_STATES),
  createdAt: timestamp,
})

const protectionSchema = z.strictObject({
  by: z.string().describe('Who protected it'),
  at: timestamp,
  reason: z.string().nullable(),
})
export type Protection = z.infer<typeof protectionSchema>

export const protectSchema = z.strictObject({
  reason: line(500).nullable().default(null).describe('Why, for those whom it stops'),
})

const campaignHead = {
  id: uuid,
  accountId: uuid,
  campaignType: z.enum(CAMPAIGN_TYPES),
  ...headFields,
  status: z.enum(CAMPAIGN_STATUSES),
  googleCampaignId: googleId.nullable(),
  version: z.int().describe('Number of the latest revision; the ETag'),
  publishedVersion: z
    .int()
    .nullable()
    .describe('Number of the newest revision that says what Google has; null: none'),
  createdAt: timestamp,
  updatedAt: timestamp,
  archivedAt: timestamp.nullable(),
  protection: protectionSchema
    .nullable()
    .describe('While it is protected it stays as it is, whoever asks; null: it is not'),
}

export const campaignListItemSchema = z.strictObject({
  ...campaignHead,
  googleStatus: z.string().nullable(),
  googlePrimaryStatus: z.string().nullable(),
  lastPublication: publicationSummary.nullable(),
})
export type CampaignListItem = z.infer<typeof campaignListItemSchema>

export const CAMPAIGN_ACTIONS = [
  'edit',
  'publish',
  'pause',
  'resume',
  'duplicate',
  'delete',
  'archive',
  'unarchive',
  'protect',
  'unprotect',
] as const
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number]

/** One campaign with its whole tree. */
export const campaignSchema = z.strictObject({
  ...campaignHead,
  ...settingFields,
  google: googleSide,
  lastPublication: publicationSummary.nullable(),
  adGroups: z.array(adGroup),
  assets: z.array(assetSchema).describe('Every asset that the campaign and its ads use'),
  actions: z
    .array(
      z.strictObject({
        action: z.enum(CAMPAIGN_ACTIONS),
        allowed: z.boolean(),
        reason: z.string().nullable(),
      }),
    )
    .describe('What this caller may do now, and why not'),
})
export type Campaign = z.infer<typeof campaignSchema>
