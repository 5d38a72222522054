import { localDateTime } from './clock.ts'
import { childrenKey } from './indexes.ts'
import { verdictOf } from './review.ts'
import { textOf } from './schema.ts'
import type { Account, Row, State } from './state.ts'

export interface PrimaryStatus {
  status: string
  reasons: string[]
}

/** SERVING, PENDING, ENDED ...: what the dates and the status make of a campaign. */
export function servingStatus(campaign: Row, account: Account, nowMs: number): string {
  const now = localDateTime(nowMs, account.timeZone)
  const end = textOf(campaign.data, 'endDateTime')
  if (campaign.data['status'] === 'REMOVED') return 'NONE'
  if (end !== '' && end < now) return 'ENDED'
  if (campaign.data['status'] === 'PAUSED') return 'SUSPENDED'
  return textOf(campaign.data, 'startDateTime') > now ? 'PENDING' : 'SERVING'
}

export function campaignStatus(state: State, campaign: Row, account: Account, nowMs: number): PrimaryStatus {
  if (campaign.data['status'] === 'REMOVED') return { status: 'REMOVED', reasons: ['CAMPAIGN_REMOVED'] }
  const serving = servingStatus(campaign, account, nowMs)
  if (serving === 'ENDED') return { status: 'ENDED', reasons: ['CAMPAIGN_ENDED'] }
  if (campaign.data['status'] === 'PAUSED') return { status: 'PAUSED', reasons: ['CAMPAIGN_PAUSED'] }
  const adGroups = live(state.lookUp(childrenKey('ad_group', campaign.name)))
  const enabled = adGroups.filter(isEnabled)
  const reason = missingPart(state, adGroups, enabled)
  if (reason !== undefined) return { status: 'NOT_ELIGIBLE', reasons: [reason] }
  if (serving === 'PENDING') return { status: 'PENDING', reasons: ['CAMPAIGN_PENDING'] }
  const verdicts = adsOf(state, enabled)
    .filter(isEnabled)
    .map((ad) => verdictOf(ad, nowMs))
  if (verdicts.every((verdict) => verdict === 'DISAPPROVED'))
    return { status: 'NOT_ELIGIBLE', reasons: ['HAS_ADS_DISAPPROVED'] }
  if (!verdicts.includes('APPROVED') && verdicts.includes('UNDER_REVIEW'))
    return { status: 'PENDING', reasons: ['MOST_ADS_UNDER_REVIEW'] }
  if (verdicts.includes('DISAPPROVED')) return { status: 'LIMITED', reasons: ['HAS_ADS_DISAPPROVED'] }
  if (verdicts.includes('APPROVED_LIMITED'))
    return { status: 'LIMITED', reasons: ['HAS_ADS_LIMITED_BY_POLICY'] }
  return { status: 'ELIGIBLE', reasons: [] }
}

export function adGroupStatus(state: State, adGroup: Row, nowMs: number): PrimaryStatus {
  const campaign = state.find(textOf(adGroup.data, 'campaign'))
  if (adGroup.data['status'] === 'REMOVED') return { status: 'REMOVED', reasons: ['AD_GROUP_REMOVED'] }
  if (campaign?.data['status'] === 'REMOVED') return { status: 'NOT_ELIGIBLE', reasons: ['CAMPAIGN_REMOVED'] }
  if (adGroup.data['status'] === 'PAUSED') return { status: 'PAUSED', reasons: ['AD_GROUP_PAUSED'] }
  if (campaign?.data['status'] === 'PAUSED') return { status: 'NOT_ELIGIBLE', reasons: ['CAMPAIGN_PAUSED'] }
  const ads = adsOf(state, [adGroup])
  if (ads.length === 0) return { status: 'NOT_ELIGIBLE', reasons: ['NO_AD_GROUP_ADS'] }
  if (!ads.some(isEnabled)) return { status: 'NOT_ELIGIBLE', reasons: ['AD_GROUP_ADS_PAUSED'] }
  if (ads.every((ad) => verdictOf(ad, nowMs) === 'UNDER_REVIEW'))
    return { status: 'PENDING', reasons: ['MOST_ADS_UNDER_REVIEW'] }
  return { status: 'ELIGIBLE', reasons: [] }
}

export function adStatus(state: State, ad: Row, nowMs: number): PrimaryStatus {
  const adGroup = state.find(textOf(ad.data, 'adGroup'))
  const campaign = adGroup && state.find(textOf(adGroup.data, 'campaign'))
  if (ad.data['status'] === 'REMOVED') return { status: 'REMOVED', reasons: ['AD_GROUP_AD_REMOVED'] }
  if (ad.data['status'] === 'PAUSED') return { status: 'PAUSED', reasons: ['AD_GROUP_AD_PAUSED'] }
  const parents = [
    ...(campaign && !isEnabled(campaign) ? [`CAMPAIGN_${textOf(campaign.data, 'status')}`] : []),
    ...(adGroup && !isEnabled(adGroup) ? [`AD_GROUP_${textOf(adGroup.data, 'status')}`] : []),
  ]
  if (parents.length > 0) return { status: 'NOT_ELIGIBLE', reasons: parents }
  switch (verdictOf(ad, nowMs)) {
    case 'UNDER_REVIEW':
      return { status: 'PENDING', reasons: ['AD_GROUP_AD_UNDER_REVIEW'] }
    case 'DISAPPROVED':
      return { status: 'NOT_ELIGIBLE', reasons: ['AD_GROUP_AD_DISAPPROVED'] }
    case 'APPROVED_LIMITED':
      return { status: 'LIMITED', reasons: ['AD_GROUP_AD_APPROVED_LABELED'] }
    default:
      return { status: 'ELIGIBLE', reasons: [] }
  }
}

function missingPart(state: State, adGroups: readonly Row[], enabled: readonly Row[]): string | undefined {
  if (adGroups.length === 0) return 'NO_AD_GROUPS'
  if (enabled.length === 0) return 'AD_GROUPS_PAUSED'
  const ads = adsOf(state, enabled)
  if (ads.length === 0) return 'NO_AD_GROUP_ADS'
  return ads.some(isEnabled) ? undefined : 'AD_GROUP_ADS_PAUSED'
}

function adsOf(state: State, adGroups: readonly Row[]): Row[] {
  return adGroups.flatMap((adGroup) => live(state.lookUp(childrenKey('ad_group_ad', adGroup.name))))
}

const isEnabled = ({ data }: Row): boolean => data['status'] === 'ENABLED'
const live = (rows: readonly Row[]): Row[] => rows.filter(({ data }) => data['status'] !== 'REMOVED')
