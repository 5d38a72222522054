import type { Asset } from './asset.ts'
import type { CampaignDocument } from './campaign.ts'
import type { Place } from './places.ts'
import type { BiddingStrategy, CampaignType, Environment } from './words.ts'

/** What preflight needs to know of an image. */
export type AssetFacts = Pick<
  Asset,
  'id' | 'name' | 'format' | 'width' | 'height' | 'bytes' | 'animated' | 'cmyk' | 'sha256'
>

/** The values at Google that decide what may still change. */
export interface PublishedFacts {
  startDate: string | null
  endDate: string | null
  dailyBudgetMicros: string | null
  totalBudgetMicros: string | null
  campaignType: CampaignType
  biddingStrategy: BiddingStrategy
  brandGuidelines: boolean
  merchantId: string | null
  feedLabel: string | null
  /** Ids of the ad groups that Google made without a place for audiences. */
  groupsWithoutAudiences: ReadonlySet<string>
  /** Names of ads at Google, by our id. */
  adNames: ReadonlyMap<string, string>
}

export interface PreflightContext {
  account: { currencyCode: string; timeZone: string; environment: Environment }
  /** Today's date in the account's time zone; see todayIn(). */
  today: string
  /** The images that the ads use, by id. */
  assets: ReadonlyMap<string, AssetFacts>
  /** What is known of the places that the campaign names, by id; countries need not be among them. */
  places: ReadonlyMap<string, Place>
  /** Names of this account's other live campaigns, ours and (where known) Google's. */
  takenNames: ReadonlySet<string>
  /** null for a draft. */
  published: PublishedFacts | null
}

/** The facts of a campaign that was published as this document. */
export function publishedFactsOf(document: CampaignDocument): PublishedFacts {
  const { adGroups } = document
  return {
    startDate: document.startDate,
    endDate: document.endDate,
    dailyBudgetMicros: document.dailyBudgetMicros,
    totalBudgetMicros: document.totalBudgetMicros,
    campaignType: document.campaignType,
    biddingStrategy: document.biddingStrategy,
    brandGuidelines: document.brandGuidelines,
    merchantId: document.merchantId,
    feedLabel: document.feedLabel,
    groupsWithoutAudiences: new Set(
      adGroups.filter(({ audiences }) => audiences.length === 0).map(({ id }) => id),
    ),
    adNames: new Map(
      adGroups.flatMap(({ ads }) => ads.map(({ id, name }, index) => [id, adNameOf(name, index)] as const)),
    ),
  }
}

/** What an ad is called at Google, where an empty name is filled in. */
export function adNameOf(name: string, index: number): string {
  return name.trim() || `Ad ${index + 1}`
}
