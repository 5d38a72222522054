import { describe, expect, it } from 'vitest'
import { preflight } from '../preflight.ts'
import { inCurrency, publishedSample, sampleContext, sampleDocument } from './sample-document.ts'
import { samplePerformanceMax, sampleSearch } from './sample-types.ts'

type Over = Parameters<typeof sampleDocument>[0]
type Around = Parameters<typeof sampleContext>[0]

const total = (totalBudgetMicros: string, over: Over = {}): Over => ({
  dailyBudgetMicros: null,
  totalBudgetMicros,
  ...over,
})
const findings = (over: Over, context: Around = {}): string[] =>
  preflight(sampleDocument(over), sampleContext(context)).map(
    ({ severity, path, code }) => `${severity} ${path} ${code}`,
  )

describe('a total budget', () => {
  // The sample runs for the 31 days of December.
  it.each<[string, Over, Around]>([
    ['of five dollars for each day', total('155000000'), {}],
    ['of one day', total('5000000', { startDate: '2026-12-31' }), {}],
    ['in yen', total('155000000000', { targetCpaMicros: null }), inCurrency('JPY')],
    ['that begins today', total('195000000', { startDate: null }), {}],
    [
      'that stays one',
      total('155000000'),
      { published: publishedSample({ dailyBudgetMicros: null, totalBudgetMicros: '155000000' }) },
    ],
  ])('%s has no finding', (_, over, context) => {
    expect(findings(over, context)).toEqual([])
  })

  it.each<[string, Over, Around, string]>([
    ['beside a daily one', { totalBudgetMicros: '155000000' }, {}, 'error totalBudgetMicros budget_both'],
    ['of nothing', total('0'), {}, 'error totalBudgetMicros budget_not_positive'],
    ['off the cent', total('155005000'), {}, 'error totalBudgetMicros budget_not_billable'],
    ['below five dollars a day', total('154990000'), {}, 'error totalBudgetMicros budget_below_minimum'],
    [
      'below five dollars a day, from today',
      total('194990000', { startDate: null }),
      {},
      'error totalBudgetMicros budget_below_minimum',
    ],
    [
      'that may be below the minimum',
      total('15500000000', { targetCpaMicros: null }),
      inCurrency('JPY'),
      'warning totalBudgetMicros budget_may_be_below_minimum',
    ],
    ['without an end', total('155000000', { endDate: null }), {}, 'error endDate end_date_required'],
    [
      'for more than a year',
      total('5000000000', { endDate: '2027-12-31' }),
      {},
      'warning totalBudgetMicros total_budget_run_long',
    ],
    [
      'in place of a daily one',
      total('155000000'),
      { published: publishedSample() },
      'error totalBudgetMicros budget_period_fixed',
    ],
    [
      'that becomes a daily one',
      {},
      { published: publishedSample({ dailyBudgetMicros: null, totalBudgetMicros: '155000000' }) },
      'error dailyBudgetMicros budget_period_fixed',
    ],
    ['of 300,000.01 USD', total('300000010000'), {}, 'warning totalBudgetMicros budget_very_high'],
  ])('%s', (_, over, context, finding) => {
    expect(findings(over, context)).toEqual([finding])
  })

  it('may be refused for a type for which Google is only beginning to take them', () => {
    for (const sample of [sampleSearch, samplePerformanceMax]) {
      const codes = preflight(sample(total('1000000')), sampleContext()).map(({ code }) => code)
      expect(codes).toEqual(['total_budget_may_be_refused'])
    }
  })

  it('says over how many days it is spread', () => {
    const [finding] = preflight(sampleDocument(total('100000000')), sampleContext())
    expect(finding).toMatchObject({
      message: "100 USD over 31 days is below Google's minimum for Demand Gen campaigns, $5.00 a day.",
      fix: 'Raise the total budget to $155.00 or more.',
    })
  })
})
