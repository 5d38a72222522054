import type { CampaignPublicationState } from '../../contract/campaign-list.ts'
import type { BiddingStrategy, CampaignStatus, CampaignType, PublicationKind } from '../../contract/words.ts'

/** The words that people read for the words that programs use: those of the first page. part-labels.ts has the rest. */

export const STATUS_LABELS: Record<CampaignStatus, string> = {
  DRAFT: 'Draft',
  PUBLISHED: 'Published',
  PAUSED: 'Paused',
}

export const TYPE_LABELS: Record<CampaignType, string> = {
  DEMAND_GEN: 'Demand Gen',
  SEARCH: 'Search',
  PERFORMANCE_MAX: 'Performance Max',
  DISPLAY: 'Display',
}

export const BIDDING_NAMES: Record<BiddingStrategy, string> = {
  MAXIMIZE_CONVERSIONS: 'Maximize conversions',
  MAXIMIZE_CONVERSION_VALUE: 'Maximize conversion value',
  TARGET_CPA: 'Target CPA',
  TARGET_ROAS: 'Target ROAS',
  TARGET_SPEND: 'Maximize clicks',
  TARGET_CPC: 'Target CPC',
  TARGET_IMPRESSION_SHARE: 'Target impression share',
  MANUAL_CPC: 'Manual CPC',
  MANUAL_CPM: 'Manual CPM',
}

export const PUBLICATION_STATE_LABELS: Record<CampaignPublicationState, string> = {
  NONE: 'Never published',
  QUEUED: 'Waiting',
  RUNNING: 'Running',
  UNKNOWN: 'Unclear',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  NEEDS_ATTENTION: 'Needs attention',
}

export const PUBLICATION_LABELS: Record<PublicationKind, string> = {
  PUBLISH: 'Publish',
  PAUSE: 'Pause',
  RESUME: 'Resume',
}

const PRIMARY_STATUS: Record<string, string> = {
  ELIGIBLE: 'Eligible',
  PAUSED: 'Paused',
  REMOVED: 'Removed',
  ENDED: 'Ended',
  // Of a start that is still to come, and of ads under review: the reasons say which.
  PENDING: 'Pending',
  MISCONFIGURED: 'Misconfigured',
  LIMITED: 'Eligible, limited',
  LEARNING: 'Learning',
  NOT_ELIGIBLE: 'Not eligible',
}

const OTHER: Record<string, string> = {
  ENABLED: 'Enabled',
  REVIEW_IN_PROGRESS: 'Under review',
  REVIEWED: 'Reviewed',
  UNDER_APPEAL: 'Under appeal',
  ELIGIBLE_MAY_SERVE: 'May serve while under review',
  APPROVED: 'Approved',
  APPROVED_LIMITED: 'Approved, limited',
  DISAPPROVED: 'Disapproved',
  AREA_OF_INTEREST_ONLY: 'Approved in areas of interest only',
}

/** A Google enum value in words; a value newer than this program is made readable, never hidden. */
export function googleWord(value: string): string {
  return PRIMARY_STATUS[value] ?? OTHER[value] ?? readable(value)
}

/** CONSTANT_CASE or camelCase as a phrase: `dailyBudgetMicros` is "Daily budget micros". */
export function readable(value: string): string {
  const words = value
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
