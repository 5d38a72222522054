import { localDateTime } from './clock.ts'
import { childrenKey } from './indexes.ts'
import { reviewEndsMs, type Verdict, verdictOf } from './review.ts'
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
  const { missing, parts, noun } = partsOf(state, campaign)
  if (missing !== undefined) return { status: 'NOT_ELIGIBLE', reasons: [missing] }
  if (serving === 'PENDING') return { status: 'PENDING', reasons: ['CAMPAIGN_PENDING'] }
  return statusOfReviews(
    parts.map((part) => verdictOf(state, part, nowMs)),
    noun,
  )
}

export function adGroupStatus(state: State, adGroup: Row, nowMs: number): PrimaryStatus {
  const campaign = state.find(textOf(adGroup.data, 'campaign'))
  if (adGroup.data['status'] === 'REMOVED') return { status: 'REMOVED', reasons: ['AD_GROUP_REMOVED'] }
  if (campaign?.data['status'] === 'REMOVED') return { status: 'NOT_ELIGIBLE', reasons: ['CAMPAIGN_REMOVED'] }
  if (adGroup.data['status'] === 'PAUSED') return { status: 'PAUSED', reasons: ['AD_GROUP_PAUSED'] }
  if (campaign?.data['status'] === 'PAUSED') return { status: 'NOT_ELIGIBLE', reasons: ['CAMPAIGN_PAUSED'] }
  const missing = missingIn(state, [adGroup], campaign)
  if (missing !== undefined) return { status: 'NOT_ELIGIBLE', reasons: [missing] }
  const ads = adsOf(state, [adGroup]).filter(isEnabled)
  return statusOfReviews(
    ads.map((ad) => verdictOf(state, ad, nowMs)),
    'ADS',
  )
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
  return statusOfVerdict(verdictOf(state, ad, nowMs), 'AD_GROUP_AD', 'APPROVED_LABELED')
}

export function assetGroupStatus(
  state: State,
  assetGroup: Row,
  account: Account,
  nowMs: number,
): PrimaryStatus {
  const campaign = state.find(textOf(assetGroup.data, 'campaign'))
  if (assetGroup.data['status'] === 'REMOVED') return { status: 'REMOVED', reasons: ['ASSET_GROUP_REMOVED'] }
  if (assetGroup.data['status'] === 'PAUSED') return { status: 'PAUSED', reasons: ['ASSET_GROUP_PAUSED'] }
  if (campaign && !isEnabled(campaign))
    return { status: 'NOT_ELIGIBLE', reasons: [`CAMPAIGN_${textOf(campaign.data, 'status')}`] }
  const serving = campaign ? servingStatus(campaign, account, nowMs) : 'NONE'
  if (serving === 'ENDED' || serving === 'PENDING')
    return {
      status: serving === 'ENDED' ? 'NOT_ELIGIBLE' : 'PENDING',
      reasons: [`CAMPAIGN_${serving}`],
    }
  return statusOfVerdict(verdictOf(state, assetGroup, nowMs), 'ASSET_GROUP', 'LIMITED')
}

/** Of an asset in an asset group or a campaign. */
export function linkStatus(state: State, link: Row, nowMs: number): PrimaryStatus {
  if (link.data['status'] === 'PAUSED') return { status: 'PAUSED', reasons: ['ASSET_LINK_PAUSED'] }
  return statusOfVerdict(verdictOf(state, link, nowMs), 'ASSET', 'APPROVED_LABELED')
}

/**
 * When the campaign can first show something, now or once a review is over, as far as its parts go: undefined where it
 * would never.
 */
export function showsFromMs(state: State, campaign: Row, nowMs: number): number | undefined {
  const { missing, parts } = partsOf(state, campaign)
  if (missing !== undefined) return undefined
  const starts = parts
    .map((part) => Math.max(nowMs, reviewEndsMs(part)))
    .filter((atMs, index) => verdictOf(state, parts[index]!, atMs) !== 'DISAPPROVED')
  return starts.length === 0 ? undefined : Math.min(...starts)
}

