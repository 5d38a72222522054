import { describe, expect, it } from 'vitest'
import { preflight } from '../preflight.ts'
import type { Finding } from '../publication.ts'
import {
  inCurrency,
  publishedSample,
  sampleAdGroup,
  sampleContext,
  sampleDocument,
} from './sample-document.ts'

const brief = (findings: Finding[]): string[] =>
  findings.map(({ severity, path, code }) => `${severity} ${path} ${code}`)

type Row = [
  what: string,
  document: Parameters<typeof sampleDocument>[0],
  context: Parameters<typeof sampleContext>[0],
  finding: string,
]

describe('the campaign itself', () => {
  it.each<Row>([
    ['a blank name', { name: ' \u00a0' }, {}, 'error name name_required'],
    ['a name of 257', { name: 'x'.repeat(257) }, {}, 'error name name_too_long'],
    ['a name on two lines', { name: 'a\nb' }, {}, 'error name name_control_characters'],
    ['a name that is taken', { name: 'Autumn sale ' }, {}, 'error name name_taken'],
    [
      'a type that changed',
      {},
      { published: publishedSample({ campaignType: 'SEARCH' }) },
      'error campaignType campaign_type_fixed',
    ],
    ['no budget', { dailyBudgetMicros: null }, {}, 'error dailyBudgetMicros budget_required'],
    ['a budget of nothing', { dailyBudgetMicros: '0' }, {}, 'error dailyBudgetMicros budget_not_positive'],
    [
      'a budget that is no number',
      { dailyBudgetMicros: '12.5' },
      {},
      'error dailyBudgetMicros budget_not_positive',
    ],
    [
      'a budget of 50.005',
      { dailyBudgetMicros: '50005000' },
      {},
      'error dailyBudgetMicros budget_not_billable',
    ],
    [
      'half a yen',
      { dailyBudgetMicros: '5000500000', targetCpaMicros: null },
      inCurrency('JPY'),
      'error dailyBudgetMicros budget_not_billable',
    ],
    [
      'half a Chilean peso',
      { dailyBudgetMicros: '50000500000', targetCpaMicros: null },
      inCurrency('CLP'),
      'error dailyBudgetMicros budget_not_billable',
    ],
    [
      'a budget beyond 64 bits a month',
      { dailyBudgetMicros: '303400395949180000' },
      {},
      'error dailyBudgetMicros budget_too_large',
    ],
    [
      '4.99 USD',
      { dailyBudgetMicros: '4990000', targetCpaMicros: null },
      {},
      'error dailyBudgetMicros budget_below_minimum',
    ],
    [
      '500 yen',
      { dailyBudgetMicros: '500000000', targetCpaMicros: null },
      inCurrency('JPY'),
      'warning dailyBudgetMicros budget_may_be_below_minimum',
    ],
    [
      'an old budget below the minimum',
      { dailyBudgetMicros: '3000000', targetCpaMicros: null },
      { published: publishedSample({ dailyBudgetMicros: '3000000' }) },
      'warning dailyBudgetMicros budget_below_minimum',
    ],
    [
      'an old budget below the minimum, and a new end',
      { dailyBudgetMicros: '3000000', targetCpaMicros: null, endDate: '2027-01-31' },
      { published: publishedSample({ dailyBudgetMicros: '3000000' }) },
      'error dailyBudgetMicros budget_below_minimum',
    ],
    [
      'more than double the budget',
      { dailyBudgetMicros: '100010000' },
      { published: publishedSample() },
      'warning dailyBudgetMicros budget_jump',
    ],
    ['10,000.01 USD', { dailyBudgetMicros: '10000010000' }, {}, 'warning dailyBudgetMicros budget_very_high'],
    [
      'less than fifteen targets',
      { dailyBudgetMicros: '44990000' },
      {},
      'warning dailyBudgetMicros budget_low_for_target_cpa',
    ],
    ['a start yesterday', { startDate: '2026-11-22' }, {}, 'error startDate start_date_past'],
    [
      'a start moved after the start',
      { startDate: '2026-11-25' },
      { published: publishedSample({ startDate: '2026-11-23' }) },
      'error startDate start_date_fixed',
    ],
    [
      'a start set after starting at once',
      {},
      { published: publishedSample({ startDate: null }) },
      'error startDate start_date_fixed',
    ],
    [
      'a start moved to the past',
      { startDate: '2026-11-22' },
      { published: publishedSample() },
      'error startDate start_date_past',
    ],
    [
      'a start in over a year',
      { startDate: '2027-11-24', endDate: '2027-12-31' },
      {},
      'warning startDate start_date_far',
    ],
    ['an end yesterday', { startDate: null, endDate: '2026-11-22' }, {}, 'error endDate end_date_past'],
    [
      'an end that has come',
      { startDate: '2026-11-01', endDate: '2026-11-22' },
      { published: publishedSample({ startDate: '2026-11-01', endDate: '2026-11-22' }) },
      'error endDate end_date_past',
    ],
    ['an end before the start', { endDate: '2026-11-30' }, {}, 'error endDate end_date_before_start'],
    ['an end after the last date', { endDate: '2037-12-31' }, {}, 'error endDate end_date_too_late'],
    ['no end', { endDate: null }, {}, 'warning endDate no_end_date'],
    [
      'another strategy',
      { biddingStrategy: 'TARGET_CPA' },
      { published: publishedSample() },
      'warning biddingStrategy bidding_strategy_changes',
    ],
    [
      'an unknown strategy',
      { biddingStrategy: 'MANUAL_CPC' as 'TARGET_CPA' },
      {},
      'error biddingStrategy bidding_strategy_not_allowed',
    ],
    [
      'no target CPA',
      { biddingStrategy: 'TARGET_CPA', targetCpaMicros: null },
      {},
      'error targetCpaMicros target_cpa_required',
    ],
    [
      'a target CPA for clicks',
      { biddingStrategy: 'TARGET_SPEND' },
      {},
      'error targetCpaMicros target_cpa_not_used',
    ],
    [
      'a target CPA of 3.001',
      { targetCpaMicros: '3001000' },
      {},
      'error targetCpaMicros target_cpa_not_billable',
    ],
    [
      'no target CPC',
      { biddingStrategy: 'TARGET_CPC', targetCpaMicros: null },
      {},
      'error targetCpcMicros target_cpc_required',
    ],
    ['an unused target CPC', { targetCpcMicros: '10000' }, {}, 'error targetCpcMicros target_cpc_not_used'],
    [
      'a target CPC of 9,999 micros',
      { biddingStrategy: 'TARGET_CPC', targetCpaMicros: null, targetCpcMicros: '9999' },
      {},
      'error targetCpcMicros target_cpc_not_billable',
    ],
    [
      'no target ROAS',
      { biddingStrategy: 'TARGET_ROAS', targetCpaMicros: null },
      {},
      'error targetRoas target_roas_required',
    ],
    ['an unused target ROAS', { targetRoas: 2 }, {}, 'error targetRoas target_roas_not_used'],
    [
      'a target ROAS of 1001',
      { biddingStrategy: 'TARGET_ROAS', targetCpaMicros: null, targetRoas: 1001 },
      {},
      'error targetRoas target_roas_out_of_range',
    ],
    [
      'no EU declaration',
      { containsEuPoliticalAdvertising: null },
      {},
      'error containsEuPoliticalAdvertising eu_declaration_required',
    ],
    [
      'political ads in the EU',
      {
        containsEuPoliticalAdvertising: true,
        adGroups: [sampleAdGroup({ locations: [{ geoTargetId: '2276', negative: false }] })],
      },
      {},
      'warning containsEuPoliticalAdvertising eu_political_not_served',
    ],
    [
      'political ads everywhere',
      { containsEuPoliticalAdvertising: true, adGroups: [sampleAdGroup({ locations: [] })] },
      {},
      'warning containsEuPoliticalAdvertising eu_political_not_served',
    ],
    [
      'no landing page in the template',
      { trackingUrlTemplate: 'https://t.example.com/' },
      {},
      'error trackingUrlTemplate tracking_template_without_landing_page',
    ],
    [
      'a template that is no address',
      { trackingUrlTemplate: 't.example.com/{lpurl}' },
      {},
      'error trackingUrlTemplate tracking_template_invalid',
    ],
    [
      'a template with a space',
      { trackingUrlTemplate: 'https://t.example.com/?a b={lpurl}' },
      {},
      'error trackingUrlTemplate tracking_template_invalid',
    ],
    [
      'a long template',
      { trackingUrlTemplate: `https://t.example.com/{lpurl}${'é'.repeat(1028)}` },
      {},
      'error trackingUrlTemplate tracking_template_too_long',
    ],
    [
      'a suffix with a question mark',
      { finalUrlSuffix: '?a=b' },
      {},
      'error finalUrlSuffix final_url_suffix_leading_mark',
    ],
    [
      'a suffix with a space',
      { finalUrlSuffix: 'a=b c' },
      {},
      'error finalUrlSuffix final_url_suffix_invalid',
    ],
    [
      'a suffix that is an address',
      { finalUrlSuffix: 'https://example.com' },
      {},
      'error finalUrlSuffix final_url_suffix_invalid',
    ],
    ['no ad group', { adGroups: [] }, {}, 'error adGroups ad_group_required'],
  ])('%s', (_, document, context, finding) => {
    expect(brief(preflight(sampleDocument(document), sampleContext(context)))).toEqual([finding])
  })

  it('may stay below the minimum until the day from which Google demands it', () => {
    const document = sampleDocument({ dailyBudgetMicros: '4990000', targetCpaMicros: null, startDate: null })
    const on = (today: string): string[] => brief(preflight(document, sampleContext({ today })))
    expect(on('2026-03-31')).toEqual([])
    expect(on('2026-04-01')).toEqual(['error dailyBudgetMicros budget_below_minimum'])
  })
})
