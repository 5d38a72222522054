import type { Asset } from '../../contract/asset.ts'
import type { Ad } from '../../contract/campaign-parts.ts'
import { classifyImage, IMAGE_LIMITS, nearestMarketingField } from '../../contract/images.ts'
import type { ImageField } from '../../contract/words.ts'
import { IMAGE_PROPERTY } from '../../contract/words.ts'
import type { ImageShape } from './ad-shapes.ts'

type Pixels = Pick<Asset, 'name' | 'width' | 'height'>

/** Where a new image goes by its shape, among the places that the ad has. A square one is a logo where it is called so or is too small for more. */
export function fieldFor(asset: Pixels, ad: Ad, shapes: readonly ImageShape[]): ImageField {
  const places = new Set(shapes.map(({ field }) => field))
  const fitting = classifyImage(asset).filter((field) => places.has(field))
  if (!fitting.includes('LOGO') || !fitting.includes('SQUARE_MARKETING_IMAGE'))
    return fitting[0] ?? anyPlace(asset, shapes)
  const { minimum } = IMAGE_LIMITS.SQUARE_MARKETING_IMAGE
  const looksLikeLogo = /logo|icon|brand/i.test(asset.name) || asset.width < minimum.width
  return looksLikeLogo && ad.logoImages.length < 5 ? 'LOGO' : 'SQUARE_MARKETING_IMAGE'
}

/** For a shape that no place has: the nearest of the pictures, or else the first place; the rules say what is wrong. */
function anyPlace(asset: Pixels, shapes: readonly ImageShape[]): ImageField {
  const nearest = nearestMarketingField(asset)
  return shapes.some(({ field }) => field === nearest) ? nearest : (shapes[0]?.field ?? nearest)
}

export function withImage(ad: Ad, field: ImageField, id: string): Ad {
  const property = IMAGE_PROPERTY[field]
  return ad[property].includes(id) ? ad : { ...ad, [property]: [...ad[property], id] }
}

/** What an image can be cropped to: one place of each shape, its own before another one of the same. */
export function cropPlaces(own: ImageField, places: readonly ImageField[]): ImageField[] {
  const ratioOf = (field: ImageField) => IMAGE_LIMITS[field].ratio
  return places.filter((field, at) =>
    ratioOf(field) === ratioOf(own)
      ? field === own
      : places.findIndex((other) => ratioOf(other) === ratioOf(field)) === at,
  )
}
