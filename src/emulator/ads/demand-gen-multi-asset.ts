import type { Operation } from '../mutate/operation.ts'
import { listOf, type Message, textOf } from '../schema.ts'
import { checkCallToAction } from './call-to-action.ts'
import { checkImageAsset, checkImages, SLOTS } from './images.ts'
import { checkAdText, checkTexts } from './texts.ts'

const MAX_IMAGES = 20
const MAX_LOGOS = 5
const MAX_BANNERS = 20

/** The Demand Gen image ad. */
export function checkMultiAssetAd(op: Operation, ad: Message, path: string): void {
  checkTexts(op, ad, 'headlines', `${path}.headlines`, { max: 5, width: 30 })
  checkTexts(op, ad, 'descriptions', `${path}.descriptions`, { max: 5, width: 90 })
  if (op.require(ad, 'businessName', `${path}.business_name`))
    checkAdText(op, textOf(ad, 'businessName'), `${path}.business_name`, 25)
  checkCallToAction(
    op,
    textOf(ad, 'callToActionText'),
    `${path}.call_to_action_text`,
    'adError.INVALID_CALL_TO_ACTION_TEXT',
  )
  const logos = checkImages(op, ad, SLOTS.logo, path)
  if (logos === 0) op.refuse('fieldError.REQUIRED', `${path}.logo_images`, 'The ad needs a logo.')
  if (logos > MAX_LOGOS)
    op.refuse('collectionSizeError.TOO_MANY', `${path}.logo_images`, `An ad has at most ${MAX_LOGOS} logos.`)
  const landscape = checkImages(op, ad, SLOTS.marketing, path)
  const square = checkImages(op, ad, SLOTS.square, path)
  const others = checkImages(op, ad, SLOTS.portrait, path) + checkImages(op, ad, SLOTS.tallPortrait, path)
  if (landscape + square === 0)
    op.refuse(
      'fieldError.REQUIRED',
      `${path}.marketing_images`,
      'The ad needs a landscape or a square image.',
    )
  if (landscape + square + others > MAX_IMAGES) {
    op.refuse(
      'collectionSizeError.TOO_MANY',
      `${path}.marketing_images`,
      `An ad has at most ${MAX_IMAGES} images.`,
      { trigger: String(landscape + square + others) },
    )
  }
  checkBanners(op, ad, path)
}

/** Which sizes Google takes here is not published, so any image asset passes. */
function checkBanners(op: Operation, ad: Message, path: string): void {
  const banners = listOf(ad, 'classicDisplayImages')
  const field = `${path}.classic_display_images`
  if (banners.length > MAX_BANNERS)
    op.refuse('collectionSizeError.TOO_MANY', field, `At most ${MAX_BANNERS} belong here.`)
  for (const [index, banner] of banners.entries()) {
    checkImageAsset(op, textOf(banner, 'asset'), `${field}[${index}].asset`)
  }
}
