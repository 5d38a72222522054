import { expect, it } from 'vitest'
import { stopped, stopSummary } from './stop-words.ts'

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
