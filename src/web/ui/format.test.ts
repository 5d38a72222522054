import { describe, expect, test, vi } from 'vitest'
import {
  formatAgo,
  formatBytes,
  formatCustomerId,
  formatDate,
  formatDates,
  formatDuration,
  formatMoment,
} from './format.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z')

describe('formats', () => {
  test('a calendar date never shifts with the zone', () => {
    expect(formatDate('2026-12-31')).toContain('31')
    expect(formatDate('2026-12-31')).toContain('2026')
  })

  test('a range names what is missing', () => {
    expect(formatDates(null, null)).toBe('No dates')
    expect(formatDates('2026-12-01', null)).toMatch(/^From /)
    expect(formatDates(null, '2026-12-01')).toMatch(/^Until /)
  })

  test('a moment is told in the zone of its account, with the name of the zone', () => {
    expect(formatMoment('2026-11-23T03:30:00Z', 'America/New_York')).toMatch(/22.*(EST|GMT-5)/)
    expect(formatMoment('2026-11-23T03:30:00Z', 'Asia/Tokyo')).toMatch(/23.*(JST|GMT\+9)/)
  })

  test('moments are told from now', () => {
    expect(formatAgo('2026-11-23T11:59:30Z', NOW)).toBe('just now')
    expect(formatAgo('2026-11-23T11:57:00Z', NOW)).toMatch(/3/)
    expect(formatAgo('2026-11-21T12:00:00Z', NOW)).toMatch(/2 days ago/)
  })

  test('in the words of the sentences around it, whatever the language of the browser', () => {
    vi.stubGlobal('navigator', { language: 'de-DE' })
    expect(formatAgo('2026-11-23T11:57:00Z', NOW)).toBe('3 min. ago')
    vi.unstubAllGlobals()
  })

  test('sizes, durations and customer ids read as people write them', () => {
    expect(formatBytes(900)).toBe('900 B')
    expect(formatBytes(5 * 1024 * 1024)).toBe('5 MB')
    expect(formatDuration(420)).toBe('420 ms')
    expect(formatDuration(61_000)).toBe('1 min 1 s')
    expect(formatCustomerId('1234567890')).toBe('123-456-7890')
  })
})
