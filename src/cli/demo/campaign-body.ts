import { type CampaignCreate, campaignCreateSchema } from '../../contract/campaign.ts'
import { addDays } from '../../contract/dates.ts'
import { parseMoney } from '../../contract/money.ts'
import { COUNTRIES } from '../../contract/reference/countries.ts'
import { LANGUAGES } from '../../contract/reference/languages.ts'
import type { Account } from '../../contract/session.ts'
import type { CampaignType } from '../../contract/words.ts'
import { BRANDS, type Brand } from './brands.ts'
import type { DemoAdGroup, DemoCampaign } from './demo-campaign.ts'
import { withFlaw } from './flaws.ts'
import type { MarketingShape, PictureName } from './pictures.ts'
import { STORIES, type Story, type StoryName } from './stories.ts'
import { adGroupParts, adOfType, campaignParts } from './typed-parts.ts'

/** Asset ids by the name of the picture. */
export type Library = ReadonlyMap<string, string>
/** Ids of the account's audiences at Google by their names. */
export type AudienceIds = ReadonlyMap<string, string>

/** A row of the demo's tables as a person would send it through the form. */
export function bodyOf(
  row: DemoCampaign,
  account: Account,
  library: Library,
  audiences: AudienceIds,
): CampaignCreate {
  const { today, currencyCode } = account
  const { strategy = 'MAXIMIZE_CONVERSIONS', cpa, cpc, roas, bid } = row.bidding ?? {}
  const bidMicros = bid === undefined ? null : microsIn(currencyCode, bid)
  const complete = campaignCreateSchema.parse({
    accountId: account.id,
    campaignType: row.type ?? 'DEMAND_GEN',
    name: row.name,
    objective: row.objective,
    campaignGoal: row.goal,
    dailyBudgetMicros: microsIn(currencyCode, row.budget),
    ...datesOf(row, account),
    biddingStrategy: strategy,
    targetCpaMicros: cpa === undefined ? null : microsIn(currencyCode, cpa),
    targetCpcMicros: cpc === undefined ? null : microsIn(currencyCode, cpc),
    targetRoas: roas ?? null,
    containsEuPoliticalAdvertising: false,
    cpcBidCeilingMicros: strategy === 'TARGET_SPEND' ? bidMicros : null,
    finalUrlSuffix: `utm_source=google&utm_medium=${(row.type ?? 'DEMAND_GEN').toLowerCase().replace('_', '-')}`,
    ...campaignParts(row, targetsOf(row), { logo: ({ logo }) => idOf(library, `${logo}.png`) }),
    adGroups: row.adGroups.map((group) =>
      adGroup(row, group, { library, audiences, bidMicros: strategy === 'MANUAL_CPC' ? bidMicros : null }),
    ),
  })
  if (row.flaw === undefined) return complete
  const flawed = withFlaw({ ...complete, adGroups: complete.adGroups ?? [] }, row.flaw, {
    today,
    snapshotId: idOf(library, 'outdoor-dawn-snapshot.jpg'),
  })
  return campaignCreateSchema.parse(flawed)
}

/** First and last day, as seen from today. */
export function datesOf(
  { days }: DemoCampaign,
  { today }: Account,
): { startDate: string | null; endDate: string | null } {
  const [startDate, endDate] = [days[0], days[1]].map((offset) =>
    offset === null ? null : addDays(today, offset),
  )
  return { startDate: startDate ?? null, endDate: endDate ?? null }
}

export function microsIn(currencyCode: string, amount: string): string {
  const money = parseMoney(amount, currencyCode)
  if (!money.ok) throw new Error(`${amount} ${currencyCode}: ${money.message}`)
  return money.micros
}

interface AdGroupParts {
  library: Library
  audiences: AudienceIds
  bidMicros: string | null
}

function adGroup(row: DemoCampaign, group: DemoAdGroup, { library, audiences, bidMicros }: AdGroupParts) {
  const { name, stories, channels, review, audience } = group
  const type = row.type ?? 'DEMAND_GEN'
  return {
    name,
    ...(channels === undefined ? {} : { channelStrategy: 'SELECTED_CHANNELS', selectedChannels: channels }),
    ...adGroupParts(type, group, targetsOf(row), bidMicros),
    audiences: audience === undefined ? [] : [{ audienceId: found(audiences.get(audience), audience) }],
    ads: stories.map((story, index) => ad(story, { type, index, review, library })),
  }
}

function targetsOf({ places, languages }: DemoCampaign) {
  return {
    locations: places.map((place) => ({
      geoTargetId: geoTargetOf(place.replace('-', '')),
      negative: place.startsWith('-'),
    })),
    languages: languages.map((code) => ({ languageId: languageOf(code) })),
  }
}

interface AdPlace {
  type: CampaignType
  /** Within its ad group. */
  index: number
  review: DemoAdGroup['review']
  library: Library
}

/** The first ad of an ad group also shows the brand's other scene, so that Google has something to choose from. */
function ad(storyName: StoryName, { type, index, review, library }: AdPlace) {
  const story: Story = STORIES[storyName]
  const brand: Brand = BRANDS[story.brand]
  const [first, second] = brand.scenes
  const other = story.scene === first ? second : first
  const image = (shape: MarketingShape, scene = story.scene): string => idOf(library, `${scene}-${shape}.jpg`)
  const both = (shape: MarketingShape): string[] =>
    index === 0 ? [image(shape), image(shape, other)] : [image(shape)]
  return {
    name: story.headlines[0],
    finalUrl: `${brand.site}${story.page}${review === undefined ? '' : `?review=${review}`}`,
    businessName: brand.businessName,
    callToAction: story.callToAction,
    headlines: story.headlines.map((text) => ({ text })),
    descriptions: story.descriptions.map((text) => ({ text })),
    ...adOfType(type, story, {
      marketingImages: both('landscape'),
      squareMarketingImages: both('square'),
      portraitMarketingImages: [image('portrait')],
      tallPortraitMarketingImages: [image('tall', first)],
      logoImages: [idOf(library, `${brand.logo}.png`)],
    }),
  }
}

function idOf(library: Library, name: PictureName): string {
  return found(library.get(name), name)
}

function geoTargetOf(code: string): string {
  return found(COUNTRIES.find((country) => country.code === code)?.geoTargetId, code)
}

function languageOf(code: string): string {
  return found(LANGUAGES.find((language) => language.code === code)?.id, code)
}

function found(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`The demo's tables name ${name}, which is not there.`)
  return value
}
