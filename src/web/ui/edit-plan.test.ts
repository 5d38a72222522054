import { describe, expect, test } from 'vitest'
import type { CampaignListItem } from '../../contract/campaign.ts'
import type { Account } from '../../contract/session.ts'
import type { ColumnKey } from './columns.ts'
import type { BulkEdit, PlannedCell } from './edit-plan.ts'
import { editsOf, planBulk, planFill, planPaste } from './edit-plan.ts'

const account = { id: 'a', name: 'Acme', currencyCode: 'USD' } as Account
const context = { rights: { role: 'editor', accounts: null }, accounts: [account], locale: 'en-US' } as const
const campaign = (id: string, more: Partial<CampaignListItem> = {}): CampaignListItem =>
  ({
    id,
    name: `Campaign ${id}`,
    accountId: 'a',
    campaignType: 'SEARCH',
    status: 'DRAFT',
    archivedAt: null,
    protection: null,
    googleCampaignId: null,
    googleStatus: null,
    lastPublication: null,
    dailyBudgetMicros: '50000000',
    totalBudgetMicros: null,
    startDate: null,
    endDate: null,
    ...more,
  }) as CampaignListItem
const items = [campaign('1'), campaign('2'), campaign('3')]
const columns: ColumnKey[] = ['name', 'type', 'dailyBudgetMicros', 'endDate']
const brief = (cells: readonly PlannedCell[]) =>
  cells.map(({ item, key, value, refused }) => [item.id, key, refused === null ? value : 'refused'])
const at = (top: number, left: number, bottom = top, right = left) => ({
  items,
  columns,
  block: { top, left, bottom, right },
})

describe('a pasted block', () => {
  test('goes from the corner on; what is so already is no change, and what cannot be is refused', () => {
    const plan = planPaste(
      [
        ['New name', 'Search', '60'],
        ['Campaign 2', 'Display', 'a lot'],
      ],
      at(0, 1),
      context,
    )
    expect(brief(plan.cells)).toEqual([
      ['1', 'name', 'New name'],
      ['1', 'dailyBudgetMicros', '60000000'],
      ['2', 'type', 'refused'],
      ['2', 'dailyBudgetMicros', 'refused'],
    ])
    expect(plan.leftOut).toBeNull()
    expect(editsOf(plan.cells)).toEqual([
      { id: '1', set: { name: 'New name', dailyBudgetMicros: '60000000' } },
    ])
  })

  test('fills a selection that it fits into, and no other', () => {
    expect(brief(planPaste([['70']], at(0, 3, 2, 3), context).cells)).toHaveLength(3)
    expect(brief(planPaste([['70'], ['80']], at(0, 3, 2, 3), context).cells)).toEqual([
      ['1', 'dailyBudgetMicros', '70000000'],
      ['2', 'dailyBudgetMicros', '80000000'],
    ])
  })

  test('ends where the table ends, and says so', () => {
    const plan = planPaste([['2030-01-01', 'x'], ['2030-01-02']], at(2, 4), context)
    expect(brief(plan.cells)).toEqual([['3', 'endDate', '2030-01-01']])
    expect(plan.leftOut).toBe('Left out, because the table ends there: one row and one column.')
  })
})

test('a fill by the mouse repeats what was selected, below it and above', () => {
  const five = [1, 2, 3, 4, 5].map((number) =>
    campaign(`${number}`, { dailyBudgetMicros: `${number}0000000` }),
  )
  const column = { ...at(1, 3, 4, 3), items: five }
  const values = (cells: readonly PlannedCell[]) => cells.map(({ item, text }) => `${item.id}: ${text}`)
  const down = planFill(column, context, { top: 1, bottom: 2 })
  expect([down.title, ...values(down.cells)]).toEqual(['Fill down', '4: 20', '5: 30'])
  const up = planFill({ ...at(0, 3, 4, 3), items: five }, context, { top: 3, bottom: 4 })
  expect([up.title, ...values(up.cells)]).toEqual(['Fill up', '1: 50', '2: 40', '3: 50'])
})

test('fill down puts the first row into the others', () => {
  const first = campaign('1', { dailyBudgetMicros: '75500000', endDate: '2030-01-01' })
  const plan = planFill({ ...at(0, 3, 2, 4), items: [first, ...items.slice(1)] }, context)
  expect(editsOf(plan.cells)).toEqual([
    { id: '2', set: { dailyBudgetMicros: '75500000', endDate: '2030-01-01' } },
    { id: '3', set: { dailyBudgetMicros: '75500000', endDate: '2030-01-01' } },
  ])
})

describe('a bulk edit', () => {
  const bulk = (edit: BulkEdit, ...of: CampaignListItem[]) => brief(planBulk(edit, of, context))

  test('raises budgets by a part or an amount, in steps of the currency', () => {
    const odd = campaign('1', { dailyBudgetMicros: '33330000' })
    expect(bulk({ kind: 'percent', percent: 10 }, odd)).toEqual([['1', 'dailyBudgetMicros', '36660000']])
    expect(bulk({ kind: 'percent', percent: -12.5 }, items[0]!)[0]![2]).toBe('43750000')
    expect(bulk({ kind: 'raise', amount: '5', isLess: false }, items[0]!)[0]![2]).toBe('55000000')
  })

  test('leaves no budget of nothing', () => {
    expect(bulk({ kind: 'raise', amount: '50', isLess: true }, items[0]!)[0]![2]).toBe('refused')
    expect(bulk({ kind: 'percent', percent: -100 }, items[0]!)[0]![2]).toBe('refused')
    expect(bulk({ kind: 'percent', percent: 10 }, campaign('1', { dailyBudgetMicros: null }))[0]![2]).toBe(
      'refused',
    )
  })

  test('changes the budget that a campaign has', () => {
    const whole = campaign('1', { dailyBudgetMicros: null, totalBudgetMicros: '900000000' })
    expect(bulk({ kind: 'budget', amount: '1000' }, whole)).toEqual([
      ['1', 'totalBudgetMicros', '1000000000'],
    ])
  })
})
