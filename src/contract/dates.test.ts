import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, endOfDayIn, isValidTimeZone, todayIn } from './dates.ts'

describe('todayIn', () => {
  it.each([
    ['Pacific/Kiritimati', '2026-11-23T10:30:00Z', '2026-11-24'],
    ['Pacific/Pago_Pago', '2026-11-23T10:30:00Z', '2026-11-22'],
    ['Asia/Tokyo', '2026-11-23T15:00:00Z', '2026-11-24'],
    ['Asia/Tokyo', '2026-11-23T14:59:59.999Z', '2026-11-23'],
    ['America/New_York', '2026-03-08T04:59:00Z', '2026-03-07'],
    ['America/New_York', '2026-03-09T03:59:00Z', '2026-03-08'],
    ['Asia/Kathmandu', '2026-12-31T18:15:00Z', '2027-01-01'],
    ['Etc/UTC', '2026-11-23T23:59:59Z', '2026-11-23'],
  ])('in %s at %s is %s', (timeZone, now, date) => {
    expect(todayIn(timeZone, new Date(now))).toBe(date)
  })

  it('throws on a time zone that does not exist', () => {
    expect(() => todayIn('Mars/Olympus')).toThrow(RangeError)
  })
})

describe('isValidTimeZone', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('%j: %s', (timeZone, valid) => {
    expect(isValidTimeZone(timeZone)).toBe(valid)
  })
})

describe('addDays and daysBetween', () => {
  it('know month ends, leap years and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28')
    expect(daysBetween('2026-12-01', '2026-12-31')).toBe(30)
    expect(daysBetween('2026-12-31', '2026-12-01')).toBe(-30)
  })

  it('are each other’s reverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (days) => {
        expect(daysBetween('2026-11-23', addDays('2026-11-23', days))).toBe(days)
      }),
    )
  })
})

it('a day ends where the account is, also when the clocks change', () => {
  expect(endOfDayIn('UTC', '2026-03-29').toISOString()).toBe('2026-03-29T23:59:59.999Z')
  expect(endOfDayIn('Europe/Berlin', '2026-03-28').toISOString()).toBe('2026-03-28T22:59:59.999Z')
  expect(endOfDayIn('Europe/Berlin', '2026-03-29').toISOString()).toBe('2026-03-29T21:59:59.999Z')
  expect(endOfDayIn('America/New_York', '2026-01-31').toISOString()).toBe('2026-02-01T04:59:59.999Z')
  expect(endOfDayIn('Pacific/Kiritimati', '2026-01-31').toISOString()).toBe('2026-01-31T09:59:59.999Z')
})
