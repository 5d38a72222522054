import { z } from 'zod'
import { assetSchema } from './asset.ts'
import { googleId, isoDate, line, micros, text, timestamp, uuid } from './scalars.ts'
import {
  AD_TYPES,
  ASSET_AUTOMATIONS,
  BIDDING_STRATEGIES,
  CALLS_TO_ACTION,
  CAMPAIGN_STATUSES,
  CAMPAIGN_TYPES,
  CHANNELS,
  CHANNEL_STRATEGIES,
  PUBLICATION_KINDS,
  PUBLICATION_STATES,
} from './words.ts'

/**
 * The campaign as people and programs write it. These schemas hold types and the bounds that the database holds too;
 * what Google would refuse is preflight's business, so that an incomplete draft can always be saved.
 */

const adText = z.strictObject({
  text: line(500).describe('The words as they appear; preflight tells when too wide.'),
})

const images = (what: string) => z.array(uuid).max(20).describe(`${what}: asset ids, in order`)

const adFields = {
  adType: z.enum(AD_TYPES),
  name: line(255).describe('Internal name of the ad; people never see it in the ad'),
  finalUrl: text(2084).nullable().describe('Landing page, https://...'),
  businessName: line(500).nullable(),
  callToAction: z.enum(CALLS_TO_ACTION).nullable().describe('null: Google chooses'),
  headlines: z.array(adText).max(15),
  descriptions: z.array(adText).max(15),
  marketingImages: images('Landscape images, 1.91:1'),
  squareMarketingImages: images('Square images, 1:1'),
  portraitMarketingImages: images('Portrait images, 4:5'),
  tallPortraitMarketingImages: images('Tall portrait images, 9:16'),
  logoImages: images('Logos, 1:1'),
  assetAutomationOptOuts: z
    .array(z.enum(ASSET_AUTOMATIONS))
    .max(ASSET_AUTOMATIONS.length)
    .describe('What Google may not generate from these assets'),
}

const locationCriterion = z.strictObject({
  geoTargetId: googleId.describe('Google geo target constant, e.g. 2840 for the United States'),
  negative: z.boolean().default(false).describe('true: exclude this place'),
})
const languageCriterion = z.strictObject({
  languageId: googleId.describe('Google language constant, e.g. 1000 for English'),
})

const adGroupFields = {
  name: line(255),
  channelStrategy: z.enum(CHANNEL_STRATEGIES),
  selectedChannels: z.array(z.enum(CHANNELS)).max(CHANNELS.length),
  optimizedTargeting: z.boolean(),
  locations: z.array(locationCriterion).max(1000).describe('No location: every country'),
  languages: z.array(languageCriterion).max(100).describe('No language: every language'),
}

const adInput = z.strictObject({
  id: uuid.optional().describe('Of an ad of this campaign that stays; omit for a new one'),
  adType: adFields.adType.default('DEMAND_GEN_MULTI_ASSET'),
  name: adFields.name.default(''),
  finalUrl: adFields.finalUrl.default(null),
  businessName: adFields.businessName.default(null),
  callToAction: adFields.callToAction.default(null),
  headlines: adFields.headlines.default([]),
  descriptions: adFields.descriptions.default([]),
  marketingImages: adFields.marketingImages.default([]),
  squareMarketingImages: adFields.squareMarketingImages.default([]),
  portraitMarketingImages: adFields.portraitMarketingImages.default([]),
  tallPortraitMarketingImages: adFields.tallPortraitMarketingImages.default([]),
  logoImages: adFields.logoImages.default([]),
  assetAutomationOptOuts: adFields.assetAutomationOptOuts.default([]),
})

const adGroupInput = z.strictObject({
  id: uuid.optional().describe('Of an ad group of this campaign that stays; omit for a new one'),
  name: adGroupFields.name.default('Ad group 1'),
  channelStrategy: adGroupFields.channelStrategy.default('ALL_CHANNELS'),
  selectedChannels: adGroupFields.selectedChannels.default([]),
  optimizedTargeting: adGroupFields.optimizedTargeting.default(true),
  locations: adGroupFields.locations.default([]),
  languages: adGroupFields.languages.default([]),
  ads: z.array(adInput).max(50).default([]),
})

