import { describe, expect, it } from 'vitest'
import { changeTitle, type Names, valueEntries } from './document-words.ts'

const names: Names = {
  currencyCode: 'USD',
  asset: (id) => (id === '1' ? 'balcony.png' : undefined),
  audience: (id) => (id === '78' ? 'Outdoor enthusiasts' : undefined),
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
const words = (path: string, value: unknown): string => valueEntries(path, value, names).join(' | ')

describe('a change of a saved state in words', () => {
  it('says where', () => {
    const at = (path: string): string => changeTitle({ path, kind: 'changed', before: 1, after: 2 })
    expect(at('dailyBudgetMicros')).toBe('Daily budget')
    expect(at('adGroups[0].ads[1].headlines')).toBe('Ad group 1, ad 2, headlines')
    expect(at('adGroups.order')).toBe('Ad groups, order')
  })

  it('says where in a Performance Max campaign, which has asset groups and no ads', () => {
    const at = (path: string): string =>
      changeTitle({ path, kind: 'changed', before: 1, after: 2 }, 'PERFORMANCE_MAX')
    expect(at('adGroups[0].ads[0].longHeadlines')).toBe('Asset group 1, long headlines')
    expect(at('adGroups[1].searchThemes')).toBe('Asset group 2, search themes')
    expect(at('adGroups.order')).toBe('Asset groups, order')
  })

  it.each([
    ['dailyBudgetMicros', '50000000', '$50.00'],
    ['targetRoas', 3.5, '350%'],
    ['endDate', null, ''],
    ['containsEuPoliticalAdvertising', false, 'No'],
    ['biddingStrategy', 'TARGET_CPA', 'Target CPA'],
    ['adGroups[0].ads[0].headlines', [{ text: 'One' }, { text: 'Two' }], 'One | Two'],
    ['adGroups[0].ads[0].logoImages', ['1', '2'], 'balcony.png | an image'],
    ['adGroups[0].locations', [{ geoTargetId: '2276', negative: true }], 'without Germany'],
    ['locations', [{ geoTargetId: '1003854', negative: false }], 'Berlin, Berlin, Germany - City'],
    ['adGroups[1]', { name: 'Herbs', ads: [{}] }, 'Herbs, with 1 ad'],
    ['adGroups[0].ads[1]', { name: '', headlines: [{ text: 'Spring' }] }, 'Spring'],
    ['totalBudgetMicros', '900000000', '$900.00'],
    ['impressionShareFraction', 0.65, '65%'],
    ['impressionShareLocation', 'TOP_OF_PAGE', 'Above the results'],
    ['assetAutomationOptOuts', ['TEXT_ASSET_AUTOMATION'], 'Generated texts'],
    ['negativeKeywords', [{ text: 'free', matchType: 'EXACT' }], '[free]'],
    [
      'adGroups[0].keywords',
      [
        { text: 'herbs', matchType: 'PHRASE', negative: false, cpcBidMicros: '700000' },
        { text: 'free', matchType: 'BROAD', negative: true, cpcBidMicros: null },
      ],
      '"herbs" at $0.70 | -free',
    ],
    [
      'adGroups[0].audiences',
      [{ audienceId: '77' }, { audienceId: '78' }],
      'Audience 77 | Outdoor enthusiasts',
    ],
    ['adGroups[0].ads[0].headlines', [{ text: 'One', pinnedField: 'HEADLINE_2' }], 'One (position 2)'],
    [
      'adGroups[0].ads[0].cards',
      [{ headline: 'Basil', callToAction: 'SHOP_NOW', marketingImage: '1', squareMarketingImage: null }],
      'Basil, Shop now, balcony.png',
    ],
    ['adGroups[0]', { name: 'Balcony', ads: [{ adType: 'ASSET_GROUP' }] }, 'Balcony'],
    ['adGroups[0].selectedChannels', ['GMAIL', 'YOUTUBE_SHORTS'], 'Gmail | YouTube Shorts'],
  ])('says what: %s', (path, value, said) => {
    expect(words(path, value)).toBe(said)
  })
})
