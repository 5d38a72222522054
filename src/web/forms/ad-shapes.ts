import { TEXT_RULES } from '../../contract/rules/demand-gen.ts'
import type { AdType, AssetAutomation, ImageField, PinnedField } from '../../contract/words.ts'

/** Which fields an ad of each type has, and how much Google takes of each: what the form shows and counts. */

export interface TextShape {
  property: 'headlines' | 'longHeadlines' | 'descriptions'
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
  businessName: boolean
  callToAction: boolean
  /** What the two parts after the address are called. */
  paths: 'Display path' | 'Breadcrumb' | null
  images: readonly ImageShape[]
  imagesText: string
  videos: { min: number; max: number } | null
  cards: boolean
  colours: boolean
  automations: readonly AssetAutomation[]
}

export const BUSINESS_NAME_WIDTH = 25
export const PATH_WIDTH = 15
export const CARDS = { min: 2, max: 10, width: 40 }
export const SEARCH_THEMES = { max: 50, width: 80 }

const headlines = (min: number, max: number, width: number): TextShape => ({
  property: 'headlines',
  noun: 'headline',
  min,
  max,
  width,
})
const longHeadlines = (min: number, max: number): TextShape => ({
  property: 'longHeadlines',
  noun: 'long headline',
  min,
  max,
  width: 90,
})
const descriptions = (min: number, max: number): TextShape => ({
  property: 'descriptions',
  noun: 'description',
  min,
  max,
  width: 90,
})
const image = (field: ImageField, min: number, max: number): ImageShape => ({ field, min, max })

const BASE = {
  businessName: true,
  callToAction: true,
  paths: null,
  images: [],
  imagesText: '',
  videos: null,
  cards: false,
  colours: false,
  automations: [],
} as const

export const AD_SHAPES: Record<AdType, AdShape> = {
  DEMAND_GEN_MULTI_ASSET: {
    ...BASE,
    title: 'Image ad',
    text: 'Google combines headlines, descriptions and images. Each should make sense beside any other.',
    texts: TEXT_RULES.filter(({ until }) => until === undefined).map(
      ({ property, noun, min, max, width }) => ({ property, noun, min, max, width }),
    ),
    images: [
      image('MARKETING_IMAGE', 0, 20),
      image('SQUARE_MARKETING_IMAGE', 0, 20),
      image('PORTRAIT_MARKETING_IMAGE', 0, 20),
      image('TALL_PORTRAIT_MARKETING_IMAGE', 0, 20),
      image('LOGO', 1, 5),
    ],
    imagesText:
      'Sorted by shape. Google needs a landscape or a square image, and a logo. At most 20 images together.',
    automations: [
      'GENERATE_DESIGN_VERSIONS_FOR_IMAGES',
      'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
      'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS',
    ],
  },
  DEMAND_GEN_CAROUSEL: {
    ...BASE,
    title: 'Carousel ad',
    text: 'One headline and one description over cards that people swipe through.',
    texts: [headlines(1, 1, 40), descriptions(1, 1)],
    images: [image('LOGO', 1, 1)],
    imagesText: 'One square logo. The pictures belong to the cards.',
    cards: true,
  },
  DEMAND_GEN_VIDEO_RESPONSIVE: {
    ...BASE,
    title: 'Video ad',
    text: 'Videos that stand at YouTube already, with texts that Google combines with them.',
    texts: [headlines(1, 5, 40), longHeadlines(1, 5), descriptions(1, 5)],
    paths: 'Breadcrumb',
    images: [image('LOGO', 1, 5)],
    imagesText: 'A square logo stands beside the video.',
    videos: { min: 1, max: 5 },
    automations: [
      'GENERATE_VERTICAL_YOUTUBE_VIDEOS',
      'GENERATE_SHORTER_YOUTUBE_VIDEOS',
      'GENERATE_LANDING_PAGE_PREVIEW',
      'GENERATE_LANDING_PAGE_TEXT',
    ],
  },
  DEMAND_GEN_PRODUCT: {
    ...BASE,
    title: 'Product ad',
    text: 'The products of the Merchant Center account above, under one headline and one description.',
    texts: [headlines(1, 1, 40), descriptions(1, 1)],
    paths: 'Breadcrumb',
    images: [image('LOGO', 1, 1)],
    imagesText: 'One square logo. The pictures of the products come from Merchant Center.',
  },
  RESPONSIVE_SEARCH: {
    ...BASE,
    title: 'Responsive search ad',
    text: 'Google shows up to three headlines and two descriptions. A pinned text stands always in its place; others are tried everywhere.',
    businessName: false,
    callToAction: false,
    texts: [
      { ...headlines(3, 15, 30), pins: ['HEADLINE_1', 'HEADLINE_2', 'HEADLINE_3'] },
      { ...descriptions(2, 4), pins: ['DESCRIPTION_1', 'DESCRIPTION_2'] },
    ],
    paths: 'Display path',
  },
  RESPONSIVE_DISPLAY: {
    ...BASE,
    title: 'Responsive display ad',
    text: 'Google fits texts, images and logos into every banner of the Display Network.',
    texts: [headlines(1, 5, 30), { ...longHeadlines(1, 1) }, descriptions(1, 5)],
    images: [
      image('MARKETING_IMAGE', 1, 15),
      image('SQUARE_MARKETING_IMAGE', 1, 15),
      image('LOGO', 0, 5),
      image('LANDSCAPE_LOGO', 0, 5),
    ],
    imagesText:
      'A landscape and a square image are needed, at most 15 together; logos are welcome, at most 5 together.',
    videos: { min: 0, max: 5 },
    colours: true,
  },
  ASSET_GROUP: {
    ...BASE,
    title: 'Assets',
    text: 'Google makes ads for Search, YouTube, Display, Discover, Gmail and Maps from these.',
    texts: [
      { ...headlines(3, 15, 30), hint: 'one of them at most 15' },
      longHeadlines(1, 5),
      { ...descriptions(2, 5), hint: 'one of them at most 60' },
    ],
    paths: 'Display path',
    images: [
      image('MARKETING_IMAGE', 1, 20),
      image('SQUARE_MARKETING_IMAGE', 1, 20),
      image('PORTRAIT_MARKETING_IMAGE', 0, 20),
      image('TALL_PORTRAIT_MARKETING_IMAGE', 0, 20),
      image('LOGO', 1, 5),
      image('LANDSCAPE_LOGO', 0, 5),
    ],
    imagesText: 'Sorted by shape. At most 20 images together, logos apart.',
    videos: { min: 0, max: 5 },
  },
}
