import { describe, expect, it } from 'vitest'
import { auditValue } from './audit-value.ts'

describe('a side of a change', () => {
  it.each([
    ['role', 'publisher', 'publisher'],
    ['endDate', null, 'not set'],
    ['containsEuPoliticalAdvertising', false, 'no'],
    ['dailyBudgetMicros', '50000000', '50'],
    ['dailyBudgetMicros', null, 'not set'],
    ['accountIds', ['a', 'b'], 'a, b'],
    ['accountIds', [], 'none'],
    ['columns', { name: 120 }, '{"name":120}'],
  ])('%s %j reads %s', (field, value, words) => {
    expect(auditValue(field, value)).toBe(words)
  })
})
