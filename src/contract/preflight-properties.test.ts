import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CampaignDocument } from './campaign.ts'
import { campaignDocumentSchema } from './campaign.ts'
import type { PreflightContext } from './preflight-context.ts'
import { preflight } from './preflight.ts'
import { findingSchema } from './publication.ts'
import { SAMPLE_ASSETS, sampleContext, sampleDocument } from './rules/sample-document.ts'
import {
  AD_TYPES,
  AD_TYPES_OF,
  type AdType,
  ASSET_AUTOMATIONS,
  BIDDING_STRATEGIES,
  CALLS_TO_ACTION,
  CAMPAIGN_ASSET_AUTOMATIONS,
  CAMPAIGN_TYPES,
  type CampaignType,
  CHANNELS,
  CHANNEL_STRATEGIES,
  FONT_FAMILIES,
  IMPRESSION_SHARE_LOCATIONS,
  MATCH_TYPES,
  PINNED_FIELDS,
} from './words.ts'

const nullable = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(arbitrary, { nil: null })
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 4): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { maxLength })

/** Few different values, so that duplicates and near misses come up, and now and then anything at all. */
const words = fc.oneof(
  fc.constantFrom('', ' ', 'a', 'A', '{', '{x}', '日本語', '👩‍👩‍👧‍👦', 'x'.repeat(31), '春'.repeat(46)),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)
const url = fc.oneof(
  fc.constantFrom('', 'http://localhost', 'https://[', 'https://é.example/ä?{lpurl}'),
  fc.webUrl(),
  words,
)
const micros = fc
  .oneof(
    fc.bigInt(1n, 100n).map((n) => n * 1_000_000n),
    fc.bigInt(1n, 9_223_372_036_854_775_807n),
  )
  .map(String)
const day = fc
  .integer({ min: -800, max: 8000 })
  .map((days) => new Date(Date.UTC(2026, 10, 23 + days)).toISOString().slice(0, 10))
const assetIds = Object.values(SAMPLE_ASSETS).map((asset) => asset.id)
const images = some(fc.oneof(fc.constantFrom(...assetIds), fc.uuid()), 7)

const color = nullable(fc.constantFrom('#1a73e8', '#FFFFFF'))
const pinnable = fc.record(
  { text: words, pinnedField: fc.constantFrom(...PINNED_FIELDS) },
  { requiredKeys: ['text'] },
)
const locations = some(
  fc.record({ geoTargetId: fc.constantFrom('2840', '2276', '2999', '9'), negative: fc.boolean() }),
)
const languages = some(fc.record({ languageId: fc.constantFrom('1000', '1001', '7') }))
const keyword = { text: words, matchType: fc.constantFrom(...MATCH_TYPES) }
const card = fc.record({
  headline: words,
  callToAction: nullable(fc.constantFrom(...CALLS_TO_ACTION)),
  marketingImage: nullable(fc.constantFrom(...assetIds)),
  squareMarketingImage: nullable(fc.constantFrom(...assetIds)),
  portraitMarketingImage: nullable(fc.constantFrom(...assetIds)),
})

const ad = fc.record({
  id: fc.uuid(),
  adType: fc.constantFrom(...AD_TYPES),
  name: words,
  finalUrl: nullable(url),
  businessName: nullable(words),
  path1: nullable(words),
  path2: nullable(words),
  callToAction: nullable(fc.constantFrom(...CALLS_TO_ACTION)),
  headlines: some(pinnable, 7),
  longHeadlines: some(fc.record({ text: words }), 7),
  descriptions: some(pinnable, 7),
  marketingImages: images,
  squareMarketingImages: images,
  portraitMarketingImages: images,
  tallPortraitMarketingImages: images,
  logoImages: images,
  landscapeLogoImages: images,
  youtubeVideos: some(fc.constantFrom('dQw4w9WgXcQ', 'abcdefghijk')),
  cards: some(card, 3),
  mainColor: color,
  accentColor: color,
  assetAutomationOptOuts: fc.subarray([...ASSET_AUTOMATIONS]),
})

