import { describe, expect, it } from 'vitest'
import { changeOf, everyDay, METRICS, pacingOf, rangeBefore } from './metrics.ts'

const day = (date: string, over: object = {}) => ({
  date,
  impressions: 1000,
  clicks: 20,
  costMicros: '5000000',
  conversions: '2.5',
  conversionsValue: '40',
  ...over,
})

describe('metrics', () => {
  it('fills the days that Google did not report', () => {
    const days = everyDay([day('2026-02-28')], '2026-02-27', '2026-03-01')
    expect(days.map(({ date, clicks }) => [date, clicks])).toEqual([
      ['2026-02-27', 0],
      ['2026-02-28', 20],
      ['2026-03-01', 0],
    ])
  })

  it('makes rates of what was counted, and none of nothing', () => {
    const one = day('2026-01-01')
    expect(METRICS.ctr.value(one)).toBeCloseTo(0.02)
    expect(METRICS.cpc.value(one)).toBeCloseTo(0.25)
    expect(METRICS.cpa.value(one)).toBeCloseTo(2)
    const nothing = day('2026-01-01', { impressions: 0, clicks: 0, conversions: '0' })
    expect([METRICS.ctr, METRICS.cpc, METRICS.cpa].map(({ value }) => value(nothing))).toEqual([
      null,
      null,
      null,
    ])
  })

  it('compares with as many days right before', () => {
    expect(rangeBefore({ from: '2026-03-01', to: '2026-03-07' })).toEqual({
      from: '2026-02-22',
      to: '2026-02-28',
    })
    expect(changeOf(3, 2)).toBeCloseTo(0.5)
    expect(changeOf(3, 0)).toBeNull()
  })

  it('paces the month by its own days, against 30.4 daily budgets', () => {
    const days = [day('2026-01-31'), day('2026-02-01'), day('2026-02-14')]
    const { spent, most, part } = pacingOf(days, '2026-02-14', '10000000')
    expect(spent).toBe(10)
    expect(most).toBeCloseTo(304)
    expect(part).toBe(0.5)
  })
})
