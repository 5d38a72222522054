import { describe, expect, test } from 'vitest'
import { blankAd } from '../forms/draft.ts'
import { combinationAt, combinationCount } from './ad-combinations.ts'

describe('the combinations of an ad', () => {
  test('an empty ad has one, with nothing in it', () => {
    expect(combinationCount(blankAd('DEMAND_GEN'))).toBe(1)
    expect(combinationAt(blankAd('DEMAND_GEN'), 0)).toEqual({
      headline: '',
      description: '',
      wide: undefined,
      square: undefined,
    })
  })

  test('every headline meets every image', () => {
    const ad = {
      ...blankAd('DEMAND_GEN'),
      headlines: [{ text: 'A' }, { text: '' }, { text: 'B' }],
      descriptions: [{ text: 'd' }],
      marketingImages: ['one', 'two'],
    }
    expect(combinationCount(ad)).toBe(4)
    const all = [0, 1, 2, 3].map((index) => combinationAt(ad, index))
    expect(all.map(({ headline, wide }) => `${headline} ${wide}`)).toEqual([
      'A one',
      'B one',
      'A two',
      'B two',
    ])
    expect(all.every(({ description }) => description === 'd')).toBe(true)
  })

  test('a square image stands in where there is no landscape one', () => {
    const ad = { ...blankAd('DEMAND_GEN'), squareMarketingImages: ['square'] }
    expect(combinationAt(ad, 0)).toMatchObject({ wide: 'square', square: 'square' })
  })
})