const adTypesOf = (type: CampaignType): readonly AdType[] => AD_TYPES_OF[type]
const adGroup = fc.record({
  id: fc.uuid(),
  name: words,
  channelStrategy: fc.constantFrom(...CHANNEL_STRATEGIES),
  selectedChannels: fc.subarray([...CHANNELS]),
  optimizedTargeting: fc.boolean(),
  cpcBidMicros: nullable(micros),
  cpmBidMicros: nullable(micros),
  locations,
  languages,
  keywords: some(fc.record({ ...keyword, negative: fc.boolean(), cpcBidMicros: nullable(micros) })),
  audiences: some(fc.record({ audienceId: fc.constantFrom('1', '2') })),
  searchThemes: some(words),
  ads: some(ad, 3),
})

const anything: fc.Arbitrary<CampaignDocument> = fc.record({
  accountId: fc.uuid(),
  campaignType: fc.oneof(
    { weight: 1, arbitrary: fc.constant('DEMAND_GEN' as const) },
    fc.constantFrom(...CAMPAIGN_TYPES),
  ),
  name: words,
  objective: nullable(words),
  campaignGoal: nullable(words),
  dailyBudgetMicros: nullable(micros),
  totalBudgetMicros: nullable(micros),
  startDate: nullable(day),
  endDate: nullable(day),
  biddingStrategy: fc.constantFrom(...BIDDING_STRATEGIES),
  targetCpaMicros: nullable(micros),
  targetCpcMicros: nullable(micros),
  targetRoas: nullable(fc.double({ min: 0.01, max: 1000, noNaN: true })),
  containsEuPoliticalAdvertising: nullable(fc.boolean()),
  trackingUrlTemplate: nullable(url),
  finalUrlSuffix: nullable(url),
  cpcBidCeilingMicros: nullable(micros),
  impressionShareLocation: nullable(fc.constantFrom(...IMPRESSION_SHARE_LOCATIONS)),
  impressionShareFraction: nullable(fc.double({ min: 0.0001, max: 1, noNaN: true })),
  targetSearchNetwork: fc.boolean(),
  targetContentNetwork: fc.boolean(),
  merchantId: nullable(fc.constant('123')),
  feedLabel: nullable(words),
  brandGuidelines: fc.boolean(),
  brandBusinessName: nullable(words),
  brandLogoImages: images,
  brandLandscapeLogoImages: images,
  brandMainColor: color,
  brandAccentColor: color,
  brandFontFamily: nullable(fc.constantFrom(...FONT_FAMILIES)),
  assetAutomationOptOuts: fc.subarray([...CAMPAIGN_ASSET_AUTOMATIONS]),
  locations,
  languages,
  negativeKeywords: some(fc.record(keyword)),
  adGroups: some(adGroup, 3),
})
/** Mostly with ads of types that the campaign has, or the rules of the others would hardly be met. */
const fitting = fc
  .tuple(anything, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }))
  .map(([document, picks]): CampaignDocument => {
    const types = adTypesOf(document.campaignType)
    return {
      ...document,
      adGroups: document.adGroups.map((group, at) => ({
        ...group,
        ads: group.ads.map((each, index) => ({
          ...each,
          adType: types[picks[at * 3 + index]! % types.length]!,
        })),
      })),
    }
  })
const accepted = fc
  .oneof({ weight: 4, arbitrary: fitting }, anything)
  .filter((document) => campaignDocumentSchema.safeParse(document).success)

const context: fc.Arbitrary<PreflightContext> = fc
  .record({
    currencyCode: fc.constantFrom('USD', 'EUR', 'JPY', 'CLP', 'KWD', 'XXX', ''),
    today: day,
    takenNames: some(words).map((names) => new Set(names)),
    published: nullable(
      fc.record({
        startDate: nullable(day),
        endDate: nullable(day),
        dailyBudgetMicros: nullable(micros),
        totalBudgetMicros: nullable(micros),
        campaignType: fc.constantFrom(...CAMPAIGN_TYPES),
        biddingStrategy: fc.constantFrom(...BIDDING_STRATEGIES),
        brandGuidelines: fc.boolean(),
        merchantId: nullable(fc.constant('123')),
        feedLabel: nullable(fc.constantFrom('US', '')),
        groupsWithoutAudiences: fc.constant(new Set<string>()),
        adNames: fc.constant(new Map<string, string>()),
      }),
    ),
  })
  .map(({ currencyCode, ...rest }) =>
    sampleContext({ ...rest, account: { currencyCode, timeZone: 'UTC', environment: 'GOOGLE' } }),
  )

