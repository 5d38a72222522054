import { adStrength, assetGroupStrength } from '../ad-strength.ts'
import { assetReview, policySummary, type Review, reviewOf } from '../review.ts'
import {
  adGroupStatus,
  adStatus,
  assetGroupStatus,
  campaignStatus,
  linkStatus,
  type PrimaryStatus,
  servingStatus,
} from '../serving.ts'
import { biddingStrategyType } from '../resources/campaign-bidding.ts'
import { liveLabels, referenceCount } from './links.ts'
import { type Audience, audienceName } from '../reference/audiences.ts'
import type { Message, Value } from '../schema.ts'
import type { Account, Row, State, Table } from '../state.ts'
import type { World } from '../world.ts'

/** A stored row as a reader sees it: with the fields that Google works out, each when it is asked for. */
export function viewOf(world: World, account: Account, row: Row): Message {
  return DERIVED[row.table] ? new Proxy(row.data, new View(world, account, row)) : row.data
}

/** Most queries ask for few of the fields that are worked out, and look at many rows. */
class View implements ProxyHandler<Message> {
  readonly state: State
  readonly account: Account
  readonly row: Row
  readonly nowMs: number
  #primary: PrimaryStatus | undefined
  #review: Review | undefined

  constructor({ state, clock }: World, account: Account, row: Row) {
    this.state = state
    this.account = account
    this.row = row
    this.nowMs = clock.now()
  }

  get(data: Message, field: string | symbol): Value | undefined {
    if (typeof field !== 'string') return undefined
    const derive = DERIVED[this.row.table]?.[field]
    return derive ? derive(this) : data[field]
  }

  get primary(): PrimaryStatus {
    this.#primary ??= primaryStatus(this)
    return this.#primary
  }

  get review(): Review {
    this.#review ??= reviewOf(this.state, this.row, this.nowMs)
    return this.#review
  }
}

function primaryStatus({ state, account, row, nowMs }: View): PrimaryStatus {
  switch (row.table) {
    case 'campaign':
      return campaignStatus(state, row, account, nowMs)
    case 'ad_group':
      return adGroupStatus(state, row, nowMs)
    case 'ad_group_ad':
      return adStatus(state, row, nowMs)
    case 'asset_group':
      return assetGroupStatus(state, row, account, nowMs)
    default:
      return linkStatus(state, row, nowMs)
  }
}

type Derived = Readonly<Record<string, (view: View) => Value | undefined>>

const PRIMARY: Derived = {
  primaryStatus: ({ primary }) => primary.status,
  primaryStatusReasons: ({ primary }) => primary.reasons,
}
const DERIVED: Partial<Record<Table, Derived>> = {
  campaign: {
    ...PRIMARY,
    biddingStrategyType: ({ row }) => biddingStrategyType(row.data),
    servingStatus: ({ row, account, nowMs }) => servingStatus(row, account, nowMs),
    labels: ({ state, row }) => liveLabels(state, row),
    experimentType: () => 'BASE',
    baseCampaign: ({ row }) => row.name,
    paymentMode: () => 'CLICKS',
  },
  campaign_budget: { referenceCount: ({ state, row }) => String(referenceCount(state, row)) },
  ad_group: PRIMARY,
  ad_group_ad: {
    ...PRIMARY,
    policySummary: ({ review }) => policySummary(review),
    adStrength: ({ row, review }) => adStrength(row, review.verdict),
  },
  asset: { policySummary: ({ state, row }) => policySummary(assetReview(state, row)) },
  asset_group: {
    ...PRIMARY,
    adStrength: ({ state, row, review }) => assetGroupStrength(state, row, review.verdict),
  },
  asset_group_asset: { ...PRIMARY, policySummary: ({ review }) => policySummary(review) },
  campaign_asset: PRIMARY,
  asset_group_signal: {
    approvalStatus: ({ review }) => signalStatus(review),
    disapprovalReasons: ({ review }) => disapprovalReasons(review),
  },
}

function signalStatus({ verdict }: Review): string {
  return verdict === 'APPROVED_LIMITED' ? 'LIMITED' : verdict
}

function disapprovalReasons({ verdict, topics }: Review): string[] | undefined {
  return verdict === 'DISAPPROVED' ? topics.map(({ topic }) => topic) : undefined
}

export function customerView(account: Account): Message {
  return {
    resourceName: `customers/${account.id}`,
    id: account.id,
    descriptiveName: account.name,
    currencyCode: account.currencyCode,
    timeZone: account.timeZone,
    manager: account.manager,
    testAccount: account.testAccount,
    status: account.status,
    autoTaggingEnabled: !account.manager,
  }
}

export function customerClientView(root: Account, client: Account, level: number): Message {
  return {
    resourceName: `customers/${root.id}/customerClients/${client.id}`,
    clientCustomer: `customers/${client.id}`,
    id: client.id,
    descriptiveName: client.name,
    currencyCode: client.currencyCode,
    timeZone: client.timeZone,
    manager: client.manager,
    testAccount: client.testAccount,
    status: client.status,
    level: String(level),
  }
}

export function audienceView(account: Account, audience: Audience): Message {
  return {
    resourceName: audienceName(account.id, audience),
    id: audience.id,
    name: audience.name,
    description: audience.description,
    status: audience.status,
    scope: 'CUSTOMER',
    dimensions: [{ age: { ageRanges: audience.ageRanges.map((range) => ({ ...range })) } }],
  }
}
