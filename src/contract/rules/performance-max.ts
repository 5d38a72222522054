import type { ImageField } from '../words.ts'
import type { AdRule, Count } from './ad-rule.ts'
import { api, page } from './finding.ts'

const REQUIREMENTS = page('Performance Max, asset requirements')
const some = (min: number, max: number): Required<Count> => ({ min, max, source: REQUIREMENTS })

const PICTURES: Partial<Record<ImageField, Count>> = {
  MARKETING_IMAGE: some(1, 20),
  SQUARE_MARKETING_IMAGE: some(1, 20),
  PORTRAIT_MARKETING_IMAGE: some(0, 20),
  TALL_PORTRAIT_MARKETING_IMAGE: some(0, 20),
}

/** What a brand has: of the campaign where it follows brand guidelines, of each asset group otherwise. */
export const BRAND = {
  businessName: { width: 25, source: api('AssetGroupError.NOT_ENOUGH_BUSINESS_NAME_ASSET') },
  images: { LOGO: some(1, 5), LANDSCAPE_LOGO: some(0, 5) },
  name: api('CampaignError.REQUIRED_BUSINESS_NAME_ASSET_NOT_LINKED'),
  logo: api('CampaignError.REQUIRED_LOGO_ASSET_NOT_LINKED'),
  off: api('CampaignError.BRAND_GUIDELINES_NOT_ENABLED_FOR_CAMPAIGN'),
  colors: api('CampaignError.BRAND_GUIDELINES_MAIN_AND_ACCENT_COLORS_REQUIRED'),
}

/** Google's numbers for asset groups, without the brand. */
export const BRANDED_ASSET_GROUP: AdRule = {
  noun: 'asset group',
  source: REQUIREMENTS,
  paths: { width: 15, source: api('AssetGroup.path1') },
  callToAction: true,
  texts: [
    {
      property: 'headlines',
      noun: 'headline',
      min: 3,
      max: 15,
      width: 30,
      narrowest: 15,
      source: REQUIREMENTS,
    },
    { property: 'longHeadlines', noun: 'long headline', min: 1, max: 5, width: 90, source: REQUIREMENTS },
    {
      property: 'descriptions',
      noun: 'description',
      min: 2,
      max: 5,
      width: 90,
      narrowest: 60,
      source: REQUIREMENTS,
    },
  ],
  images: PICTURES,
  videos: some(0, 5),
  brandOfCampaign: true,
}

const { brandOfCampaign: _, ...assetGroup } = BRANDED_ASSET_GROUP
/** An asset group that brings its own name and logos. */
export const ASSET_GROUP: AdRule = {
  ...assetGroup,
  businessName: BRAND.businessName,
  images: { ...PICTURES, ...BRAND.images },
}

/** Google's pages name 25 as well as 50; the larger one is the newer. */
export const SEARCH_THEMES = { max: 50, characters: 80, words: 10, source: api('SearchThemeInfo.text') }
