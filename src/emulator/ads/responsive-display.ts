import type { Operation } from '../mutate/operation.ts'
import { checkText } from '../resources/texts.ts'
import { type Message, subMessage, textOf } from '../schema.ts'
import { checkImages, SLOTS } from './images.ts'
import { checkLinkedAssets } from './linked-assets.ts'
import { checkAdText, checkTexts } from './texts.ts'

const MAX_IMAGES = 15
const MAX_LOGOS = 5
const MAX_VIDEOS = 5
const MAX_CALL_TO_ACTION = 30

/** The ad of the Display Network, put together from images, logos, texts and videos. */
export function checkResponsiveDisplayAd(op: Operation, ad: Message, path: string): void {
  checkTexts(op, ad, 'headlines', `${path}.headlines`, { max: 5, width: 30 })
  checkAdText(op, textOf(subMessage(ad, 'longHeadline'), 'text'), `${path}.long_headline.text`, 90)
  checkTexts(op, ad, 'descriptions', `${path}.descriptions`, { max: 5, width: 90 })
  if (op.require(ad, 'businessName', `${path}.business_name`))
    checkAdText(op, textOf(ad, 'businessName'), `${path}.business_name`, 25)
  checkPictures(op, ad, path)
  checkLinkedAssets(op, ad, {
    json: 'youtubeVideos',
    field: `${path}.youtube_videos`,
    type: 'YOUTUBE_VIDEO',
    min: 0,
    max: MAX_VIDEOS,
  })
  checkColours(op, ad, path)
  checkText(op, textOf(ad, 'callToActionText'), `${path}.call_to_action_text`, MAX_CALL_TO_ACTION)
}

function checkPictures(op: Operation, ad: Message, path: string): void {
  const wide = checkImages(op, ad, SLOTS.marketing, path)
  const square = checkImages(op, ad, SLOTS.square, path)
  for (const [count, slot] of [
    [wide, SLOTS.marketing],
    [square, SLOTS.square],
  ] as const) {
    if (count > 0) continue
    op.refuse('fieldError.REQUIRED', `${path}.${slot.field}`, 'The required field was not present.')
  }
  const logos = checkImages(op, ad, SLOTS.wideLogo, path) + checkImages(op, ad, SLOTS.squareLogo, path)
  checkTogether(op, wide + square, MAX_IMAGES, `${path}.marketing_images`)
  checkTogether(op, logos, MAX_LOGOS, `${path}.logo_images`)
}

function checkTogether(op: Operation, count: number, max: number, field: string): void {
  if (count <= max) return
  op.refuse('collectionSizeError.TOO_MANY', field, `At most ${max} of both shapes belong here.`, {
    trigger: String(count),
  })
}

function checkColours(op: Operation, ad: Message, path: string): void {
  const colours = [
    ['mainColor', 'main_color'],
    ['accentColor', 'accent_color'],
  ] as const
  const given = colours.filter(([json]) => textOf(ad, json) !== '')
  for (const [json, field] of given) {
    if (/^#[0-9a-f]{6}$/i.test(textOf(ad, json))) continue
    op.refuse('stringFormatError.INVALID_FORMAT', `${path}.${field}`, 'A colour is written #rrggbb.', {
      trigger: textOf(ad, json),
    })
  }
  for (const [json, field] of colours) {
    if (given.length === 1 && textOf(ad, json) === '')
      op.refuse('fieldError.REQUIRED', `${path}.${field}`, 'Main and accent colour come together.')
  }
  if (given.length === 0 && ad['allowFlexibleColor'] === false) {
    const message = 'Without colours of its own, an ad leaves them to Google.'
    op.refuse('adError.CANNOT_SET_ALLOW_FLEXIBLE_COLOR_FALSE', `${path}.allow_flexible_color`, message)
  }
  if (given.length > 0 && ad['formatSetting'] === 'NATIVE') {
    const message = 'An ad in native formats takes the colours of the page.'
    op.refuse('adError.CANNOT_SET_COLOR_CONTROL_WHEN_NATIVE_FORMAT_SETTING', `${path}.main_color`, message)
  }
}