const fields = Object.keys(campaignDocumentSchema.shape)
const groupFields = Object.keys(campaignDocumentSchema.shape.adGroups.element.shape)
const adSchema = campaignDocumentSchema.shape.adGroups.element.shape.ads.element
const adFields = Object.keys(adSchema.shape)
/** Fields of what stands in lists, in their order; texts have both of theirs, keywords the last. */
const entryFields = [
  ...Object.keys(adSchema.shape.cards.element.shape),
  'text',
  'pinnedField',
  'cpcBidMicros',
]

/** Where a path stands in the document, as numbers to compare one by one. */
function place(path: string): number[] {
  const [field = '', ...rest] = path.split(/[[\].]+/).filter((part) => part !== '')
  const position = [fields.indexOf(field)]
  let list = field
  let names = fields
  for (const part of rest) {
    if (/^\d+$/.test(part)) {
      position.push(Number(part))
      names = list === 'adGroups' ? groupFields : list === 'ads' ? adFields : entryFields
    } else {
      position.push(names.indexOf(part))
      list = part
    }
  }
  return position
}

function isBeforeOrSame(a: number[], b: number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index])
  return at === -1 || (b[at] !== undefined && (a[at] ?? 0) < b[at])
}

describe('preflight, on whatever the schema accepts', () => {
  it('never throws, and finds what the API can send', () => {
    fc.assert(
      fc.property(accepted, context, (document, surroundings) => {
        for (const finding of preflight(document, surroundings))
          expect(findingSchema.parse(finding)).toEqual(finding)
      }),
      { numRuns: 300 },
    )
  })

  it('gives its findings in the order of the document', () => {
    fc.assert(
      fc.property(accepted, context, (document, surroundings) => {
        const paths = preflight(document, surroundings).map(({ path }) => path)
        for (const path of paths) expect([path, place(path).includes(-1)]).toEqual([path, false])
        for (const [index, path] of paths.slice(1).entries()) {
          const before = paths[index] ?? ''
          expect([before, path, isBeforeOrSame(place(before), place(path))]).toEqual([before, path, true])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('points at something that is there', () => {
    fc.assert(
      fc.property(accepted, context, (document, surroundings) => {
        for (const { path } of preflight(document, surroundings)) {
          const parts = path.split(/[[\].]+/).filter((part) => part !== '')
          const target = parts.reduce<unknown>(
            (value, part) => (value as Record<string, unknown>)[part],
            document,
          )
          expect([path, target === undefined]).toEqual([path, false])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('says each thing once, and the same every time, without touching the document', () => {
    fc.assert(
      fc.property(accepted, context, (document, surroundings) => {
        const copy = structuredClone(document)
        const findings = preflight(document, surroundings)
        expect(preflight(document, surroundings)).toEqual(findings)
        expect(document).toEqual(copy)
        const keys = findings.map(({ path, code }) => `${path} ${code}`)
        expect(keys).toEqual([...new Set(keys)])
      }),
      { numRuns: 200 },
    )
  })
})

describe('a budget in US dollars', () => {
  it('is refused below five dollars or off the cent, and not otherwise', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10_000_000n), (micros) => {
        const document = sampleDocument({ dailyBudgetMicros: micros.toString(), targetCpaMicros: null })
        const codes = preflight(document, sampleContext()).map(({ code }) => code)
        expect(codes.includes('budget_below_minimum')).toBe(micros < 5_000_000n)
        expect(codes.includes('budget_not_billable')).toBe(micros % 10_000n !== 0n)
      }),
    )
  })
})
