import { describe, expect, it } from 'vitest'
import { reasonOf, reviewWords, topicWords } from './google-standing.ts'

const ad = (reviewStatus: string | null, approvalStatus: string | null) => ({
  reviewStatus,
  approvalStatus,
  policyTopics: [],
})

describe('what Google says, in words', () => {
  it('a reason says what to do; one that is newer is readable and leads to Google Ads', () => {
    expect(reasonOf('BUDGET_CONSTRAINED')).toMatchObject({ words: 'the budget limits it', where: 'editor' })
    expect(reasonOf('BRAND_NEW_REASON')).toMatchObject({ words: 'brand new reason', where: 'google' })
  })

  it('a policy names what it was found in', () => {
    expect(topicWords({ topic: 'ALCOHOL', type: 'LIMITED', texts: ['Whisky tasting'] })).toBe(
      'Alcohol: shown in some places only, for “Whisky tasting”',
    )
    expect(topicWords({ topic: 'SOMETHING_NEW', type: 'STRANGE_TYPE', texts: [] })).toBe(
      'Something new: strange type',
    )
  })

  it.each([
    [null, null, null, undefined],
    ['REVIEW_IN_PROGRESS', null, 'Under review', 'wait'],
    ['REVIEW_IN_PROGRESS', 'APPROVED', 'Under review', 'wait'],
    ['REVIEWED', 'APPROVED', 'Approved', 'good'],
    ['REVIEWED', 'APPROVED_LIMITED', 'Approved, limited', 'limited'],
    ['REVIEWED', 'AREA_OF_INTEREST_ONLY', 'Approved in areas of interest only', 'limited'],
    ['REVIEWED', 'DISAPPROVED', 'Disapproved', 'bad'],
    ['UNDER_APPEAL', 'DISAPPROVED', 'Disapproved, under appeal', 'bad'],
    ['ELIGIBLE_MAY_SERVE', null, 'May serve while under review', 'wait'],
    ['REVIEWED', 'BRAND_NEW', 'Brand new', 'limited'],
  ])('review %s and approval %s: %s', (review, approval, words, tone) => {
    expect(reviewWords(ad(review, approval))?.words ?? null).toBe(words)
    expect(reviewWords(ad(review, approval))?.tone).toBe(tone)
  })
})
