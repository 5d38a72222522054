import { z } from 'zod'
import { EMPTY_AD, EMPTY_AD_GROUP } from './empty-campaign.ts'
import { colour, googleId, line, micros, text, uuid, youtubeVideoId } from './scalars.ts'
import {
  AD_TYPES,
  ASSET_AUTOMATIONS,
  CALLS_TO_ACTION,
  CHANNELS,
  CHANNEL_STRATEGIES,
  MATCH_TYPES,
  PINNED_FIELDS,
} from './words.ts'

/** The parts of a campaign: ad groups (asset groups in Performance Max), their ads, and what they are aimed by. */

const adText = z.strictObject({
  text: line(500).describe('The words as they appear; preflight tells when too wide.'),
})
export type AdText = z.infer<typeof adText>

const pinnableText = z.strictObject({
  ...adText.shape,
  pinnedField: z
    .enum(PINNED_FIELDS)
    .optional()
    .describe('Responsive search ads: where the text always stands; left out: wherever it does best'),
})
export type PinnableText = z.infer<typeof pinnableText>

const card = z.strictObject({
  headline: line(500),
  callToAction: z.enum(CALLS_TO_ACTION).nullable().default(null),
  marketingImage: uuid.nullable().default(null).describe('Landscape, 1.91:1; asset id'),
  squareMarketingImage: uuid.nullable().default(null).describe('Square, 1:1; asset id'),
  portraitMarketingImage: uuid.nullable().default(null).describe('Portrait, 4:5; asset id'),
})
export type AdCard = z.infer<typeof card>

const images = (what: string) => z.array(uuid).max(20).describe(`${what}: asset ids, in order`)

const adFields = {
  adType: z.enum(AD_TYPES).describe('Which ones a campaign can have follows from its type'),
  name: line(255).describe('Internal name of the ad; people never see it in the ad'),
  finalUrl: text(2084).nullable().describe('Landing page, https://...'),
  path1: line(100)
    .nullable()
    .describe('Shown after the address: first part of the display path, or breadcrumb'),
  path2: line(100).nullable().describe('Its second part, which needs a first'),
  businessName: line(500).nullable(),
  callToAction: z.enum(CALLS_TO_ACTION).nullable().describe('null: Google chooses'),
  headlines: z.array(pinnableText).max(15),
  longHeadlines: z.array(adText).max(15),
  descriptions: z.array(pinnableText).max(15),
  marketingImages: images('Landscape images, 1.91:1'),
  squareMarketingImages: images('Square images, 1:1'),
  portraitMarketingImages: images('Portrait images, 4:5'),
  tallPortraitMarketingImages: images('Tall portrait images, 9:16'),
  logoImages: images('Logos, 1:1'),
  landscapeLogoImages: images('Landscape logos, 4:1'),
  youtubeVideos: z.array(youtubeVideoId).max(15).describe('Ids of videos at YouTube, in order'),
  cards: z.array(card).max(10).describe('Carousel ads: the cards, in order'),
  mainColor: colour.nullable().describe('Responsive display ads; together with accentColor'),
  accentColor: colour.nullable(),
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
const keywordText = line(200).refine((value) => value.trim() !== '', { error: 'A keyword needs text.' })
const negativeKeyword = z.strictObject({ text: keywordText, matchType: z.enum(MATCH_TYPES).default('BROAD') })
export type NegativeKeyword = z.infer<typeof negativeKeyword>
const keyword = z.strictObject({
  ...negativeKeyword.shape,
  negative: z.boolean().default(false).describe('true: never show for it'),
  cpcBidMicros: micros
    .nullable()
    .default(null)
    .describe('Manual CPC: a bid of its own; null: the ad group’s'),
})
export type Keyword = z.infer<typeof keyword>

/** What both a campaign and an ad group can be aimed by; which of them depends on the campaign's type. */
export const targetFields = {
  locations: z.array(locationCriterion).max(1000).describe('No location: every country'),
  languages: z.array(languageCriterion).max(100).describe('No language: every language'),
}
export const negativeKeywords = z
  .array(negativeKeyword)
  .max(2000)
  .describe('Search and Performance Max: never show for these, in all of the campaign')

const adGroupFields = {
  name: line(255),
  channelStrategy: z.enum(CHANNEL_STRATEGIES).describe('Demand Gen'),
  selectedChannels: z.array(z.enum(CHANNELS)).max(CHANNELS.length),
  optimizedTargeting: z.boolean().describe('Demand Gen and Display'),
  cpcBidMicros: micros.nullable().describe('Manual CPC: the most that a click may cost'),
  cpmBidMicros: micros.nullable().describe('Manual CPM: the most that a thousand impressions may cost'),
  ...targetFields,
  keywords: z.array(keyword).max(2000).describe('Search'),
  audiences: z
    .array(z.strictObject({ audienceId: googleId.describe("Id of one of the account's audiences") }))
    .max(100)
    .describe('Demand Gen: who is aimed at; Performance Max: a signal of who to begin with'),
  searchThemes: z
    .array(line(200))
    .max(50)
    .describe('Performance Max: signals, in words that people search for'),
}

type Shape = Record<string, z.ZodType>
type Defaults<S extends Shape> = { [K in keyof S]: z.output<S[K]> }

/** The same fields, each of which may be left out. */
export function withDefaults<S extends Shape>(
  shape: S,
  defaults: Defaults<S>,
): { [K in keyof S]: z.ZodDefault<S[K]> } {
  const entries = Object.entries(shape).map(([key, schema]) => [
    key,
    schema.default(defaults[key] as z.core.util.NoUndefined<unknown>),
  ])
  return Object.fromEntries(entries) as { [K in keyof S]: z.ZodDefault<S[K]> }
}

export const adGroupName = adGroupFields.name

const { adType, ...otherAdFields } = adFields
const { adType: _, ...emptyAd } = EMPTY_AD
const adInput = z.strictObject({
  id: uuid.optional().describe('Of an ad of this campaign that stays; omit for a new one'),
  adType: adType.optional().describe('Left out: as it is, or what is usual in a campaign of this type'),
  ...withDefaults(otherAdFields, emptyAd),
})

export const adGroupInput = z.strictObject({
  id: uuid.optional().describe('Of an ad group of this campaign that stays; omit for a new one'),
  ...withDefaults(adGroupFields, EMPTY_AD_GROUP),
  ads: z.array(adInput).max(50).default([]),
})
export type AdGroupInput = z.output<typeof adGroupInput>
export type AdInput = AdGroupInput['ads'][number]

const ad = z.strictObject({ id: uuid, ...adFields })
export type Ad = z.infer<typeof ad>
export const adGroup = z.strictObject({ id: uuid, ...adGroupFields, ads: z.array(ad) })
export type AdGroup = z.infer<typeof adGroup>
