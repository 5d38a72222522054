import { expect, test } from 'vitest'
import type { AdType, ImageField } from '../../contract/words.ts'
import { cropPlaces, fieldFor, withImage } from './ad-image-places.ts'
import { AD_SHAPES } from './ad-shapes.ts'
import { blankAd } from './draft.ts'

const place = (adType: AdType, name: string, width: number, height: number) =>
  fieldFor({ name, width, height }, blankAd('DEMAND_GEN', adType), AD_SHAPES[adType].images)

test.each([
  ['DEMAND_GEN_MULTI_ASSET', 'a.png', 1200, 628, 'MARKETING_IMAGE'],
  ['DEMAND_GEN_MULTI_ASSET', 'a.png', 1200, 1200, 'SQUARE_MARKETING_IMAGE'],
  ['DEMAND_GEN_MULTI_ASSET', 'our-logo.png', 1200, 1200, 'LOGO'],
  ['DEMAND_GEN_MULTI_ASSET', 'a.png', 200, 200, 'LOGO'],
  ['DEMAND_GEN_MULTI_ASSET', 'a.png', 900, 700, 'SQUARE_MARKETING_IMAGE'],
  ['DEMAND_GEN_VIDEO_RESPONSIVE', 'a.png', 1200, 1200, 'LOGO'],
  ['DEMAND_GEN_VIDEO_RESPONSIVE', 'a.png', 900, 700, 'LOGO'],
  ['RESPONSIVE_DISPLAY', 'a.png', 1200, 300, 'LANDSCAPE_LOGO'],
  ['RESPONSIVE_DISPLAY', 'a.png', 960, 1200, 'MARKETING_IMAGE'],
] as const)('an image of a %s finds its place: %s, %i x %i', (adType, name, width, height, field) => {
  expect(place(adType, name, width, height)).toBe(field)
})

test('an image stands once in a place', () => {
  const once = withImage(blankAd('DEMAND_GEN'), 'LOGO', 'x')
  expect(withImage(once, 'LOGO', 'x')).toBe(once)
})

test('an image is cropped to one place of each shape, to its own before another of the same', () => {
  const places = AD_SHAPES.DEMAND_GEN_MULTI_ASSET.images.map(({ field }) => field)
  const others = ['MARKETING_IMAGE', 'PORTRAIT_MARKETING_IMAGE', 'TALL_PORTRAIT_MARKETING_IMAGE'] as const
  const of = (own: ImageField) => cropPlaces(own, places).toSorted()
  expect(of('MARKETING_IMAGE')).toEqual([...others, 'SQUARE_MARKETING_IMAGE'].toSorted())
  expect(of('LOGO')).toEqual([...others, 'LOGO'].toSorted())
  expect(cropPlaces('LOGO', ['LOGO'])).toEqual(['LOGO'])
})
