import { describe, expect, test } from 'vitest'
import type { PlanOperation } from '../../contract/publication.ts'
import {
  bundlePlan,
  groupPlan,
  listChange,
  planFieldWords,
  type PlanNames,
  planSummary,
  planValueWords,
  resourceWords,
} from './plan-words.ts'

const EUR: PlanNames = {
  currencyCode: 'EUR',
  audience: (id) => (id === '78' ? 'SPRING_SALE' : undefined),
  places: new Map([
    [
      '1003854',
      {
        id: '1003854',
        name: 'Berlin',
        canonicalName: 'Berlin,Berlin,Germany',
        countryCode: 'DE',
        targetType: 'City',
        status: 'ENABLED',
      },
    ],
  ]),
}
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
    expect(planValueWords('amountMicros', '50000000', EUR)).toBe('€50.00')
    expect(planValueWords('endDateTime', '2026-12-31 23:59:59', EUR)).toContain('2026')
    expect(planValueWords('status', 'ENABLED', EUR)).toBe('Enabled')
    expect(planValueWords('name', 'ENABLED', EUR)).toBe('ENABLED')
    expect(planValueWords('location', { geoTargetConstant: 'geoTargetConstants/2840' }, EUR)).toBe(
      'United States',
    )
    expect(planValueWords('location', { geoTargetConstant: 'geoTargetConstants/1003854' }, EUR)).toBe(
      'Berlin, Berlin, Germany - City',
    )
    expect(planValueWords('audience', { audience: 'customers/1/audiences/78' }, EUR)).toBe('SPRING_SALE')
    expect(planValueWords('audience', { audience: 'customers/1/audiences/77' }, EUR)).toBe('Audience 77')
    expect(planValueWords('logoImages', [{ asset: 'assets (logo.png)' }], EUR)).toBe('logo.png')
    expect(planValueWords('x', 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING', EUR)).toBe('No')
    expect(planFieldWords('demandGenAdGroupSettings.channelControls')).toBe('Channel controls')
  })

  test('lists and nested values come out flat, and nothing breaks on the unknown', () => {
    expect(planValueWords('headlines', [{ text: 'A' }, { text: 'B' }], EUR)).toBe('A · B')
    expect(planValueWords('bidding', { targetCpaMicros: '1000000' }, EUR)).toBe('target CPA: €1.00')
    expect(planValueWords('targetCpc', { targetCpcMicros: '450000' }, EUR)).toBe('€0.45')
    expect(planValueWords('maximizeConversions', {}, EUR)).toBe('Yes')
    expect(planValueWords('x', null, EUR)).toBe('nothing')
    expect(planValueWords('campaign', 'customers/1/campaigns/-2', EUR)).toBe('campaigns -2')
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

  test('what has several fields at Google and is one thing to people is one phrase', () => {
    expect(planValueWords('keyword', { text: 'herbs', matchType: 'EXACT' }, EUR)).toBe('[herbs]')
    expect(planValueWords('headlines', [{ text: 'A', pinnedField: 'HEADLINE_1' }], EUR)).toBe(
      'A (position 1)',
    )
    const optOut = { assetAutomationType: 'TEXT_ASSET_AUTOMATION', assetAutomationStatus: 'OPTED_OUT' }
    expect(planValueWords('assetAutomationSettings', [optOut], EUR)).toBe('without generated texts')
    expect(planValueWords('locationFractionMicros', '650000', EUR)).toBe('65%')
    expect(planValueWords('fieldType', 'HEADLINE', EUR)).toBe('Headline')
    expect(planFieldWords('targetImpressionShare.cpcBidCeilingMicros')).toBe('Highest bid per click')
    expect(resourceWords('AssetGroupSignal')).toBe('signal')
    expect(resourceWords('SomethingNew')).toBe('something new')
  })

  test('operations of Performance Max stand under their asset groups', () => {
    const groups = groupPlan(
      [
        operation('create', 'Asset', 'adGroups[0].ads[0].headlines[0]'),
        operation('create', 'CampaignAsset', 'brandLogoImages[0]'),
        operation('create', 'AssetGroup', 'adGroups[0]'),
        operation('create', 'AssetGroupSignal', 'adGroups[1].searchThemes[0]'),
      ],
      ['One'],
      'PERFORMANCE_MAX',
    )
    expect(groups.map(({ title }) => title)).toEqual([
      'Images, texts and videos',
      'Campaign',
      'One',
      'Asset group 2',
    ])
  })

  test('many of a kind are one bundle, a few stay as they are, and nothing is lost', () => {
    const keywords = Array.from({ length: 9 }, (_, at) =>
      operation('create', 'AdGroupCriterion', `adGroups[0].keywords[${at}]`),
    )
    const others = [
      operation('create', 'AdGroup', 'adGroups[0]'),
      operation('remove', 'AdGroupCriterion', 'adGroups[0].keywords[1]'),
      operation('create', 'AdGroupCriterion', 'adGroups[0].audiences[0]'),
    ]
    const bundled = bundlePlan([...others, ...keywords])
    expect(bundled.map((entry) => ('operations' in entry ? entry.title : entry.path))).toEqual([
      'adGroups[0]',
      'adGroups[0].keywords[1]',
      'adGroups[0].audiences[0]',
      '9 keywords',
    ])
    expect(bundled.flatMap((entry) => ('operations' in entry ? entry.operations : [entry]))).toHaveLength(12)
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
      EUR,
    )
    expect(change?.map(({ text, fate }) => `${text} ${fate}`)).toEqual(['A removed', 'C added', 'B kept'])
    expect(listChange('headlines', ['A', 'B'], ['B', 'A'], EUR)).toBeNull()
    expect(listChange('name', 'A', 'B', EUR)).toBeNull()
  })
})
