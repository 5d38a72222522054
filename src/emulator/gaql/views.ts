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
import type { Account, Row } from '../state.ts'
import type { World } from '../world.ts'

/** A stored row as a reader sees it: with the fields that Google works out, each when it is asked for. */
export function viewOf(world: World, account: Account, row: Row): Message {
  const { state } = world
  const now = world.clock.now()
  switch (row.table) {
    case 'campaign':
      return view(row, {
        biddingStrategyType: () => biddingStrategyType(row.data),
        servingStatus: () => servingStatus(row, account, now),
        ...primary(() => campaignStatus(state, row, account, now)),
        labels: () => liveLabels(state, row),
        experimentType: () => 'BASE',
        baseCampaign: () => row.name,
        paymentMode: () => 'CLICKS',
      })
    case 'campaign_budget':
      return view(row, { referenceCount: () => String(referenceCount(state, row)) })
    case 'ad_group':
      return view(
        row,
        primary(() => adGroupStatus(state, row, now)),
      )
    case 'ad_group_ad':
      return view(row, {
        policySummary: () => policySummary(reviewOf(state, row, now)),
        adStrength: () => adStrength(row, reviewOf(state, row, now).verdict),
        ...primary(() => adStatus(state, row, now)),
      })
    case 'asset':
      return view(row, { policySummary: () => policySummary(assetReview(state, row)) })
    case 'asset_group':
      return view(row, {
        ...primary(() => assetGroupStatus(state, row, account, now)),
        adStrength: () => assetGroupStrength(state, row, reviewOf(state, row, now).verdict),
      })
    case 'asset_group_asset':
      return view(row, {
        ...primary(() => linkStatus(state, row, now)),
        policySummary: () => policySummary(reviewOf(state, row, now)),
      })
    case 'campaign_asset':
      return view(
        row,
        primary(() => linkStatus(state, row, now)),
      )
    case 'asset_group_signal':
      return view(row, {
        approvalStatus: () => signalStatus(reviewOf(state, row, now)),
        disapprovalReasons: () => disapprovalReasons(reviewOf(state, row, now)),
      })
    default:
      return row.data
  }
}

type Derived = Record<string, () => Value | undefined>

/** Most queries ask for few of these fields, and each row is looked at. */
function view({ data }: Row, derived: Derived): Message {
  const message = Object.create(data) as Message
  for (const [field, get] of Object.entries(derived)) Object.defineProperty(message, field, { get })
  return message
}

function primary(work: () => PrimaryStatus): Derived {
  let known: PrimaryStatus | undefined
  const status = (): PrimaryStatus => (known ??= work())
  return { primaryStatus: () => status().status, primaryStatusReasons: () => status().reasons }
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
    status: 'ENABLED',
    scope: 'CUSTOMER',
    dimensions: [{ age: { ageRanges: audience.ageRanges.map((range) => ({ ...range })) } }],
  }
}
