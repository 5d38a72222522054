import { describe, expect, it } from 'vitest'
import { campaignDocumentSchema } from './campaign.ts'
import { RULE_PACK_VERSION, preflight } from './preflight.ts'
import { findingSchema } from './publication.ts'
import {
  SAMPLE_ASSETS,
  inCurrency,
  publishedSample,
  sampleAd,
  sampleAdGroup,
  sampleContext,
  sampleDocument,
} from './rules/sample-document.ts'

describe('a good campaign', () => {
  it('has no finding, and is one that the schema accepts', () => {
    expect(campaignDocumentSchema.parse(sampleDocument())).toEqual(sampleDocument())
    expect(preflight(sampleDocument(), sampleContext())).toEqual([])
  })

  it.each<[string, Parameters<typeof sampleDocument>[0], Parameters<typeof sampleContext>[0]]>([
    ['starts today', { startDate: '2026-11-23' }, {}],
    ['starts as soon as it is live', { startDate: null }, {}],
    ['lasts one day', { startDate: '2026-11-23', endDate: '2026-11-23' }, {}],
    ['has the longest name', { name: 'x'.repeat(256) }, {}],
    ['has no target', { targetCpaMicros: null }, {}],
    [
      'bids for value',
      { biddingStrategy: 'MAXIMIZE_CONVERSION_VALUE', targetCpaMicros: null, targetRoas: 3.5 },
      {},
    ],
    ['bids for clicks', { biddingStrategy: 'TARGET_SPEND', targetCpaMicros: null }, {}],
    [
      'bids per click',
      { biddingStrategy: 'TARGET_CPC', targetCpaMicros: null, targetCpcMicros: '10000' },
      {},
    ],
    ['has the least ROAS', { biddingStrategy: 'TARGET_ROAS', targetCpaMicros: null, targetRoas: 0.01 }, {}],
    ['has a budget of fifteen targets', { dailyBudgetMicros: '45000000' }, {}],
    ['has Google’s minimum budget', { dailyBudgetMicros: '5000000', targetCpaMicros: null }, {}],
    ['spends yen', { dailyBudgetMicros: '5000000000', targetCpaMicros: '300000000' }, inCurrency('JPY')],
    ['spends Chilean pesos', { dailyBudgetMicros: '50000000000', targetCpaMicros: null }, inCurrency('CLP')],
    [
      'spends a currency whose rate nobody noted',
      { dailyBudgetMicros: '10000', targetCpaMicros: null },
      inCurrency('XXX'),
    ],
    ['has no tracking', { trackingUrlTemplate: null, finalUrlSuffix: null }, {}],
    ['tracks in the landing page itself', { trackingUrlTemplate: '{lpurl}?source=google' }, {}],
    [
      'tracks with an escaped landing page',
      { trackingUrlTemplate: 'http://t.example.com/{escapedlpurl+2}' },
      {},
    ],
    [
      'started before and is edited',
      { startDate: '2026-11-01' },
      { published: publishedSample({ startDate: '2026-11-01' }) },
    ],
    [
      'started at once and is edited',
      { startDate: null },
      { published: publishedSample({ startDate: '2026-11-01' }) },
    ],
    ['moves a start that lies ahead', { startDate: '2026-11-30' }, { published: publishedSample() }],
    ['doubles its budget', { dailyBudgetMicros: '100000000' }, { published: publishedSample() }],
    ['is political, outside the EU', { containsEuPoliticalAdvertising: true }, {}],
    [
      'selects a channel',
      { adGroups: [sampleAdGroup({ channelStrategy: 'SELECTED_CHANNELS', selectedChannels: ['GMAIL'] })] },
      {},
    ],
  ])('%s', (_, document, context) => {
    expect(preflight(sampleDocument(document), sampleContext(context))).toEqual([])
  })
})

describe('what a finding says', () => {
  it('has the numbers, the fix and where the rule comes from', () => {
    const document = sampleDocument({
      adGroups: [
        sampleAdGroup({ ads: [sampleAd({ headlines: [{ text: 'Spring' }, { text: '春'.repeat(17) }] })] }),
      ],
    })
    expect(preflight(document, sampleContext())).toEqual([
      {
        severity: 'error',
        path: 'adGroups[0].ads[0].headlines[1].text',
        code: 'text_too_wide',
        message: 'The headline is 34 wide; Google allows 30. CJK and full-width characters count two.',
        fix: 'Shorten it by 4.',
        source: 'Google Ads API v25, DemandGenMultiAssetAdInfo.headlines (read 2026-11-23)',
      },
    ])
  })

  it('names the time zone where a date is past there', () => {
    const [finding] = preflight(
      sampleDocument({ startDate: '2026-11-23' }),
      sampleContext({ ...inCurrency('USD', 'Pacific/Kiritimati'), today: '2026-11-24' }),
    )
    expect(finding?.message).toBe(
      "The campaign would start on 2026-11-23, but it is already 2026-11-24 in the account's time zone, Pacific/Kiritimati.",
    )
  })

  it('is what the API promises', () => {
    const empty = sampleDocument({
      dailyBudgetMicros: null,
      endDate: null,
      adGroups: [sampleAdGroup({ ads: [] })],
    })
    for (const finding of preflight(empty, sampleContext()))
      expect(findingSchema.parse(finding)).toEqual(finding)
  })

  it('stands in the order of the document', () => {
    const ad = sampleAd({
      finalUrl: null,
      businessName: null,
      headlines: [],
      descriptions: [{ text: '' }],
      squareMarketingImages: [SAMPLE_ASSETS.landscape.id],
      logoImages: [],
    })
    const document = sampleDocument({
      name: '',
      dailyBudgetMicros: null,
      endDate: null,
      containsEuPoliticalAdvertising: null,
      adGroups: [sampleAdGroup({ ads: [ad] }), sampleAdGroup({ ads: [] })],
    })
    expect(preflight(document, sampleContext()).map(({ path }) => path)).toEqual([
      'name',
      'dailyBudgetMicros',
      'endDate',
      'containsEuPoliticalAdvertising',
      'adGroups[0].ads[0].finalUrl',
      'adGroups[0].ads[0].businessName',
      'adGroups[0].ads[0].headlines',
      'adGroups[0].ads[0].descriptions[0].text',
      'adGroups[0].ads[0].squareMarketingImages[0]',
      'adGroups[0].ads[0].logoImages',
      'adGroups[1].name',
      'adGroups[1].ads',
    ])
  })
})

it('the rule pack has the date of its last change as its version', () => {
  expect(RULE_PACK_VERSION).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})
