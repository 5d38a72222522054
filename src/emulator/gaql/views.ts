import { adStrength, policySummary, verdictOf } from '../review.ts'
import { adGroupStatus, adStatus, campaignStatus, servingStatus } from '../serving.ts'
import { biddingStrategyType } from '../resources/campaign-bidding.ts'
import { liveLabels, referenceCount } from './links.ts'
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
      const verdict = verdictOf(row, now)
      const { status, reasons } = adStatus(state, row, now)
      return withSet(row.data, {
        policySummary: policySummary(verdict),
        adStrength: adStrength(row, verdict),
        primaryStatus: status,
        primaryStatusReasons: reasons,
      })
    }
    case 'asset':
      return withSet(row.data, { policySummary: policySummary('APPROVED') })
    default:
      return row.data
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

function withSet(data: Message, derived: Message): Message {
  const view = { ...data }
  for (const [field, value] of Object.entries(derived)) if (value !== undefined) view[field] = value
  return view
}
