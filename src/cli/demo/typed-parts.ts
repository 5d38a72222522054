import type { CampaignType } from '../../contract/words.ts'
import { BRANDS, type Brand } from './brands.ts'
import type { DemoCampaign } from './demo-campaign.ts'
import { STORIES, type Story } from './stories.ts'

/** What a demo campaign of a type has besides, or in another place, than one of Demand Gen. */

interface Targets {
  locations: object[]
  languages: object[]
}

/** Of the campaign itself: where Demand Gen aims its ad groups, the others aim the campaign. */
export function campaignParts(
  { type = 'DEMAND_GEN', adGroups }: DemoCampaign,
  targets: Targets,
  { logo }: { logo: (brand: Brand) => string },
): object {
  if (type === 'DEMAND_GEN') return {}
  const [group] = adGroups
  const brand: Brand = BRANDS[STORIES[group!.stories[0]!].brand]
  const ofBrand = { brandBusinessName: brand.businessName, brandLogoImages: [logo(brand)] }
  return { ...targets, ...(type === 'PERFORMANCE_MAX' ? ofBrand : {}) }
}

export function adGroupParts(
  type: CampaignType,
  { keywords = [], themes = [] }: DemoCampaign['adGroups'][number],
  targets: Targets,
  bidMicros: string | null,
): object {
  if (type === 'DEMAND_GEN') return targets
  return { keywords: keywords.map(keyword), searchThemes: themes, cpcBidMicros: bidMicros }
}

/** [exact], "phrase" or broad, as Google's own editor reads them. */
function keyword(written: string): object {
  const negative = written.startsWith('-')
  const text = negative ? written.slice(1) : written
  const matchType = text.startsWith('[') ? 'EXACT' : text.startsWith('"') ? 'PHRASE' : 'BROAD'
  return { text: text.replace(/[[\]"]/g, ''), matchType, negative }
}

/** The fields of a Demand Gen image ad, as far as an ad of the type has them, with what it has besides. */
export function adOfType(type: CampaignType, story: Story, images: Record<string, unknown>): object {
  const { portraitMarketingImages, tallPortraitMarketingImages, ...pictures } = images
  const longHeadlines = [{ text: story.descriptions[0] }]
  switch (type) {
    case 'DEMAND_GEN':
      return { ...pictures, portraitMarketingImages, tallPortraitMarketingImages }
    case 'SEARCH':
      return { businessName: null, callToAction: null, path1: story.page.split('/')[1] }
    case 'DISPLAY':
      return { ...pictures, longHeadlines }
    case 'PERFORMANCE_MAX': {
      const { logoImages: _ofTheBrand, ...own } = pictures
      // Google wants one headline of at most 15 and one description of at most 60.
      const brand = BRANDS[story.brand].businessName
      return {
        ...own,
        portraitMarketingImages,
        businessName: null,
        longHeadlines,
        headlines: [...story.headlines, brand.split(' ')[0]!].map((text) => ({ text })),
        descriptions: [...story.descriptions, `More from ${brand}.`].map((text) => ({ text })),
      }
    }
  }
}
