import type { TextRule } from '../../contract/rules/ad-rule.ts'
import { adRuleOf } from '../../contract/rules/ad-rules.ts'
import { CARDS as CARD_RULE } from '../../contract/rules/demand-gen-ads.ts'
import { SEARCH_THEMES as SEARCH_THEME_RULE } from '../../contract/rules/performance-max.ts'
import type { AdType, AssetAutomation, ImageField, PinnedField } from '../../contract/words.ts'
import { AD_TYPES, IMAGE_FIELDS } from '../../contract/words.ts'

/** Which fields an ad of each type has, and how much of each: the numbers of the rules, with the words of the form. */

export interface TextShape {
  property: TextRule['property']
  noun: string
  min: number
  max: number
  width: number
  /** Where such a text can be pinned to. */
  pins?: readonly PinnedField[]
  hint?: string
}

export interface ImageShape {
  field: ImageField
  min: number
  max: number
}

export interface AdShape {
  title: string
  text: string
  texts: readonly TextShape[]
  /** The width of each; null: an ad of this type has none. */
  businessName: number | null
  path: number | null
  callToAction: boolean
  images: readonly ImageShape[]
  imagesText: string
  videos: { min: number; max: number } | null
  cards: boolean
  colours: boolean
  automations: readonly AssetAutomation[]
}

type Words = Pick<AdShape, 'title' | 'text' | 'imagesText'>

const WORDS: Record<AdType, Words> = {
  DEMAND_GEN_MULTI_ASSET: {
    title: 'Image ad',
    text: 'Google combines headlines, descriptions and images. Each should make sense beside any other.',
    imagesText:
      'Sorted by shape. Google needs a landscape or a square image, and a logo. At most 20 images together.',
  },
  DEMAND_GEN_CAROUSEL: {
    title: 'Carousel ad',
    text: 'One headline and one description over cards that people swipe through.',
    imagesText: 'One square logo. The pictures belong to the cards.',
  },
  DEMAND_GEN_VIDEO_RESPONSIVE: {
    title: 'Video ad',
    text: 'Videos that stand at YouTube already, with texts that Google combines with them.',
    imagesText: 'A square logo stands beside the video.',
  },
  DEMAND_GEN_PRODUCT: {
    title: 'Product ad',
    text: 'The products of the Merchant Center account above, under one headline and one description.',
    imagesText: 'One square logo. The pictures of the products come from Merchant Center.',
  },
  RESPONSIVE_SEARCH: {
    title: 'Responsive search ad',
    text: 'Google shows up to three headlines and two descriptions. A pinned text stands always in its place; others are tried everywhere.',
    imagesText: '',
  },
  RESPONSIVE_DISPLAY: {
    title: 'Responsive display ad',
    text: 'Google fits texts, images and logos into every banner of the Display Network.',
    imagesText:
      'A landscape and a square image are needed, at most 15 together; logos are welcome, at most 5 together.',
  },
  ASSET_GROUP: {
    title: 'Assets',
    text: 'Google makes ads for Search, YouTube, Display, Discover, Gmail and Maps from these.',
    imagesText: 'Sorted by shape. At most 20 images of each, and a few logos.',
  },
}

export const AD_SHAPES: Record<AdType, AdShape> = Object.fromEntries(
  AD_TYPES.map((adType) => [adType, shapeOf(adType)]),
) as Record<AdType, AdShape>

export const CARDS = { min: CARD_RULE.min, max: CARD_RULE.max, width: CARD_RULE.headline.width }
export const SEARCH_THEMES = { max: SEARCH_THEME_RULE.max, width: SEARCH_THEME_RULE.characters }
export const BUSINESS_NAME_WIDTH = AD_SHAPES.ASSET_GROUP.businessName ?? 0

function shapeOf(adType: AdType): AdShape {
  const rule = adRuleOf(adType, { brandGuidelines: false })
  const most = (field: ImageField): number =>
    rule.together?.find(({ fields }) => fields.includes(field))?.max ?? 20
  return {
    ...WORDS[adType],
    texts: rule.texts.filter(({ until }) => until === undefined).map(textShape),
    businessName: rule.businessName?.width ?? null,
    path: rule.paths?.width ?? null,
    callToAction: rule.callToAction === true,
    images: IMAGE_FIELDS.flatMap((field) => {
      const count = rule.images[field]
      return count === undefined ? [] : [{ field, min: count.min, max: count.max ?? most(field) }]
    }),
    videos: rule.videos ?? null,
    cards: rule.cards === true,
    colours: rule.colors !== undefined,
    automations: rule.automations ?? [],
  }
}

function textShape({ property, noun, min, max, width, narrowest, pins }: TextRule): TextShape {
  return {
    property,
    noun,
    min,
    max,
    width,
    ...(pins === undefined ? {} : { pins: pins.places }),
    ...(narrowest === undefined ? {} : { hint: `one of them at most ${narrowest}` }),
  }
}
