import type { BiddingStrategy, CampaignType, Channel } from '../../contract/words.ts'
import type { Flaw } from './flaws.ts'
import type { StoryName } from './stories.ts'

/** The emulator's client accounts. */
export const ACCOUNTS = { us: '1234567890', de: '2345678901', jp: '3456789012' } as const
export type AccountKey = keyof typeof ACCOUNTS

/**
 * What becomes of a campaign: `paused` was live first, `on-hold` was published without being enabled, `edited` has
 * changes here that Google does not have yet, `clash` is refused because Google has another campaign of its name, and
 * `removed` was live until somebody removed it at Google.
 */
export type Fate = 'draft' | 'live' | 'edited' | 'paused' | 'on-hold' | 'clash' | 'removed'

export interface DemoAdGroup {
  name: string
  /** One ad for each story. */
  stories: readonly StoryName[]
  /** Search: as people write them, [exact], "phrase" or broad; with a leading minus: never for these. */
  keywords?: readonly string[]
  /** Performance Max: what people search for who are aimed at. */
  themes?: readonly string[]
  /** The name of an audience that the account has at Google. Absent: everybody. */
  audience?: string
  /** Absent: all channels. */
  channels?: readonly Channel[]
  /** What the emulator's review makes of its ads: it reads this in their final URLs. Absent: it approves them. */
  review?: 'emulator-disapprove' | 'emulator-limit'
}

export interface DemoCampaign {
  account: AccountKey
  /** Absent: Demand Gen. */
  type?: CampaignType
  /** Unique within its account. */
  name: string
  fate: Fate
  /** What is wrong with a draft; absent: it is ready to be published. */
  flaw?: Flaw
  objective: string
  goal: string
  /** Per day, in the account's currency. */
  budget: string
  /** First and last day, counted from today where the account is; null: at once, and without an end. */
  days: readonly [first: number | null, last: number | null]
  bidding?: { strategy: BiddingStrategy; cpa?: string; cpc?: string; roas?: number; bid?: string }
  /** ISO codes of countries; with a leading minus: not there. */
  places: readonly string[]
  /** Codes of languages. */
  languages: readonly string[]
  adGroups: readonly DemoAdGroup[]
  /** Of an `edited` campaign: what was changed after it was published. */
  edit?: { budget?: string; goal?: string; headline?: string }
}
