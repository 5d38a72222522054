import type { Operation } from '../mutate/operation.ts'
import { listOf, type Message, subMessage, textOf } from '../schema.ts'
import { checkImageAsset, checkImages, SLOTS } from './images.ts'
import { checkLinkedAssets } from './linked-assets.ts'
import { checkAdText, checkBreadcrumbs, checkTexts } from './texts.ts'

const MAX_VIDEOS = 5
const MAX_LOGOS = 5

/** The Demand Gen ad made of YouTube videos. */
export function checkVideoAd(op: Operation, ad: Message, path: string): void {
  checkTexts(op, ad, 'headlines', `${path}.headlines`, { max: 5, width: 40 })
  checkTexts(op, ad, 'longHeadlines', `${path}.long_headlines`, { max: 5, width: 90 })
  checkTexts(op, ad, 'descriptions', `${path}.descriptions`, { max: 5, width: 90 })
  checkAdText(op, textOf(subMessage(ad, 'businessName'), 'text'), `${path}.business_name.text`, 25)
  checkBreadcrumbs(op, ad, path)
  checkLinkedAssets(op, ad, {
    json: 'videos',
    field: `${path}.videos`,
    type: 'YOUTUBE_VIDEO',
    min: 1,
    max: MAX_VIDEOS,
  })
  checkLinkedAssets(op, ad, {
    json: 'callToActions',
    field: `${path}.call_to_actions`,
    type: 'CALL_TO_ACTION',
    min: 0,
    max: 1,
  })
  const logos = checkImages(op, ad, SLOTS.logo, path)
  if (logos === 0) op.refuse('fieldError.REQUIRED', `${path}.logo_images`, 'The ad needs a logo.')
  if (logos > MAX_LOGOS)
    op.refuse('collectionSizeError.TOO_MANY', `${path}.logo_images`, `An ad has at most ${MAX_LOGOS} logos.`)
  const banners = listOf(ad, 'companionBanners')
  if (banners.length > 1)
    op.refuse('collectionSizeError.TOO_MANY', `${path}.companion_banners`, 'An ad has one companion banner.')
  for (const [index, banner] of banners.entries()) {
    checkImageAsset(op, textOf(banner, 'asset'), `${path}.companion_banners[${index}].asset`)
  }
}
