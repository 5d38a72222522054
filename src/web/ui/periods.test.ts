import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../../contract/dates.ts'
import { changeOf, everyDay } from './metrics.ts'
import {
  comparedDate,
  comparedRange,
  daysBeside,
  isDate,
  isKnown,
  isRange,
  PERIODS,
  rangeBefore,
  rangeOf,
  yearBefore,
} from './periods.ts'

const date = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1999-01-01', days))
const range = fc
  .tuple(date, fc.integer({ min: 0, max: 1095 }))
  .map(([from, length]) => ({ from, to: addDays(from, length) }))
const length = ({ from, to }: { from: string; to: string }): number => daysBetween(from, to) + 1

const numbers = (day: string, clicks: number) => ({
  date: day,
  impressions: 0,
  clicks,
  costMicros: '0',
  conversions: '0',
  conversionsValue: '0',
})

describe('periods', () => {
  it('those of so many days end with yesterday, those of months with the month', () => {
    const today = '2026-03-02'
    expect(rangeOf('7d', today)).toEqual({ from: '2026-02-23', to: '2026-03-01' })
    expect(rangeOf('month', today)).toEqual({ from: '2026-03-01', to: '2026-03-02' })
    expect(rangeOf('last-month', today)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    const search = { from: '2026-01-05', to: '2026-01-05', tab: 'performance' }
    expect(rangeOf('own', today, search)).toEqual({
      from: '2026-01-05',
      to: '2026-01-05',
    })
    expect(rangeOf('own', today, { from: '2026-02-30', to: '2026-03-01' })).toEqual(rangeOf('30d', today))
  })

  it('each is a range that the API takes, on any day', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...PERIODS), (today, period) => {
        const found = rangeOf(period, today)
        return isRange(found) && found.to <= today
      }),
    )
  })

  it('a range has both its days, in order, and no more than three years', () => {
    expect(isRange({ from: '2026-01-01' })).toBe(false)
    expect(isRange({ from: '2026-01-02', to: '2026-01-01' })).toBe(false)
    expect(isRange({ from: '2020-01-01', to: '2023-01-01' })).toBe(false)
    expect(isRange({ from: '2020-01-01', to: '2022-12-31' })).toBe(true)
    expect(['2026-02-29', '2026-2-1', '2026-01-01T00:00:00Z', ''].map(isDate)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

describe('comparison', () => {
  it('the days before are as many, and end where the others begin', () => {
    fc.assert(
      fc.property(range, (one) => {
        const before = rangeBefore(one)
        expect(length(before)).toBe(length(one))
        expect(addDays(before.to, 1)).toBe(one.from)
      }),
    )
  })

  it('a year before is the same day of the same month, and of 29 February the 28th', () => {
    expect(yearBefore('2024-02-29')).toBe('2023-02-28')
    fc.assert(
      fc.property(date, (day) => {
        const before = yearBefore(day)
        expect(isDate(before)).toBe(true)
        expect(Number(before.slice(0, 4))).toBe(Number(day.slice(0, 4)) - 1)
        if (!day.endsWith('02-29')) expect(before.slice(5)).toBe(day.slice(5))
      }),
    )
  })

  it('every day is held against one of the days that the range is compared with, in their order', () => {
    fc.assert(
      fc.property(range, fc.constantFrom('previous' as const, 'year' as const), (one, comparison) => {
        const compared = comparedRange(one, comparison)!
        const days = everyDay([], one.from, one.to)
        const others = days.map((day) => comparedDate(day.date, one, comparison))
        expect(others[0]).toBe(compared.from)
        expect(others.at(-1)).toBe(compared.to)
        expect(others.toSorted()).toEqual(others)
      }),
    )
  })

  it('what stands beside the days adds up to what the days before had', () => {
    fc.assert(
      fc.property(range, fc.array(fc.nat(1000), { maxLength: 60 }), (one, clicks) => {
        const before = rangeBefore(one)
        const reported = clicks
          .map((count, index) => numbers(addDays(before.from, index), count))
          .filter((day) => day.date <= before.to)
        const earlier = everyDay(reported, before.from, before.to)
        const beside = daysBeside(everyDay([], one.from, one.to), earlier, one, 'previous')
        const sum = (some: readonly ({ clicks: number } | null)[]) =>
          some.reduce((all, day) => all + (day?.clicks ?? 0), 0)
        expect(beside).not.toContain(null)
        expect(sum(beside)).toBe(sum(reported))
      }),
    )
  })

  it('29 February of the year before stands beside no day of a year that has none', () => {
    const one = { from: '2025-02-27', to: '2025-03-01' }
    const earlier = everyDay([numbers('2024-02-29', 7)], '2024-02-27', '2024-03-01')
    const beside = daysBeside(everyDay([], one.from, one.to), earlier, one, 'year')
    expect(beside.map((day) => day?.date)).toEqual(['2024-02-27', '2024-02-28', '2024-03-01'])
  })

  it('a change leads back to what was before', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e12, noNaN: true }),
        fc.double({ min: 0, max: 1e12, noNaN: true }),
        (was, is) => {
          expect(Math.abs(was * (1 + changeOf(is, was)!) - is)).toBeLessThanOrEqual(1e-9 * Math.max(was, is))
        },
      ),
    )
  })

  it('nothing is compared with days that were never read', () => {
    expect(isKnown({ from: '2026-01-01', to: '2026-01-31' }, null)).toBe(false)
    expect(isKnown({ from: '2026-01-01', to: '2026-01-31' }, '2026-01-02')).toBe(false)
    expect(isKnown({ from: '2026-01-01', to: '2026-01-31' }, '2026-01-01')).toBe(true)
  })
})
