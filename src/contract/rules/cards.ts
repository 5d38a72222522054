import type { AdCard } from '../campaign-parts.ts'
import { IMAGE_LIMITS } from '../images.ts'
import type { PreflightContext } from '../preflight-context.ts'
import type { Finding } from '../publication.ts'
import { checkImage } from './ad-images.ts'
import { CARDS, CAROUSEL } from './demand-gen-ads.ts'
import { api, error } from './finding.ts'
import { checkAdText } from './texts.ts'

const IMAGES = [
  ['marketingImage', 'MARKETING_IMAGE'],
  ['squareMarketingImage', 'SQUARE_MARKETING_IMAGE'],
  ['portraitMarketingImage', 'PORTRAIT_MARKETING_IMAGE'],
] as const

/** The cards of a carousel: each something to read and to see, all of the same shapes, none with another's image. */
export function* checkCards(
  cards: readonly AdCard[],
  listPath: string,
  context: PreflightContext,
): Generator<Finding> {
  const { min, max, source } = CARDS
  if (cards.length < min || cards.length > max) {
    const few = cards.length < min
    yield error({
      path: listPath,
      code: few ? 'too_few_cards' : 'too_many_cards',
      message: `The carousel has ${cards.length === 1 ? '1 card' : `${cards.length} cards`}; Google ${few ? `needs at least ${min}` : `allows ${max}`}.`,
      fix: few ? `Add ${min - cards.length} more.` : `Take out ${cards.length - max}.`,
      source,
    })
  }
  const shown = new Set<string>()
  for (const [index, card] of cards.entries()) {
    const path = `${listPath}[${index}]`
    yield* checkAdText(card.headline, `${path}.headline`, { ...CARDS.headline, owner: CAROUSEL.noun })
    const own = new Set<string>()
    for (const [property, field] of IMAGES) {
      const imagePath = `${path}.${property}`
      yield* checkShape(card, cards[0]!, property, imagePath)
      const id = card[property]
      if (id === null) continue
      const asset = context.assets.get(id)
      yield* checkImage(asset, field, imagePath, source)
      const identity = asset?.sha256 ?? id
      if (shown.has(identity)) yield sameImage(imagePath)
      own.add(identity)
    }
    for (const identity of own) shown.add(identity)
  }
}

/** A landscape or a square image at least, and the shapes of the first card. */
function* checkShape(
  card: AdCard,
  first: AdCard,
  property: (typeof IMAGES)[number][0],
  path: string,
): Generator<Finding> {
  const isBare = card.marketingImage === null && card.squareMarketingImage === null
  if (isBare) {
    if (property !== 'marketingImage') return
    yield error({
      path,
      code: 'card_image_required',
      message: 'The card has neither a landscape image (1.91:1) nor a square one (1:1).',
      fix: 'Add one of them, the same shape as on the other cards.',
      source: api('DemandGenCarouselCardAsset.marketing_image_asset'),
    })
    return
  }
  const firstIsBare = first.marketingImage === null && first.squareMarketingImage === null
  if (firstIsBare || (card[property] === null) === (first[property] === null)) return
  const { noun } = IMAGE_LIMITS[IMAGES.find(([name]) => name === property)![1]]
  yield error({
    path,
    code: 'card_shapes_differ',
    message:
      card[property] === null
        ? `The first card has a ${noun} and this one has none. Google wants the same shapes on every card.`
        : `This card has a ${noun} and the first one has none. Google wants the same shapes on every card.`,
    fix: `Give every card a ${noun}, or none.`,
    source: api('AdError.MISMATCHED_ASPECT_RATIOS'),
  })
}

function sameImage(path: string): Finding {
  return error({
    path,
    code: 'card_image_duplicate',
    message: 'Another card of this carousel shows the same image.',
    fix: 'Choose an image of its own for each card.',
    source: api('AdError.DUPLICATE_IMAGE_ACROSS_CAROUSEL_CARDS'),
  })
}
