import { describe, expect, test } from 'vitest'
import type { PlanOperation } from '../../contract/publication.ts'
import { groupPlan, listChange, planFieldWords, planSummary, planValueWords } from './plan-words.ts'

const operation = (action: PlanOperation['action'], resource: string, path: string): PlanOperation => ({
  action,
  resource,
  path,
  title: resource,
  changes: [],
  payload: {},
})

describe('a plan in words', () => {
  test('money, dates and enum values read as people write them', () => {
    expect(planValueWords('amountMicros', '50000000', 'EUR')).toBe('€50.00')
    expect(planValueWords('endDateTime', '2026-12-31 23:59:59', 'EUR')).toContain('2026')
    expect(planValueWords('status', 'ENABLED', 'EUR')).toBe('Enabled')
    expect(planValueWords('name', 'ENABLED', 'EUR')).toBe('ENABLED')
    expect(planValueWords('location', { geoTargetConstant: 'geoTargetConstants/2840' }, 'EUR')).toBe(
      'United States',
    )
    expect(planValueWords('logoImages', [{ asset: 'assets (logo.png)' }], 'EUR')).toBe('logo.png')
    expect(planValueWords('x', 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING', 'EUR')).toBe('No')
    expect(planFieldWords('demandGenAdGroupSettings.channelControls')).toBe('Channel controls')
  })

  test('lists and nested values come out flat, and nothing breaks on the unknown', () => {
    expect(planValueWords('headlines', [{ text: 'A' }, { text: 'B' }], 'EUR')).toBe('A · B')
    expect(planValueWords('bidding', { targetCpaMicros: '1000000' }, 'EUR')).toBe('target cpa: €1.00')
    expect(planValueWords('maximizeConversions', {}, 'EUR')).toBe('Yes')
    expect(planValueWords('x', null, 'EUR')).toBe('nothing')
    expect(planValueWords('campaign', 'customers/1/campaigns/-2', 'EUR')).toBe('campaigns -2')
  })

  test('operations stand under images, campaign and ad groups, in their order', () => {
    const groups = groupPlan(
      [
        operation('create', 'Asset', 'adGroups[0].ads[0].logoImages[0]'),
        operation('create', 'Campaign', ''),
        operation('create', 'AdGroup', 'adGroups[1]'),
        operation('update', 'CampaignBudget', 'dailyBudgetMicros'),
      ],
      ['One', 'Two'],
    )
    expect(groups.map(({ title, operations }) => `${title} ${operations.length}`)).toEqual([
      'Images 1',
      'Campaign 2',
      'Two 1',
    ])
  })

  test('its sum names only what happens', () => {
    expect(planSummary([])).toBe('Nothing to do')
    expect(planSummary([operation('create', 'Campaign', ''), operation('update', 'Ad', '')])).toBe(
      '1 to create, 1 to change',
    )
  })

  test('a changed list shows what came and what went, not everything twice', () => {
    const change = listChange(
      'headlines',
      [{ text: 'A' }, { text: 'B' }],
      [{ text: 'C' }, { text: 'B' }],
      'EUR',
    )
    expect(change?.map(({ text, fate }) => `${text} ${fate}`)).toEqual(['A removed', 'C added', 'B kept'])
    expect(listChange('headlines', ['A', 'B'], ['B', 'A'], 'EUR')).toBeNull()
    expect(listChange('name', 'A', 'B', 'EUR')).toBeNull()
  })
})
