import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../contract/dates.ts'
import type { MonthsDearest, SideTotals } from '../store/top-campaigns.ts'
import { partsOf, topOf } from './top-campaigns.ts'

const date = fc.integer({ min: 0, max: 2000 }).map((days) => addDays('2023-01-01', days))

const daysOf = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

describe('a range in parts', () => {
  it('is whole months and days beside them', () => {
    expect(partsOf({ from: '2026-01-31', to: '2026-04-02' }, 1)).toEqual({
      months: [
        { side: 1, month: '2026-02-01' },
        { side: 1, month: '2026-03-01' },
      ],
      days: [
        { side: 1, from: '2026-01-31', to: '2026-01-31' },
        { side: 1, from: '2026-04-01', to: '2026-04-02' },
      ],
    })
  })

  it('has every day once', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 500 }), (from, length) => {
        const to = addDays(from, length)
        const { months, days } = partsOf({ from, to }, 0)
        const ofMonths = months.flatMap(({ month }) =>
          daysOf(month, addDays(`${addDays(month, 31).slice(0, 7)}-01`, -1)),
        )
        const all = [...ofMonths, ...days.flatMap((part) => daysOf(part.from, part.to))]
        expect(all.toSorted()).toEqual(daysOf(from, to))
      }),
    )
  })
})

const MONTHS = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'] as const
const NOW = { from: '2026-03-01', to: '2026-04-30' }
const BEFORE = { from: '2026-01-01', to: '2026-02-28' }
const PER_MONTH = 3
/** What each campaign cost in each month. */
const costs = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)), { minLength: 1, maxLength: 9 })

function dearestOf(rows: readonly (readonly number[])[]): MonthsDearest[] {
  return MONTHS.flatMap((month, index) =>
    rows
      .map((row, campaign) => ({ month, campaign_id: `c${campaign}`, account_id: 'a', cost: row[index]! }))
      .filter(({ cost }) => cost > 0)
      .toSorted((one, other) => other.cost - one.cost || one.campaign_id.localeCompare(other.campaign_id))
      .slice(0, PER_MONTH)
      .map(({ cost, ...row }) => ({ ...row, cost_micros: String(cost) })),
  )
}

function sumsOf(rows: readonly (readonly number[])[], isSeen: (id: string) => boolean): SideTotals[] {
  const none = { impressions: '0', clicks: '0', conversions: '0', conversions_value: '0' }
  return rows.flatMap(([jan, feb, mar, apr], campaign) => {
    const id = `c${campaign}`
    if (!isSeen(id)) return []
    return [
      { campaign_id: id, side: 0, cost_micros: String(mar! + apr!), ...none },
      { campaign_id: id, side: 1, cost_micros: String(jan! + feb!), ...none },
    ]
  })
}

describe('the first of those that were looked at', () => {
  it.each(['cost', 'change'] as const)('are the first of all by %s wherever they say so', (by) => {
    let complete = 0
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 3 }), (rows, limit) => {
        const dearest = dearestOf(rows)
        const seen = new Set(dearest.map((row) => row.campaign_id))
        const ranges = by === 'cost' ? [NOW] : [NOW, BEFORE]
        const looked = { dearest, perMonth: PER_MONTH, ranges }
        const found = topOf(
          by,
          limit,
          sumsOf(rows, (id) => seen.has(id)),
          looked,
        )
        if (!found.complete) return
        complete += 1
        const all = topOf(
          by,
          limit,
          sumsOf(rows, () => true),
          looked,
        )
        expect(found.first).toEqual(all.first)
      }),
      { numRuns: 2000 },
    )
    expect(complete).toBeGreaterThan(100)
  })
})
