import type { Operation } from '../mutate/operation.ts'
import { listOf, type Message, subMessage, textOf } from '../schema.ts'
import { checkCallToAction } from './call-to-action.ts'
import { checkImage, SLOTS } from './images.ts'
import { checkAdText } from './texts.ts'

const CARDS = { min: 2, max: 10 } as const
const IMAGE_FIELDS = [
  'marketingImageAsset',
  'squareMarketingImageAsset',
  'portraitMarketingImageAsset',
] as const

/** The Demand Gen ad whose cards are swiped through. */
export function checkCarouselAd(op: Operation, ad: Message, path: string): void {
  checkAdText(op, textOf(ad, 'businessName'), `${path}.business_name`, 25)
  checkAdText(op, textOf(subMessage(ad, 'headline'), 'text'), `${path}.headline.text`, 40)
  checkAdText(op, textOf(subMessage(ad, 'description'), 'text'), `${path}.description.text`, 90)
  checkImage(op, textOf(subMessage(ad, 'logoImage'), 'asset'), SLOTS.logo, `${path}.logo_image.asset`)
  checkCallToAction(
    op,
    textOf(ad, 'callToActionText'),
    `${path}.call_to_action_text`,
    'adError.INVALID_CALL_TO_ACTION_TEXT',
  )
  const cards = listOf(ad, 'carouselCards')
  const field = `${path}.carousel_cards`
  if (cards.length < CARDS.min)
    op.refuse('collectionSizeError.TOO_FEW', field, `At least ${CARDS.min} cards belong here.`)
  if (cards.length > CARDS.max)
    op.refuse('collectionSizeError.TOO_MANY', field, `At most ${CARDS.max} cards belong here.`)
  const read = cards.map((card, index) => readCard(op, textOf(card, 'asset'), `${field}[${index}].asset`))
  if (!op.failed) checkTogether(op, read, field)
}

function readCard(op: Operation, name: string, field: string): Message {
  const card = subMessage(op.referenced(name, 'asset', field)?.data, 'demandGenCarouselCardAsset')
  if (!card && !op.failed) {
    op.refuse(
      'assetLinkError.FIELD_TYPE_INCOMPATIBLE_WITH_ASSET_TYPE',
      field,
      'A carousel card belongs here.',
      { trigger: name },
    )
  }
  return card ?? {}
}

/** Cards show images of the same shapes, and never the same image. */
function checkTogether(op: Operation, cards: readonly Message[], path: string): void {
  const shapes = new Set(
    cards.map((card) => IMAGE_FIELDS.filter((field) => card[field] !== undefined).join()),
  )
  if (shapes.size > 1)
    op.refuse('adError.MISMATCHED_ASPECT_RATIOS', path, 'All cards have images of the same shapes.')
  const seen = new Set<string>()
  for (const [index, card] of cards.entries()) {
    const images = IMAGE_FIELDS.map((field) => textOf(card, field)).filter((name) => name !== '')
    const repeated = images.find((name) => seen.has(name))
    if (repeated !== undefined) {
      op.refuse(
        'adError.DUPLICATE_IMAGE_ACROSS_CAROUSEL_CARDS',
        `${path}[${index}]`,
        'Another card shows this image.',
        { trigger: repeated },
      )
    }
    for (const name of images) seen.add(name)
  }
}
