import type { Asset } from './asset.ts'
import type { ImageField, ImageFormat } from './words.ts'

/** The largest file we take in: Google's limit for an image, 5,120 KB, with room to say so in a finding. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024

/** Width to height as whole numbers, so that the 1 % tolerance is exact. */
export const RATIOS = {
  '1.91:1': [191, 100],
  '1:1': [1, 1],
  '4:5': [4, 5],
  '9:16': [9, 16],
  '4:1': [4, 1],
} as const satisfies Record<string, readonly [number, number]>
export type Ratio = keyof typeof RATIOS

export interface PixelSize {
  width: number
  height: number
}

export interface ImageLimits {
  /** What people call an image of this field. */
  noun: string
  ratio: Ratio
  minimum: PixelSize
  recommended: PixelSize
}

const size = (width: number, height: number): PixelSize => ({ width, height })

/** Per field of an ad: the shape, the least that Google takes and what it recommends. */
export const IMAGE_LIMITS: Record<ImageField, ImageLimits> = {
  MARKETING_IMAGE: {
    noun: 'landscape image',
    ratio: '1.91:1',
    minimum: size(600, 314),
    recommended: size(1200, 628),
  },
  SQUARE_MARKETING_IMAGE: {
    noun: 'square image',
    ratio: '1:1',
    minimum: size(300, 300),
    recommended: size(1200, 1200),
  },
  PORTRAIT_MARKETING_IMAGE: {
    noun: 'portrait image',
    ratio: '4:5',
    minimum: size(480, 600),
    recommended: size(960, 1200),
  },
  TALL_PORTRAIT_MARKETING_IMAGE: {
    noun: 'tall portrait image',
    ratio: '9:16',
    minimum: size(600, 1067),
    recommended: size(1080, 1920),
  },
  LOGO: { noun: 'logo', ratio: '1:1', minimum: size(128, 128), recommended: size(1200, 1200) },
  LANDSCAPE_LOGO: {
    noun: 'landscape logo',
    ratio: '4:1',
    minimum: size(512, 128),
    recommended: size(1200, 300),
  },
}

/** 5,120 KB. */
export const MAX_IMAGE_BYTES = 5_242_880

const ALLOWED_FORMATS: readonly ImageFormat[] = ['JPEG', 'PNG', 'GIF']
const FIELDS = Object.keys(IMAGE_LIMITS) as ImageField[]

export type ImageFault = 'format' | 'animated' | 'cmyk' | 'weight' | 'ratio' | 'minimum'

/** Whether the image has the shape, give or take 1 %. */
export function hasRatio(image: PixelSize, ratio: Ratio): boolean {
  const [wide, high] = RATIOS[ratio]
  const target = image.height * wide
  return target > 0 && Math.abs(image.width * high - target) * 100 <= target
}

export function isAtLeast(image: PixelSize, least: PixelSize): boolean {
  return image.width >= least.width && image.height >= least.height
}

/** The fields whose shape the image has, whatever its size: a square one is a square image and a logo. */
export function classifyImage(image: PixelSize): ImageField[] {
  return FIELDS.filter((field) => hasRatio(image, IMAGE_LIMITS[field].ratio))
}

/** Where to put an image that may have no allowed shape: the nearest one that is not a logo. */
export function nearestMarketingField(image: PixelSize): ImageField {
  const distance = (field: ImageField): number => {
    const [wide, high] = RATIOS[IMAGE_LIMITS[field].ratio]
    return Math.abs(Math.log((image.width * high) / (image.height * wide)))
  }
  return FIELDS.filter((field) => !field.endsWith('LOGO')).reduce((best, field) =>
    distance(field) < distance(best) ? field : best,
  )
}

/** Every reason why Google would refuse this image in this field. */
export function imageFaults(
  asset: Pick<Asset, 'format' | 'width' | 'height' | 'bytes' | 'animated' | 'cmyk'>,
  field: ImageField,
): ImageFault[] {
  const { ratio, minimum } = IMAGE_LIMITS[field]
  const faults: [ImageFault, boolean][] = [
    ['format', !ALLOWED_FORMATS.includes(asset.format)],
    ['animated', asset.animated],
    ['cmyk', asset.cmyk],
    ['weight', asset.bytes > MAX_IMAGE_BYTES],
    ['ratio', !hasRatio(asset, ratio)],
    ['minimum', !isAtLeast(asset, minimum)],
  ]
  return faults.filter(([, present]) => present).map(([fault]) => fault)
}

export function fitsField(
  asset: Pick<Asset, 'format' | 'width' | 'height' | 'bytes' | 'animated' | 'cmyk'>,
  field: ImageField,
): boolean {
  return imageFaults(asset, field).length === 0
}
