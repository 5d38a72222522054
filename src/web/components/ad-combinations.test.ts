import { describe, expect, test } from 'vitest'
import type { PinnableText } from '../../contract/campaign-parts.ts'
import { blankAd } from '../forms/draft.ts'
import { combinationAt, combinationCount, searchCombinationAt } from './ad-combinations.ts'

const texts = (...words: string[]): PinnableText[] => words.map((text) => ({ text }))

describe('the combinations of an ad', () => {
  test('an empty ad has one, with nothing in it', () => {
    expect(combinationCount(blankAd('DEMAND_GEN'))).toBe(1)
    expect(combinationAt(blankAd('DEMAND_GEN'), 0)).toEqual({
      headline: '',
      longHeadline: '',
      description: '',
      wide: undefined,
      square: undefined,
      tall: undefined,
      video: undefined,
      logo: undefined,
      landscapeLogo: undefined,
    })
  })

  test('every headline meets every image', () => {
    const ad = {
      ...blankAd('DEMAND_GEN'),
      headlines: texts('A', '', 'B'),
      descriptions: texts('d'),
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

  test('every description, upright image and logo comes up too', () => {
    const ad = {
      ...blankAd('DEMAND_GEN'),
      headlines: texts('A'),
      descriptions: texts('d', 'e', 'f'),
      marketingImages: ['wide'],
      portraitMarketingImages: ['tall', 'taller'],
      logoImages: ['one', 'two'],
    }
    expect(combinationCount(ad)).toBe(6)
    const all = Array.from({ length: 6 }, (_, index) => combinationAt(ad, index))
    expect(all.map(({ description }) => description).join('')).toBe('defdef')
    expect(new Set(all.map(({ tall, logo }) => `${tall} ${logo}`))).toEqual(
      new Set(['tall one', 'taller two']),
    )
    const brand = { logos: ['a', 'b', 'c'], landscapeLogos: [] }
    expect(combinationCount(ad, brand), 'those of the campaign count instead').toBe(9)
    expect(combinationAt(ad, 8, brand).logo).toBe('c')
  })

  test('a square image stands in where there is no landscape one', () => {
    const ad = { ...blankAd('DEMAND_GEN'), squareMarketingImages: ['square'] }
    expect(combinationAt(ad, 0)).toMatchObject({ wide: 'square', square: 'square', tall: 'square' })
  })

  test('every video comes up, and a short headline where there is no long one', () => {
    const ad = {
      ...blankAd('DEMAND_GEN', 'DEMAND_GEN_VIDEO_RESPONSIVE'),
      headlines: texts('A'),
      youtubeVideos: ['one', 'two'],
    }
    expect(combinationCount(ad)).toBe(2)
    expect([0, 1].map((index) => combinationAt(ad, index).video)).toEqual(['one', 'two'])
    expect(combinationAt(ad, 0).longHeadline).toBe('A')
  })

  test('a carousel goes card by card', () => {
    const card = {
      headline: '',
      callToAction: null,
      marketingImage: null,
      squareMarketingImage: null,
      portraitMarketingImage: null,
    }
    const ad = {
      ...blankAd('DEMAND_GEN', 'DEMAND_GEN_CAROUSEL'),
      headlines: texts('A'),
      cards: [card, card, card],
    }
    expect(combinationCount(ad)).toBe(3)
  })
})

describe('the combinations of a responsive search ad', () => {
  const ad = blankAd('SEARCH')

  test('without pins every headline comes up in every place', () => {
    const free = { ...ad, headlines: texts('A', 'B', 'C', 'D'), descriptions: texts('x', 'y', 'z') }
    expect(combinationCount(free)).toBe(12)
    expect(searchCombinationAt(free, 0)).toEqual({ headlines: ['A', 'B', 'C'], descriptions: ['x', 'y'] })
    expect(searchCombinationAt(free, 3)).toEqual({ headlines: ['D', 'A', 'B'], descriptions: ['x', 'y'] })
    expect(searchCombinationAt(free, 4).descriptions).toEqual(['y', 'z'])
    const firsts = new Set(
      Array.from({ length: 12 }, (_, index) => searchCombinationAt(free, index).headlines[0]),
    )
    expect(firsts).toEqual(new Set(['A', 'B', 'C', 'D']))
  })

  test('a pinned text stands in its place and nowhere else', () => {
    const pinned: PinnableText[] = [
      { text: 'Brand', pinnedField: 'HEADLINE_1' },
      ...texts('A', 'B'),
      { text: 'Now', pinnedField: 'HEADLINE_3' },
      { text: 'Today', pinnedField: 'HEADLINE_3' },
    ]
    const own = { ...ad, headlines: pinned, descriptions: texts('x') }
    const count = combinationCount(own)
    const all = Array.from({ length: count }, (_, index) => searchCombinationAt(own, index).headlines)
    expect(all).toEqual([
      ['Brand', 'A', 'Now'],
      ['Brand', 'B', 'Today'],
    ])
  })

  test('where all are pinned to one place, only that place is filled', () => {
    const only: PinnableText[] = ['A', 'B'].map((text) => ({ text, pinnedField: 'HEADLINE_1' }))
    const own = { ...ad, headlines: only, descriptions: [] }
    expect(combinationCount(own)).toBe(2)
    expect(searchCombinationAt(own, 1)).toEqual({ headlines: ['B'], descriptions: [] })
  })

  test('no text stands in two places at once', () => {
    const few = { ...ad, headlines: texts('A', 'B'), descriptions: texts('x') }
    expect(searchCombinationAt(few, 1)).toEqual({ headlines: ['B', 'A'], descriptions: ['x'] })
  })
})