/** Spaces alone are no name: nobody would find the campaign again. */
export const campaignName = line(256)
  .min(1, { error: 'A campaign needs a name.' })
  .refine((value) => value === '' || value.trim() !== '', { error: 'A campaign needs a name.' })

const campaignFields = {
  name: campaignName,
  objective: line(100)
    .nullable()
    .describe("The team's word for the aim, e.g. SALES; Google's API has no such field"),
  campaignGoal: line(255).nullable().describe("The goal in the team's words, e.g. 500 sign-ups in March"),
  dailyBudgetMicros: micros.nullable().describe("Per day, in micros of the account's currency"),
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

const optional = {
  objective: campaignFields.objective.default(null),
  campaignGoal: campaignFields.campaignGoal.default(null),
  dailyBudgetMicros: campaignFields.dailyBudgetMicros.default(null),
  startDate: campaignFields.startDate.default(null),
  endDate: campaignFields.endDate.default(null),
  biddingStrategy: campaignFields.biddingStrategy.default('MAXIMIZE_CONVERSIONS'),
  targetCpaMicros: campaignFields.targetCpaMicros.default(null),
  targetCpcMicros: campaignFields.targetCpcMicros.default(null),
  targetRoas: campaignFields.targetRoas.default(null),
  containsEuPoliticalAdvertising: campaignFields.containsEuPoliticalAdvertising.default(null),
  trackingUrlTemplate: campaignFields.trackingUrlTemplate.default(null),
  finalUrlSuffix: campaignFields.finalUrlSuffix.default(null),
}

const onCreate = {
  accountId: uuid.optional().describe('May be left out where the workspace has one account'),
  name: campaignFields.name,
  campaignType: z.enum(CAMPAIGN_TYPES).default('DEMAND_GEN'),
  ...optional,
}

/** The simple form: one ad group with one ad, flat. `assetUrl` and `logoUrl` name an asset of ours or a public https image. */
const simpleFields = {
  adGroupName: adGroupFields.name,
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

const ad = z.strictObject({ id: uuid, ...adFields })
export type Ad = z.infer<typeof ad>
const adGroup = z.strictObject({ id: uuid, ...adGroupFields, ads: z.array(ad) })
export type AdGroup = z.infer<typeof adGroup>

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
    }),
  ),
})

const publicationSummary = z.strictObject({
  id: uuid,
  kind: z.enum(PUBLICATION_KINDS),
  state: z.enum(PUBLICATION_STATES),
  createdAt: timestamp,
})

const campaignHead = {
  id: uuid,
  accountId: uuid,
  campaignType: z.enum(CAMPAIGN_TYPES),
  ...campaignFields,
  status: z.enum(CAMPAIGN_STATUSES),
  googleCampaignId: googleId.nullable(),
  version: z.int().describe('Number of the latest revision; the ETag'),
  publishedVersion: z.int().nullable().describe('Number of the revision that Google has; null: none'),
  createdAt: timestamp,
  updatedAt: timestamp,
  archivedAt: timestamp.nullable(),
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
] as const
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number]

/** One campaign with its whole tree. */
export const campaignSchema = z.strictObject({
  ...campaignHead,
  google: googleSide,
  lastPublication: publicationSummary.nullable(),
  adGroups: z.array(adGroup),
  assets: z.array(assetSchema).describe('Every asset that the ads use'),
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

/** The part of a campaign that a person can edit. */
export function documentOf(campaign: CampaignDocument): CampaignDocument {
  const keys = Object.keys(campaignDocumentSchema.shape) as (keyof CampaignDocument)[]
  return Object.fromEntries(keys.map((key) => [key, campaign[key]])) as CampaignDocument
}
