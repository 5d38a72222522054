import { describe, expect, it } from 'vitest'
import { changeTitle, type Names, valueEntries } from './document-words.ts'

const names: Names = { currencyCode: 'USD', asset: (id) => (id === '1' ? 'balcony.png' : undefined) }
const words = (path: string, value: unknown): string => valueEntries(path, value, names).join(' | ')

describe('a change of a saved state in words', () => {
  it('says where', () => {
    const at = (path: string): string => changeTitle({ path, kind: 'changed', before: 1, after: 2 })
    expect(at('dailyBudgetMicros')).toBe('Daily budget')
    expect(at('adGroups[0].ads[1].headlines')).toBe('Ad group 1, ad 2, headlines')
    expect(at('adGroups.order')).toBe('Ad groups, order')
  })

  it.each([
    ['dailyBudgetMicros', '50000000', '$50.00'],
    ['targetRoas', 3.5, '350 %'],
    ['endDate', null, ''],
    ['containsEuPoliticalAdvertising', false, 'No'],
    ['biddingStrategy', 'TARGET_CPA', 'Target CPA'],
    ['adGroups[0].ads[0].headlines', [{ text: 'One' }, { text: 'Two' }], 'One | Two'],
    ['adGroups[0].ads[0].logoImages', ['1', '2'], 'balcony.png | an image'],
    ['adGroups[0].locations', [{ geoTargetId: '2276', negative: true }], 'without Germany'],
    ['adGroups[1]', { name: 'Herbs', ads: [{}] }, 'Herbs, with 1 ad'],
    ['adGroups[0].ads[1]', { name: '', headlines: [{ text: 'Spring' }] }, 'Spring'],
    ['adGroups[0].selectedChannels', ['GMAIL', 'YOUTUBE_SHORTS'], 'Gmail | YouTube Shorts'],
  ])('says what: %s', (path, value, said) => {
    expect(words(path, value)).toBe(said)
  })
})
