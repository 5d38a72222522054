import { describe, expect, test } from 'vitest'
import type { StateFacts } from './campaign-state.ts'
import { budgetWords, hasUnpublishedEdits, stateWords } from './campaign-state.ts'

const draft: StateFacts = {
  accountId: '0192f0c4-0000-7000-8000-00000000000a',
  status: 'DRAFT',
  lastPublication: null,
  archivedAt: null,
  publishedVersion: null,
  version: 1,
  googleCampaignId: null,
  protection: null,
  googleStatus: null,
}
const publication = (
  kind: 'PUBLISH' | 'PAUSE',
  state: 'RUNNING' | 'UNKNOWN' | 'NEEDS_ATTENTION' | 'FAILED' | 'SUCCEEDED',
) => ({
  id: '0192f0c4-0000-7000-8000-000000000001',
  kind,
  state,
  createdAt: '2026-11-23T10:00:00Z',
})

describe('the state of a campaign in words', () => {
  test('is its status where nothing else is the matter', () => {
    expect(stateWords(draft).label).toBe('Draft')
    expect(
      stateWords({ ...draft, status: 'PUBLISHED', lastPublication: publication('PUBLISH', 'SUCCEEDED') })
        .label,
    ).toBe('Published')
  })

  test('a running publication comes first', () => {
    expect(stateWords({ ...draft, lastPublication: publication('PUBLISH', 'RUNNING') }).label).toBe(
      'Publishing',
    )
    expect(
      stateWords({ ...draft, status: 'PUBLISHED', lastPublication: publication('PAUSE', 'RUNNING') }).label,
    ).toBe('Pausing')
    expect(stateWords({ ...draft, lastPublication: publication('PUBLISH', 'UNKNOWN') }).label).toBe(
      'Checking',
    )
    expect(stateWords({ ...draft, lastPublication: publication('PUBLISH', 'NEEDS_ATTENTION') }).tone).toBe(
      'attention',
    )
  })

  test('tells a failure and a removal apart from intent', () => {
    expect(stateWords({ ...draft, lastPublication: publication('PUBLISH', 'FAILED') }).label).toBe('Failed')
    expect(stateWords({ ...draft, status: 'PUBLISHED', googleStatus: 'REMOVED' }).label).toBe(
      'Removed at Google',
    )
  })

  test('a failed pause leaves a published campaign published', () => {
    expect(
      stateWords({ ...draft, status: 'PUBLISHED', lastPublication: publication('PAUSE', 'FAILED') }).label,
    ).toBe('Published')
  })

  test('knows of edits that Google does not have', () => {
    expect(hasUnpublishedEdits({ publishedVersion: 2, version: 3 })).toBe(true)
    expect(hasUnpublishedEdits({ publishedVersion: 3, version: 3 })).toBe(false)
    expect(hasUnpublishedEdits({ publishedVersion: null, version: 3 })).toBe(false)
  })
})

test('a budget is told by what it is for, and never as none where the whole run has one', () => {
  const none = { dailyBudgetMicros: null, totalBudgetMicros: null }
  expect(budgetWords(none, 'USD')).toBeNull()
  expect(budgetWords({ ...none, dailyBudgetMicros: '50000000' }, 'USD')).toEqual({
    amount: '$50.00',
    per: 'a day',
  })
  expect(budgetWords({ ...none, totalBudgetMicros: '900000000' }, 'JPY')).toEqual({
    amount: '¥900',
    per: 'in all',
  })
})
