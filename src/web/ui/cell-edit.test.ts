import type { Rights } from '../../contract/actions.ts'
import type { Role } from '../../contract/words.ts'
import { describe, expect, test } from 'vitest'
import type { CampaignListItem } from '../../contract/campaign.ts'
import { readCell, whyReadOnly, writeCell } from './cell-edit.ts'
import { readDate } from './read-date.ts'

const item = {
  status: 'DRAFT',
  archivedAt: null,
  protection: null,
  googleCampaignId: null,
  googleStatus: null,
  lastPublication: null,
  dailyBudgetMicros: '50000000',
  totalBudgetMicros: null,
} as CampaignListItem

describe('a date is read', () => {
  test('as machines and as people write it', () => {
    expect(readDate('2026-3-5')).toBe('2026-03-05')
    expect(readDate('Mar 5, 2026')).toBe('2026-03-05')
    expect(readDate('5 March 2026')).toBe('2026-03-05')
    expect(readDate('2026/03/05')).toBe('2026-03-05')
  })

  test('in the order of the language, which is never turned round', () => {
    expect(readDate('03/05/2026', 'en-US')).toBe('2026-03-05')
    expect(readDate('03/05/2026', 'en-GB')).toBe('2026-05-03')
    expect(readDate('5. März 2026', 'de')).toBe('2026-03-05')
    expect(readDate('31/12/2026', 'en-US')).toBeNull()
  })

  test('with dots from the day on, in every language', () => {
    expect(readDate('5.3.2026', 'de')).toBe('2026-03-05')
    expect(readDate('31.12.2026', 'en-US')).toBe('2026-12-31')
    expect(readDate('12.31.2026', 'en-US')).toBeNull()
  })

  test('only where there is such a day', () => {
    expect(readDate('2026-02-30')).toBeNull()
    expect(readDate('soon')).toBeNull()
    expect(readDate('12/31/26')).toBeNull()
  })
})

describe('a cell', () => {
  test('reads amounts in the currency of the account and writes them plain', () => {
    expect(readCell('dailyBudgetMicros', ' 1,234.50 ', 'USD')).toEqual({ ok: true, value: '1234500000' })
    expect(readCell('dailyBudgetMicros', '12.5', 'JPY').ok).toBe(false)
    expect(writeCell('dailyBudgetMicros', '1234500000', 'en')).toBe('1234.50')
    expect(writeCell('dailyBudgetMicros', '60000000', 'en')).toBe('60')
  })

  test('goes into a spreadsheet as its reader writes amounts, and comes back as it was', () => {
    expect(writeCell('dailyBudgetMicros', '3500000', 'de')).toBe('3,50')
    expect(writeCell('dailyBudgetMicros', '3500000', 'ar-EG')).toBe('3.50')
    expect(readCell('dailyBudgetMicros', '3,50', 'EUR')).toEqual({ ok: true, value: '3500000' })
  })

  test('may be emptied, except a name', () => {
    expect(readCell('endDate', ' ', 'USD')).toEqual({ ok: true, value: null })
    expect(readCell('name', ' ', 'USD').ok).toBe(false)
  })

  test('says why nothing can be written into it', () => {
    const as = (role: Role): Rights => ({ role, accounts: null })
    const limited = { role: 'editor', accounts: {} } as const
    expect(whyReadOnly(item, 'name', limited)).toContain('limited to other accounts')
    expect(whyReadOnly(item, 'dailyBudgetMicros', as('editor'))).toBeNull()
    expect(whyReadOnly(item, 'totalBudgetMicros', as('editor'))).toContain('budget per day')
    expect(whyReadOnly(item, 'type', as('admin'))).toContain('keeps its type')
    expect(whyReadOnly(item, 'name', as('viewer'))).toContain('Your role')
    expect(whyReadOnly({ ...item, archivedAt: '2026-01-01T00:00:00Z' }, 'name', as('admin'))).toContain(
      'archived',
    )
  })
})
