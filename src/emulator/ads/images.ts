import type { ErrorCode } from '../generated/error-codes.ts'
import type { Operation } from '../mutate/operation.ts'
import { listOf, type Message, subMessage, textOf } from '../schema.ts'

export interface ImageSlot {
  json: string
  field: string
  /** Width by height. */
  ratio: number
  minWidth: number
  minHeight: number
}

const TOLERANCE = 0.01

export const SLOTS = {
  marketing: {
    json: 'marketingImages',
    field: 'marketing_images',
    ratio: 1.91,
    minWidth: 600,
    minHeight: 314,
  },
  square: {
    json: 'squareMarketingImages',
    field: 'square_marketing_images',
    ratio: 1,
    minWidth: 300,
    minHeight: 300,
  },
  portrait: {
    json: 'portraitMarketingImages',
    field: 'portrait_marketing_images',
    ratio: 4 / 5,
    minWidth: 480,
    minHeight: 600,
  },
  tallPortrait: {
    json: 'tallPortraitMarketingImages',
    field: 'tall_portrait_marketing_images',
    ratio: 9 / 16,
    minWidth: 600,
    minHeight: 1067,
  },
  logo: { json: 'logoImages', field: 'logo_images', ratio: 1, minWidth: 128, minHeight: 128 },
  /** Where a logo may be wide, it is the square one that has a list of its own. */
  squareLogo: {
    json: 'squareLogoImages',
    field: 'square_logo_images',
    ratio: 1,
    minWidth: 128,
    minHeight: 128,
  },
  wideLogo: { json: 'logoImages', field: 'logo_images', ratio: 4, minWidth: 512, minHeight: 128 },
} as const satisfies Record<string, ImageSlot>

/** Checks every image of a list against what its place asks for. Returns how many there are. */
export function checkImages(op: Operation, ad: Message, slot: ImageSlot, path: string): number {
  const images = listOf(ad, slot.json)
  const seen = new Set<string>()
  for (const [index, image] of images.entries()) {
    const field = `${path}.${slot.field}[${index}].asset`
    const name = textOf(image, 'asset')
    if (seen.has(name))
      op.refuse('distinctError.DUPLICATE_ELEMENT', field, 'The image stands twice in this list.', {
        trigger: name,
      })
    else checkImage(op, name, slot, field)
    seen.add(name)
  }
  return images.length
}

/** Checks one linked image: that it is an image, of that shape, and large enough. */
export function checkImage(
  op: Operation,
  name: string,
  slot: Pick<ImageSlot, 'ratio' | 'minWidth' | 'minHeight'>,
  field: string,
  tooSmall: ErrorCode = 'imageError.IMAGE_TOO_SMALL',
): void {
  const size = checkImageAsset(op, name, field)
  if (!size) return
  const width = Number(size['widthPixels'])
  const height = Number(size['heightPixels'])
  if (Math.abs(width / height - slot.ratio) / slot.ratio > TOLERANCE) {
    const message = `The image has ${width}x${height} pixels: its sides do not have the ratio that belongs here.`
    op.refuse('imageError.ASPECT_RATIO_NOT_ALLOWED', field, message, { trigger: name })
  } else if (width < slot.minWidth || height < slot.minHeight) {
    const message = `The image has ${width}x${height} pixels; at least ${slot.minWidth}x${slot.minHeight} belong here.`
    op.refuse(tooSmall, field, message, { trigger: name })
  }
}

/** The size of a linked image; undefined, with the reason noted, where there is none. */
export function checkImageAsset(op: Operation, name: string, field: string): Message | undefined {
  if (name === '') {
    op.refuse('fieldError.REQUIRED', field, 'The required field was not present.')
    return undefined
  }
  const asset = op.referenced(name, 'asset', field)
  if (!asset) return undefined
  const size = subMessage(subMessage(asset.data, 'imageAsset'), 'fullSize')
  if (size) return size
  const message = `An image belongs here, not an asset of the type ${textOf(asset.data, 'type')}.`
  op.refuse('assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE', field, message, { trigger: name })
  return undefined
}
