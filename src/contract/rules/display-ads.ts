import type { AdRule } from './ad-rule.ts'
import { api } from './finding.ts'

const of = (field: string): string => api(`ResponsiveDisplayAdInfo.${field}`)

/** Google's numbers for responsive display ads. */
export const RESPONSIVE_DISPLAY: AdRule = {
  noun: 'responsive display ad',
  source: api('ResponsiveDisplayAdInfo'),
  businessName: { width: 25, source: of('business_name') },
  callToAction: true,
  texts: [
    { property: 'headlines', noun: 'headline', min: 1, max: 5, width: 30, source: of('headlines') },
    {
      property: 'longHeadlines',
      noun: 'long headline',
      min: 1,
      max: 1,
      width: 90,
      source: of('long_headline'),
    },
    { property: 'descriptions', noun: 'description', min: 1, max: 5, width: 90, source: of('descriptions') },
  ],
  images: {
    MARKETING_IMAGE: { min: 1, source: of('marketing_images') },
    SQUARE_MARKETING_IMAGE: { min: 1, source: of('square_marketing_images') },
    LOGO: { min: 0, source: of('square_logo_images') },
    LANDSCAPE_LOGO: { min: 0, source: of('logo_images') },
  },
  together: [
    {
      fields: ['MARKETING_IMAGE', 'SQUARE_MARKETING_IMAGE'],
      noun: 'landscape and square images',
      max: 15,
      source: of('marketing_images'),
    },
    { fields: ['LOGO', 'LANDSCAPE_LOGO'], noun: 'logos', max: 5, source: of('logo_images') },
  ],
  videos: { min: 0, max: 5, source: of('youtube_videos') },
  colors: { source: of('main_color') },
}
