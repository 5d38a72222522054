import { childrenKey } from './indexes.ts'
import { type PolicyTopic, textsOf, textsOfAsset, topicsOfTexts, topicsOfUrls } from './policy-words.ts'
import { type Message, subMessage, textOf } from './schema.ts'
import type { Row, State } from './state.ts'

export type Verdict = 'UNDER_REVIEW' | 'APPROVED' | 'APPROVED_LIMITED' | 'DISAPPROVED'

export interface Review {
  verdict: Verdict
  topics: readonly PolicyTopic[]
}

/** How long the emulator's policy review takes, on its clock. */
export const REVIEW_MS = 60_000

/** Where the review of an ad, an asset group, or a link between an asset and one stands. */
export function reviewOf(state: State, row: Row, nowMs: number): Review {
  if (nowMs < reviewEndsMs(row)) return { verdict: 'UNDER_REVIEW', topics: [] }
  return judged(topicsOf(state, row, nowMs))
}

export function verdictOf(state: State, row: Row, nowMs: number): Verdict {
  return reviewOf(state, row, nowMs).verdict
}

export function reviewEndsMs({ createdAtMs, reviewedFromMs }: Row): number {
  return (reviewedFromMs ?? createdAtMs) + REVIEW_MS
}

/** The review of a text or an image by itself: assets wait for none. */
export function assetReview(state: State, asset: Row): Review {
  return judged(topicsOfTexts(textsOfAsset(state, asset)))
}

export function policySummary({ verdict, topics }: Review): Message {
  if (verdict === 'UNDER_REVIEW') return { reviewStatus: 'REVIEW_IN_PROGRESS' }
  const policyTopicEntries = topics.map(({ topic, type, text }) => ({
    topic,
    type,
    evidences: [{ textList: { texts: [text] } }],
  }))
  return {
    reviewStatus: 'REVIEWED',
    approvalStatus: verdict,
    ...(policyTopicEntries.length === 0 ? {} : { policyTopicEntries }),
  }
}

function judged(topics: readonly PolicyTopic[]): Review {
  if (topics.length === 0) return { verdict: 'APPROVED', topics }
  const isProhibited = topics.some(({ type }) => type === 'PROHIBITED')
  return { verdict: isProhibited ? 'DISAPPROVED' : 'APPROVED_LIMITED', topics }
}

function topicsOf(state: State, row: Row, nowMs: number): PolicyTopic[] {
  const { data } = row
  if (row.table === 'asset_group_asset' || row.table === 'campaign_asset')
    return topicsOfTexts(textsOfAsset(state, state.find(textOf(data, 'asset'))))
  if (row.table === 'asset_group_signal')
    return topicsOfTexts([textOf(subMessage(data, 'searchTheme'), 'text')])
  if (row.table === 'asset_group') {
    const reviewed = state
      .lookUp(childrenKey('asset_group_asset', row.name))
      .filter((link) => link.data['status'] === 'ENABLED' && nowMs >= reviewEndsMs(link))
    const texts = reviewed.flatMap((link) => textsOfAsset(state, state.find(textOf(link.data, 'asset'))))
    return [...topicsOfUrls((data['finalUrls'] ?? []) as string[]), ...topicsOfTexts(texts)]
  }
  const { finalUrls = [], ...ad } = subMessage(data, 'ad') ?? {}
  return [...topicsOfUrls(finalUrls as string[]), ...topicsOfTexts(textsOf(state, ad))]
}
