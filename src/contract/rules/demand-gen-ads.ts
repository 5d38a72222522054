import type { AdRule, TextRule } from './ad-rule.ts'
import { BUSINESS_NAME, MAX_MARKETING_IMAGES, TEXT_RULES } from './demand-gen.ts'
import { api, page } from './finding.ts'

/** Google's numbers for the four types of Demand Gen ads. Those of videos, carousels and products are from its help pages. */

const HELP = 'Demand Gen asset specifications'
const HEADLINE_WIDTH = 40

const text = (property: TextRule['property'], noun: string, max: number, width: number): TextRule => ({
  property,
  noun,
  min: 1,
  max,
  width,
  source: page(HELP),
})
const ONE_HEADLINE = text('headlines', 'headline', 1, HEADLINE_WIDTH)
const ONE_DESCRIPTION = text('descriptions', 'description', 1, 90)
const breadcrumb = (message: string) => ({ width: 15, source: api(`${message}.breadcrumb1`) })
const image = (field: string): string => api(`DemandGenMultiAssetAdInfo.${field}`)

export const MULTI_ASSET: AdRule = {
  noun: 'Demand Gen image ad',
  source: api('DemandGenMultiAssetAdInfo'),
  businessName: BUSINESS_NAME,
  callToAction: true,
  texts: TEXT_RULES,
  images: {
    MARKETING_IMAGE: { min: 0, source: image('marketing_images') },
    SQUARE_MARKETING_IMAGE: { min: 0, source: image('square_marketing_images') },
    PORTRAIT_MARKETING_IMAGE: { min: 0, source: image('portrait_marketing_images') },
    TALL_PORTRAIT_MARKETING_IMAGE: { min: 0, source: image('tall_portrait_marketing_images') },
    LOGO: { min: 1, max: 5, source: image('logo_images') },
  },
  eitherShape: { source: image('marketing_images') },
  together: [
    {
      fields: [
        'MARKETING_IMAGE',
        'SQUARE_MARKETING_IMAGE',
        'PORTRAIT_MARKETING_IMAGE',
        'TALL_PORTRAIT_MARKETING_IMAGE',
      ],
      noun: 'images in its four shapes',
      max: MAX_MARKETING_IMAGES,
      source: image('marketing_images'),
    },
  ],
  automations: [
    'GENERATE_DESIGN_VERSIONS_FOR_IMAGES',
    'GENERATE_VIDEOS_FROM_OTHER_ASSETS',
    'GENERATE_ANIMATED_IMAGES_FROM_OTHER_ASSETS',
  ],
}

export const CAROUSEL: AdRule = {
  noun: 'Demand Gen carousel ad',
  source: api('DemandGenCarouselAdInfo'),
  businessName: { width: 25, source: api('DemandGenCarouselAdInfo.business_name') },
  callToAction: true,
  texts: [ONE_HEADLINE, ONE_DESCRIPTION],
  images: { LOGO: { min: 1, max: 1, source: api('DemandGenCarouselAdInfo.logo_image') } },
  cards: true,
}

export const CARDS = {
  min: 2,
  max: 10,
  headline: { noun: 'headline of this card', width: HEADLINE_WIDTH, source: page(HELP) },
  source: api('DemandGenCarouselAdInfo.carousel_cards'),
}

export const VIDEO: AdRule = {
  noun: 'Demand Gen video ad',
  source: api('DemandGenVideoResponsiveAdInfo'),
  paths: breadcrumb('DemandGenVideoResponsiveAdInfo'),
  businessName: { width: 25, source: api('DemandGenVideoResponsiveAdInfo.business_name') },
  callToAction: true,
  texts: [
    text('headlines', 'headline', 5, HEADLINE_WIDTH),
    text('longHeadlines', 'long headline', 5, 90),
    text('descriptions', 'description', 5, 90),
  ],
  images: { LOGO: { min: 1, max: 5, source: api('DemandGenVideoResponsiveAdInfo.logo_images') } },
  videos: { min: 1, max: 5, source: api('DemandGenVideoResponsiveAdInfo.videos') },
  automations: [
    'GENERATE_VERTICAL_YOUTUBE_VIDEOS',
    'GENERATE_SHORTER_YOUTUBE_VIDEOS',
    'GENERATE_LANDING_PAGE_PREVIEW',
    'GENERATE_LANDING_PAGE_TEXT',
  ],
}

export const PRODUCT: AdRule = {
  noun: 'Demand Gen product ad',
  source: api('DemandGenProductAdInfo'),
  paths: breadcrumb('DemandGenProductAdInfo'),
  businessName: { width: 25, source: api('DemandGenProductAdInfo.business_name') },
  callToAction: true,
  texts: [ONE_HEADLINE, ONE_DESCRIPTION],
  images: { LOGO: { min: 1, max: 1, source: api('DemandGenProductAdInfo.logo_image') } },
}
