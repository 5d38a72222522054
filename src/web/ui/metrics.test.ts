import { describe, expect, it } from 'vitest'
import { changeOf, everyDay, METRICS, pacingOf, pacingRange, runPacingOf, runRange } from './metrics.ts'
import { addDays } from '../../contract/dates.ts'

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

  it('a change is a part of what was before, and none of nothing', () => {
    expect(changeOf(3, 2)).toBeCloseTo(0.5)
    expect(changeOf(3, 0)).toBeNull()
    expect(changeOf(0, 4)).toBe(-1)
    expect(changeOf(null, 4)).toBeNull()
  })

  it('paces the month by its own days, against 30.4 daily budgets', () => {
    const days = [day('2026-01-31'), day('2026-02-01'), day('2026-02-14')]
    const { spent, most, part } = pacingOf(days, '2026-02-14', '10000000')
    expect(spent).toBe(10)
    expect(most).toBeCloseTo(304)
    expect(part).toBe(0.5)
  })

  it('foretells the end of the month from the last seven whole days, also across its beginning', () => {
    const today = '2026-03-04'
    expect(pacingRange(today)).toEqual({ from: '2026-02-25', to: today })
    const week = Array.from({ length: 7 }, (_, index) => day(addDays('2026-02-25', index)))
    const { spent, forecast } = pacingOf([...week, day(today, { costMicros: '1000000' })], today, '10000000')
    // Three whole days of five each, one of today; 28 days with today are still to be spent, at five a day.
    expect(spent).toBe(16)
    expect(forecast).toBeCloseTo(15 + 28 * 5)
  })

  it('foretells nothing of fewer than three days with cost, and never less than is spent', () => {
    const today = '2026-03-31'
    const two = [day('2026-03-29'), day('2026-03-30')]
    expect(pacingOf(two, today, '10000000').forecast).toBeNull()
    const three = [...two, day('2026-03-28'), day(today, { costMicros: '99000000' })]
    expect(pacingOf(three, today, '10000000').forecast).toBe(114)
  })

  it('holds a run against its whole budget, from its first day to its last', () => {
    const run = { startDate: '2026-03-01', endDate: '2026-03-20', totalBudgetMicros: '100000000' }
    const today = '2026-03-10'
    expect(runRange(run, today)).toEqual({ from: '2026-03-01', to: today })
    expect(runRange({ startDate: null }, today).from).toBe(addDays(today, -395))
    const days = Array.from({ length: 9 }, (_, index) => day(addDays('2026-03-01', index)))
    expect(runPacingOf(days, today, run)).toEqual({ spent: 45, most: 100, part: 0.5, forecast: 45 + 11 * 5 })
    expect(runPacingOf(days, '2026-03-25', run), 'after its end').toMatchObject({ part: 1, forecast: 45 })
    expect(runPacingOf([], '2026-02-20', run), 'before its start').toMatchObject({ part: 0, forecast: null })
    expect(runPacingOf(days.slice(4), today, { ...run, startDate: null }), 'begun at once').toMatchObject({
      spent: 25,
      part: 6 / 16,
    })
  })
})
