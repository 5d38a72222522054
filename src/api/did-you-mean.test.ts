import { expect, test } from 'vitest'
import { didYouMean } from './did-you-mean.ts'

const fields = ['name', 'dailyBudgetMicros', 'startDate', 'endDate', 'finalUrl', 'adHeadline']

test.each([
  ['Name', 'name'],
  ['daily_budget_micros', 'dailyBudgetMicros'],
  ['dailyBudgetMicro', 'dailyBudgetMicros'],
  ['strtDate', 'startDate'],
  ['final-URL', 'finalUrl'],
  ['adHeadlines', 'adHeadline'],
])('%s is meant as %s', (word, meant) => expect(didYouMean(word, fields)).toBe(meant))

test.each(['budget', 'x', 'id', '', 'q'.repeat(1_000), '日本'])('%s is like nothing here', (word) =>
  expect(didYouMean(word, fields)).toBeUndefined(),
)
