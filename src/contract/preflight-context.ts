import type { Asset } from './asset.ts'
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
  campaignType: CampaignType
  biddingStrategy: BiddingStrategy
}

export interface PreflightContext {
  account: { currencyCode: string; timeZone: string; environment: Environment }
  /** Today's date in the account's time zone; see todayIn(). */
  today: string
  /** The images that the ads use, by id. */
  assets: ReadonlyMap<string, AssetFacts>
  /** Names of this account's other live campaigns, ours and (where known) Google's. */
  takenNames: ReadonlySet<string>
  /** null for a draft. */
  published: PublishedFacts | null
}
