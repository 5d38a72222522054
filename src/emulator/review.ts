import { listOf, type Message, subMessage } from './schema.ts'
import type { Row } from './state.ts'

export type Verdict = 'UNDER_REVIEW' | 'APPROVED' | 'APPROVED_LIMITED' | 'DISAPPROVED'

/** How long the emulator's policy review takes, on its clock. */
export const REVIEW_MS = 60_000
/** A final URL that contains one of these decides the review: for tests and demonstrations. */
const MARKS = { 'emulator-disapprove': 'DISAPPROVED', 'emulator-limit': 'APPROVED_LIMITED' } as const

export function verdictOf({ data, createdAtMs, reviewedFromMs }: Row, nowMs: number): Verdict {
  if (nowMs < (reviewedFromMs ?? createdAtMs) + REVIEW_MS) return 'UNDER_REVIEW'
  const urls = JSON.stringify(subMessage(data, 'ad')?.['finalUrls'] ?? [])
  return Object.entries(MARKS).find(([mark]) => urls.includes(mark))?.[1] ?? 'APPROVED'
}

export function policySummary(verdict: Verdict): Message {
  if (verdict === 'UNDER_REVIEW') return { reviewStatus: 'REVIEW_IN_PROGRESS' }
  if (verdict === 'APPROVED') return { reviewStatus: 'REVIEWED', approvalStatus: 'APPROVED' }
  const topic = verdict === 'DISAPPROVED' ? 'DESTINATION_NOT_WORKING' : 'ALCOHOL'
  const type = verdict === 'DISAPPROVED' ? 'PROHIBITED' : 'LIMITED'
  return { reviewStatus: 'REVIEWED', approvalStatus: verdict, policyTopicEntries: [{ topic, type }] }
}

/** More texts and images in more shapes make a stronger ad. */
export function adStrength(row: Row, verdict: Verdict): string {
  if (verdict === 'UNDER_REVIEW') return 'PENDING'
  const ad = subMessage(subMessage(row.data, 'ad'), 'demandGenMultiAssetAd')
  const texts = listOf(ad, 'headlines').length + listOf(ad, 'descriptions').length
  const images = ['marketingImages', 'squareMarketingImages', 'portraitMarketingImages'].filter(
    (list) => listOf(ad, list).length > 0,
  )
  if (texts >= 8 && images.length === 3) return 'EXCELLENT'
  if (texts >= 6 && images.length >= 2) return 'GOOD'
  return texts >= 4 ? 'AVERAGE' : 'POOR'
}