function statusOfReviews(verdicts: readonly Verdict[], noun: 'ADS' | 'ASSET_GROUPS'): PrimaryStatus {
  if (verdicts.every((verdict) => verdict === 'DISAPPROVED'))
    return { status: 'NOT_ELIGIBLE', reasons: [`HAS_${noun}_DISAPPROVED`] }
  const isShowing = verdicts.includes('APPROVED') || verdicts.includes('APPROVED_LIMITED')
  if (!isShowing) return { status: 'PENDING', reasons: [`MOST_${noun}_UNDER_REVIEW`] }
  const reasons = [
    ...(verdicts.includes('DISAPPROVED') ? [`HAS_${noun}_DISAPPROVED`] : []),
    ...(verdicts.includes('APPROVED_LIMITED') ? [`HAS_${noun}_LIMITED_BY_POLICY`] : []),
  ]
  return { status: reasons.length > 0 ? 'LIMITED' : 'ELIGIBLE', reasons }
}

function statusOfVerdict(verdict: Verdict, noun: string, limited: string): PrimaryStatus {
  switch (verdict) {
    case 'UNDER_REVIEW':
      return { status: 'PENDING', reasons: [`${noun}_UNDER_REVIEW`] }
    case 'DISAPPROVED':
      return { status: 'NOT_ELIGIBLE', reasons: [`${noun}_DISAPPROVED`] }
    case 'APPROVED_LIMITED':
      return { status: 'LIMITED', reasons: [`${noun}_${limited}`] }
    default:
      return { status: 'ELIGIBLE', reasons: [] }
  }
}

interface Parts {
  /** Why nothing could show, reviews aside. */
  missing: string | undefined
  /** What shows: enabled ads, or enabled asset groups. */
  parts: Row[]
  noun: 'ADS' | 'ASSET_GROUPS'
}

function partsOf(state: State, campaign: Row): Parts {
  if (campaign.data['advertisingChannelType'] === 'PERFORMANCE_MAX') {
    const all = live(state.lookUp(childrenKey('asset_group', campaign.name)))
    const parts = all.filter(isEnabled)
    const missing =
      all.length === 0 ? 'NO_ASSET_GROUPS' : parts.length === 0 ? 'ASSET_GROUPS_PAUSED' : undefined
    return { missing, parts, noun: 'ASSET_GROUPS' }
  }
  const adGroups = live(state.lookUp(childrenKey('ad_group', campaign.name)))
  const enabled = adGroups.filter(isEnabled)
  const missing =
    adGroups.length === 0
      ? 'NO_AD_GROUPS'
      : enabled.length === 0
        ? 'AD_GROUPS_PAUSED'
        : missingIn(state, enabled, campaign)
  return { missing, parts: adsOf(state, enabled).filter(isEnabled), noun: 'ADS' }
}

/** What enabled ad groups lack: ads, or in a search campaign keywords. */
function missingIn(state: State, adGroups: readonly Row[], campaign: Row | undefined): string | undefined {
  const ads = adsOf(state, adGroups)
  if (ads.length === 0) return 'NO_AD_GROUP_ADS'
  if (!ads.some(isEnabled)) return 'AD_GROUP_ADS_PAUSED'
  const needKeywords = adGroups.filter(({ data }) => data['type'] === 'SEARCH_STANDARD')
  if (campaign?.data['advertisingChannelType'] !== 'SEARCH' || needKeywords.length < adGroups.length)
    return undefined
  const keywords = needKeywords.flatMap((adGroup) => keywordsOf(state, adGroup))
  if (keywords.length === 0) return 'NO_KEYWORDS'
  return keywords.some(isEnabled) ? undefined : 'KEYWORDS_PAUSED'
}

function keywordsOf(state: State, adGroup: Row): Row[] {
  return live(state.lookUp(childrenKey('ad_group_criterion', adGroup.name))).filter(
    ({ data }) => data['keyword'] !== undefined && data['negative'] !== true,
  )
}

function adsOf(state: State, adGroups: readonly Row[]): Row[] {
  return adGroups.flatMap((adGroup) => live(state.lookUp(childrenKey('ad_group_ad', adGroup.name))))
}

const isEnabled = ({ data }: Row): boolean => data['status'] === 'ENABLED'
const live = (rows: readonly Row[]): Row[] => rows.filter(({ data }) => data['status'] !== 'REMOVED')
