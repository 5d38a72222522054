import { expect, it } from 'vitest'
import { liveWords, stopped, stopSummary } from './stop-words.ts'

it('a stop is told by what became of its campaigns, in the order in which it happens', () => {
  const on = { state: 'ON' as const, outcomes: { PAUSED: 3, WAITING: 1, FAILED: 1 }, restored: {} }
  expect(stopSummary(on)).toBe('Campaigns: 1 waits to be paused, 3 paused, 1 not paused.')
  const restored = { ...on, state: 'RESTORING' as const, restored: { LEFT_OUT: 1, RESUMED: 2 } }
  expect(stopSummary(restored)).toBe('Campaigns: 2 runs again, 1 left out.')
  expect(stopSummary({ ...on, outcomes: {} })).toBe('Nothing was live.')
})

it('a stop is of everything or of an account', () => {
  expect(stopped({ accountName: null })).toBe('Everything is stopped')
  expect(stopped({ accountName: 'Garden' })).toBe('Garden is stopped')
})

it('what a stop would find is told before it is pressed', () => {
  expect(liveWords({ campaigns: 0, protectedCampaigns: 0 })).toBe('Nothing is live.')
  expect(liveWords({ campaigns: 1, protectedCampaigns: 0 })).toBe('One campaign is live or about to be.')
  expect(liveWords({ campaigns: 1, protectedCampaigns: 1 })).toMatch(/, and it is protected\.$/)
  expect(liveWords({ campaigns: 14, protectedCampaigns: 2 })).toBe(
    '14 campaigns are live or about to be, 2 of them protected.',
  )
})
