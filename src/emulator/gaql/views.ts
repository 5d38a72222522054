import { adStrength, assetGroupStrength } from '../ad-strength.ts'
import { assetReview, policySummary, type Review, reviewOf } from '../review.ts'
import {
  adGroupStatus,
  adStatus,
  assetGroupStatus,
  campaignStatus,
  linkStatus,
  servingStatus,
} from '../serving.ts'
import { biddingStrategyType } from '../resources/campaign-bidding.ts'
import { liveLabels, referenceCount } from './links.ts'
import { type Audience, audienceName } from '../reference/audiences.ts'
import type { Message } from '../schema.ts'
import type { Account, Row } from '../state.ts'
import type { World } from '../world.ts'

/** A stored row as a reader sees it: with the fields that Google works out. */
export function viewOf(world: World, account: Account, row: Row): Message {
  const { state } = world
  const now = world.clock.now()
  switch (row.table) {
    case 'campaign': {
      const { status, reasons } = campaignStatus(state, row, account, now)
      return withSet(row.data, {
        biddingStrategyType: biddingStrategyType(row.data),
        servingStatus: servingStatus(row, account, now),
        primaryStatus: status,
        primaryStatusReasons: reasons,
        labels: liveLabels(state, row),
        experimentType: 'BASE',
        baseCampaign: row.name,
        paymentMode: 'CLICKS',
      })
    }
    case 'campaign_budget':
      return withSet(row.data, { referenceCount: String(referenceCount(state, row)) })
    case 'ad_group': {
      const { status, reasons } = adGroupStatus(state, row, now)
      return withSet(row.data, { primaryStatus: status, primaryStatusReasons: reasons })
    }
    case 'ad_group_ad': {
      const review = reviewOf(state, row, now)
      const { status, reasons } = adStatus(state, row, now)
      return withSet(row.data, {
        policySummary: policySummary(review),
        adStrength: adStrength(row, review.verdict),
        primaryStatus: status,
        primaryStatusReasons: reasons,
      })
    }
    case 'asset':
      return withSet(row.data, { policySummary: policySummary(assetReview(state, row)) })
    case 'asset_group': {
      const { status, reasons } = assetGroupStatus(state, row, account, now)
      const { verdict } = reviewOf(state, row, now)
      return withSet(row.data, {
        primaryStatus: status,
        primaryStatusReasons: reasons,
        adStrength: assetGroupStrength(state, row, verdict),
      })
    }
    case 'asset_group_asset':
    case 'campaign_asset': {
      const { status, reasons } = linkStatus(state, row, now)
      const policy =
        row.table === 'campaign_asset' ? {} : { policySummary: policySummary(reviewOf(state, row, now)) }
      return withSet(row.data, { primaryStatus: status, primaryStatusReasons: reasons, ...policy })
    }
    case 'asset_group_signal':
      return withSet(row.data, signalReview(reviewOf(state, row, now)))
    default:
      return row.data
  }
}

function signalReview({ verdict, topics }: Review): Message {
  const approvalStatus = verdict === 'APPROVED_LIMITED' ? 'LIMITED' : verdict
  return {
    approvalStatus,
    ...(verdict === 'DISAPPROVED' ? { disapprovalReasons: topics.map(({ topic }) => topic) } : {}),
  }
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

function withSet(data: Message, derived: Message): Message {
  const view = { ...data }
  for (const [field, value] of Object.entries(derived)) if (value !== undefined) view[field] = value
  return view
}
