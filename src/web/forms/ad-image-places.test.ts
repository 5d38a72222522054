import { expect, test } from 'vitest'
import type { AdType } from '../../contract/words.ts'
import { fieldFor, withImage } from './ad-image-places.ts'
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
