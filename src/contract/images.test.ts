import { describe, expect, it } from 'vitest'
import {
  MAX_IMAGE_BYTES,
  classifyImage,
  fitsField,
  hasRatio,
  imageFaults,
  nearestMarketingField,
} from './images.ts'
import { sampleAsset } from './rules/sample-document.ts'
import type { ImageField } from './words.ts'

describe('classifyImage', () => {
  it.each<[number, number, ImageField[]]>([
    [1200, 628, ['MARKETING_IMAGE']],
    [600, 314, ['MARKETING_IMAGE']],
    [1200, 1200, ['SQUARE_MARKETING_IMAGE', 'LOGO']],
    [100, 100, ['SQUARE_MARKETING_IMAGE', 'LOGO']],
    [960, 1200, ['PORTRAIT_MARKETING_IMAGE']],
    [600, 1067, ['TALL_PORTRAIT_MARKETING_IMAGE']],
    [1080, 1920, ['TALL_PORTRAIT_MARKETING_IMAGE']],
    [1200, 300, ['LANDSCAPE_LOGO']],
    [1200, 400, []],
    [1024, 768, []],
    [0, 0, []],
  ])('%i x %i fits %j', (width, height, fields) => {
    expect(classifyImage({ width, height })).toEqual(fields)
  })

  it('gives one per cent on either side and not a pixel more', () => {
    expect(hasRatio({ width: 1010, height: 1000 }, '1:1')).toBe(true)
    expect(hasRatio({ width: 990, height: 1000 }, '1:1')).toBe(true)
    expect(hasRatio({ width: 1011, height: 1000 }, '1:1')).toBe(false)
    expect(hasRatio({ width: 989, height: 1000 }, '1:1')).toBe(false)
    expect(hasRatio({ width: 1200, height: 300 }, '4:1')).toBe(true)
  })
})

describe('nearestMarketingField', () => {
  it.each<[number, number, ImageField]>([
    [1024, 768, 'SQUARE_MARKETING_IMAGE'],
    [1600, 900, 'MARKETING_IMAGE'],
    [4000, 100, 'MARKETING_IMAGE'],
    [700, 1000, 'PORTRAIT_MARKETING_IMAGE'],
    [100, 4000, 'TALL_PORTRAIT_MARKETING_IMAGE'],
    [500, 500, 'SQUARE_MARKETING_IMAGE'],
  ])('places %i x %i as %s', (width, height, field) => {
    expect(nearestMarketingField({ width, height })).toBe(field)
  })
})

describe('fitsField', () => {
  it.each<[ImageField, number, number, boolean]>([
    ['MARKETING_IMAGE', 600, 314, true],
    ['MARKETING_IMAGE', 599, 314, false],
    ['MARKETING_IMAGE', 600, 313, false],
    ['SQUARE_MARKETING_IMAGE', 300, 300, true],
    ['SQUARE_MARKETING_IMAGE', 299, 299, false],
    ['PORTRAIT_MARKETING_IMAGE', 480, 600, true],
    ['PORTRAIT_MARKETING_IMAGE', 479, 600, false],
    ['TALL_PORTRAIT_MARKETING_IMAGE', 600, 1067, true],
    ['TALL_PORTRAIT_MARKETING_IMAGE', 600, 1066, false],
    ['LOGO', 128, 128, true],
    ['LOGO', 127, 127, false],
  ])('%s takes %i x %i: %s', (field, width, height, fits) => {
    expect(fitsField(sampleAsset(1, width, height), field)).toBe(fits)
  })

  it('takes 5,120 KB and not a byte more', () => {
    expect(fitsField(sampleAsset(1, 300, 300, { bytes: MAX_IMAGE_BYTES }), 'SQUARE_MARKETING_IMAGE')).toBe(
      true,
    )
    expect(
      fitsField(sampleAsset(1, 300, 300, { bytes: MAX_IMAGE_BYTES + 1 }), 'SQUARE_MARKETING_IMAGE'),
    ).toBe(false)
  })

  it('names every fault at once', () => {
    const asset = sampleAsset(1, 50, 20, { animated: true, cmyk: true, bytes: 6_000_000 })
    expect(imageFaults(asset, 'LOGO')).toEqual(['animated', 'cmyk', 'weight', 'ratio', 'minimum'])
  })
})
